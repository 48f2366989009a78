import { checklistOf } from '../case/checklist.ts'
import { disposalBy } from '../register/holders.ts'
import { areAllAmong } from '../register/mortgagees.ts'
import { isRegistered } from '../register/types.ts'
import { parseUnitCode } from '../register/unitCode.ts'
import { firstRegisteredBefore, joiningAs } from './combined.ts'
import { holdersChanged, ownShareOnly } from './ownership.ts'
import { partiesIn, type Rule, type RuleContext } from './rule.ts'

/** Rules about who applies, what is filed and whether the unit is registered: they refuse `accept` and are asked again at recording. */

export const unitCodesAreValid: Rule = {
  id: 'unit-code',
  level: 'file',
  says: '不动产单元代码应符合《不动产单元设定与代码编制规则》',
  basis: ['UC-1', 'UC-6', 'REG-8'],
  broken: ({ units }) =>
    first(units, ({ unitCode }) => {
      const parsed = parseUnitCode(unitCode)
      return parsed.valid ? null : `不动产单元代码 ${unitCode} 不合规则：${parsed.reason}`
    }),
}

export const withinJurisdiction: Rule = {
  id: 'jurisdiction',
  level: 'file',
  says: '不动产登记由不动产所在地的登记机构办理',
  basis: ['REG-7', 'REG-17-4'],
  broken: ({ units, office }) =>
    first(units, ({ unitCode }) =>
      office.counties.includes(unitCode.slice(0, 6))
        ? null
        : `不动产单元 ${unitCode} 不在本登记机构辖区（${office.counties.join('、')}），请告知申请人向 ${unitCode.slice(0, 6)} 的登记机构申请`,
    ),
}

export const unitsAreRegistered: Rule = {
  id: 'not-registered',
  level: 'file',
  says: '未办理首次登记的，不得办理其他类型登记',
  basis: ['DR-24'],
  broken: context =>
    first(context.units, ({ unitCode, unit }) =>
      isRegistered(unit) || firstRegisteredBefore(context, unitCode)
        ? null
        : `不动产单元 ${unitCode} 尚未办理首次登记，不得办理其他类型登记`,
    ),
}

export const notFiledTwice: Rule = {
  id: 'repeat-case',
  level: 'file',
  says: '同一申请已经受理尚未办结的，不重复受理',
  basis: ['CC-213'],
  broken: ({ twin }) => (twin ? `相同当事人就相同不动产单元的同一登记已经受理（${twin}），不得重复受理` : null),
}

export const allRolesApply: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '因买卖、设定抵押权等申请登记的，应当由当事人双方共同申请',
  basis: ['REG-14-1'],
  broken: context => {
    const missing = context.edition.applicants.required.filter(({ role }) => partiesIn(context, role).length === 0)
    const demand = context.edition.applicants.required.length > 1 ? '应当由双方共同申请' : '应当由有权申请的人申请'
    return missing.length > 0 ? `${demand}，缺少：${missing.map(({ title }) => title).join('、')}` : null
  },
}

export const enoughHoldersApply: Rule = {
  id: 'joint-application',
  level: 'file',
  says: '处分共有不动产，由占份额三分之二以上的按份共有人或者全体共同共有人共同申请',
  basis: ['DR-10', 'REG-14-1'],
  broken: context => {
    const { disposer } = context.edition.applicants
    if (!disposer) return null
    const applying = partiesIn(context, disposer)
    return first(context.units, facts => {
      const { unit } = facts
      if (!isRegistered(unit) || holdersChanged(context, facts) || ownShareOnly(context, unit)) return null
      return disposalBy(applying, unit.holders) === 'some'
        ? `不动产单元 ${unit.unitCode} 由 ${unit.holders.map(holder => holder.name).join('、')} 共有，申请人未达到法定的共有人范围`
        : null
    })
  },
}

export const mortgageeJoins: Rule = {
  id: 'mortgagee-joins',
  level: 'file',
  says: '登记簿记载禁止或者限制转让抵押不动产约定的，由受让人、抵押人和抵押权人共同申请',
  basis: ['NR54-2', 'DB-43'],
  broken: context => {
    const joined = joiningAs(context, 'mortgagee')
    return first(context.units, ({ unit }) => {
      const absent = unit?.mortgages.find(
        mortgage => mortgage.status === 'active' && mortgage.transferRestricted && !areAllAmong(mortgage, joined),
      )
      return absent ? `抵押权人 ${absent.mortgagee} 的抵押权登记有限制转让的约定，应当由抵押权人一并申请` : null
    })
  },
}

export const materialsAreComplete: Rule = {
  id: 'materials-incomplete',
  level: 'file',
  says: '申请材料齐全、符合法定形式的，应当受理',
  basis: ['REG-17-1', 'REG-17-3', 'REG-16'],
  broken: ({ edition, state, office }) => {
    const checklist = checklistOf(edition, state.application, state.materials, office)
    const missing = checklist.filter(item => item.status === 'missing')
    return missing.length > 0
      ? `申请材料不齐全，缺少：${missing.map(item => item.title).join('、')}。应当一次性书面告知申请人补正`
      : null
  },
}

/** The first sentence that a unit gives, if any. */
function first(units: RuleContext['units'], ask: (facts: RuleContext['units'][number]) => string | null): string | null {
  for (const facts of units) {
    const sentence = ask(facts)
    if (sentence) return sentence
  }
  return null
}
