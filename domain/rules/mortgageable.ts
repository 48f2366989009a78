import { parseUnitCode } from '../register/unitCode.ts'
import { isUnderConstruction } from './beforeFirstRegistration.ts'
import type { Rule, RuleContext, UnitFacts } from './rule.ts'
import { onUnits } from './unit.ts'

/** What may not be mortgaged (民法典 399); seized property has a rule of its own. */

/** Land whose right cannot be mortgaged, by the letters of the unit code (GB/T 37346: place 13 ownership, place 14 right). */
const barredByCode: readonly { readonly ownership?: string; readonly right?: string; readonly why: string }[] = [
  { right: 'A', why: '土地所有权不得抵押' },
  { right: 'C', why: '宅基地使用权不得抵押' },
  { ownership: 'Z', why: '土地所有权不明或者有争议，不得抵押' },
  { right: 'W', why: '土地使用权不明或者有争议，不得抵押' },
]

/**
 * Public-welfare facilities by the land use on the register (GB/T 21010, 国土空间用途分类); 养老 by 自然资发〔2021〕54号. Each row: what the name
 * of the use holds.
 */
const publicWelfareUses: readonly { readonly holds: readonly string[]; readonly facility: string }[] = [
  { holds: ['教育', '科教', '学校', '中小学', '幼儿园'], facility: '学校、幼儿园等教育设施' },
  { holds: ['医疗', '医卫', '医院', '卫生'], facility: '医疗卫生设施' },
  { holds: ['养老', '老年人'], facility: '养老服务设施' },
  { holds: ['社会福利', '慈善', '公益'], facility: '其他公益设施' },
]

export const mayBeMortgaged: Rule = {
  id: 'not-mortgageable',
  level: 'unit',
  says: '土地所有权、宅基地使用权、权属不明或者有争议的财产、学校和医疗机构等非营利法人的公益设施不得抵押；在建建筑物抵押不包括已办理预告登记的商品房',
  basis: ['CC-399', 'DR-75'],
  broken: context =>
    onUnits(context, facts => {
      const why = barredBy(facts.unitCode) ?? publicWelfare(facts) ?? soldInAdvance(context, facts)
      return why ? `不动产单元 ${facts.unitCode}：${why}` : null
    }),
}

function barredBy(unitCode: string): string | null {
  const parsed = parseUnitCode(unitCode)
  if (!parsed.valid) return null
  const row = barredByCode.find(
    ({ ownership = parsed.ownership.letter, right = parsed.right.letter }) =>
      ownership === parsed.ownership.letter && right === parsed.right.letter,
  )
  return row?.why ?? null
}

function publicWelfare({ unit, land }: UnitFacts): string | null {
  const landUse = unit?.landUse ?? land?.landUse ?? ''
  const row = publicWelfareUses.find(({ holds }) => holds.some(word => landUse.includes(word)))
  return row ? `登记用途为${landUse}，属于${row.facility}，不得抵押` : null
}

/** Units under a pre-sale notice are no part of a mortgage of construction in progress, whoever consents (实施细则 75). */
function soldInAdvance(context: RuleContext, { unit }: UnitFacts): string | null {
  const noticed = unit?.notices.some(notice => notice.kind === 'presale' && notice.status === 'active')
  return noticed && isUnderConstruction(context) ? '已办理预购商品房预告登记，不得计入在建建筑物抵押' : null
}
