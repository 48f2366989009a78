import { isOneOf } from './holders.ts'
import { isInEffect } from './namedSeizure.ts'
import { isInForce } from './seizures.ts'
import { isRegistered, type Unit } from './types.ts'

/** What a query (查询) may learn of a unit, by scope (查询暂行办法 14–23; law.md QM-Q1 to QM-Q5). Never identity numbers. */

export type QueryScope = 'full' | 'result' | 'yes-no' | 'yes-no-plus' | 'case'

/** What the one who asks states, to be confirmed or not: the holder's name (律师验证). */
export interface QueryQuestion {
  readonly holderName: string | undefined
}

type Part = (unit: Unit, question: QueryQuestion) => readonly string[]

/** The lines of the answer; a unit without first registration is answered as such (S4-27). */
export function queryLines(scope: QueryScope, unitCode: string, unit: Unit | null, question: QueryQuestion): string[] {
  if (!isRegistered(unit))
    return [`不动产单元 ${unitCode} 没有首次登记的记载`, ...(unit ? answers[scope].flatMap(part => part(unit, question)) : [])]
  return answers[scope].flatMap(part => part(unit, question))
}

const useTitles = { residential: '住宅', 'non-residential': '非住宅', garage: '车库、车位、储藏室' } as const
const seizureTitles = { active: '查封', pre: '预查封', waiting: '轮候查封' } as const
const noticeTitles = {
  sale: '买卖预告',
  presale: '预购商品房预告',
  mortgage: '抵押权预告',
  'presale-mortgage': '预购商品房抵押权预告',
} as const

/** 自然状况. */
const natural: Part = ({ unitCode, location, areaSqm, use, landUse, landTermEnds }) => [
  `不动产单元：${unitCode}`,
  ...(location === '' ? [] : [`坐落：${location}`]),
  ...(areaSqm === null ? [] : [`面积：${areaSqm} 平方米`]),
  `用途：${useTitles[use]}${landUse === null ? '' : `，土地 ${landUse}`}`,
  ...(landTermEnds === null ? [] : [`土地使用期限至 ${landTermEnds}`]),
]

const holders: Part = unit => unit.holders.map(({ name, share }) => `权利人：${name}${share ? `，份额 ${share}` : ''}`)

const restrictions: Part = unit => [
  ...unit.mortgages.filter(isActive).map(one => `抵押权：${one.mortgagee}，${(one.amountFen / 100).toFixed(2)} 元`),
  ...unit.notices.filter(isActive).map(one => `预告登记：${noticeTitles[one.kind]}，${one.holder.name}`),
  ...unit.objections.filter(isActive).map(one => `异议登记：${one.applicant.name}，${one.matter}`),
  ...unit.easements.filter(isActive).map(one => `地役权：${one.holder}，${one.content}`),
  ...unit.seizures
    .filter(isInForce)
    .map(
      one =>
        `${seizureTitles[one.status as keyof typeof seizureTitles]}：${one.organ}，${one.documentNo}，至 ${one.until ?? '未载明'}`,
    ),
]

const certificates: Part = unit =>
  unit.certificates.filter(({ status }) => status === 'current').map(({ number }) => `证书、证明：${number}`)

/** 登记原始资料 may be read and copied; `entries` from before the centre are in its paper archive. */
const originals: Part = ({ heldSince, ...unit }) => {
  const rights = [...unit.mortgages, ...unit.notices, ...unit.objections, ...unit.easements, ...unit.seizures]
  const cases = [heldSince?.caseNo, ...rights.map(one => one.caseNo)].filter(caseNo => typeof caseNo === 'string')
  const listed = [...new Set(cases)].map(caseNo => `登记案件 ${caseNo}`)
  return [`可以查阅、复制登记原始资料：${listed.length > 0 ? listed.join('、') : '见纸质档案'}`]
}

/** 有无, without names. */
const whether: Part = unit => [
  `是否共有：${yes(unit.holders.length > 1)}`,
  `是否存在抵押权登记：${yes(unit.mortgages.some(isActive))}`,
  `是否存在预告登记：${yes(unit.notices.some(isActive))}`,
  `是否存在异议登记：${yes(unit.objections.some(isActive))}`,
  `是否存在查封登记或者其他限制处分的情形：${yes(unit.seizures.some(isInForce))}`,
]

/** What a lawyer may have verified beside (查询暂行办法 22, 23). */
const verified: Part = (unit, { holderName }) => [
  ...(holderName === undefined
    ? []
    : [`所述权利人 ${holderName} 与登记簿记载${isOneOf({ name: holderName }, unit.holders) ? '一致' : '不一致'}`]),
  ...(unit.holders.length > 1 ? [`共有形式：${unit.holders.every(({ share }) => share) ? '按份共有' : '共同共有'}`] : []),
  ...unit.seizures.filter(isInEffect).map(({ organ }) => `要求办理查封的机关：${organ}`),
]

/** Which parts belong to which scope. */
const answers: Readonly<Record<QueryScope, readonly Part[]>> = {
  full: [natural, holders, restrictions, certificates, originals],
  result: [natural, holders, restrictions],
  'yes-no': [natural, whether],
  'yes-no-plus': [natural, whether, verified],
  case: [natural, holders, restrictions, originals],
}

const isActive = ({ status }: { readonly status: string }): boolean => status === 'active'

const yes = (is: boolean): string => (is ? '是' : '否')
