import type { Confidence } from '../law/provision.ts'
import type { ProvisionId } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { RuleId } from '../rules/ids.ts'

/** What stands on a unit before a case arrives (law.md Table B), and the part of the table that speaks of it. */
export const existingStates = {
  seized: { part: 'B1', short: '查封', title: '已被查封' },
  'pre-seized': { part: 'B1', short: '预查封', title: '已被预查封' },
  waiting: { part: 'B2', short: '轮候', title: '已被查封，另有轮候查封' },
  objection: { part: 'B3', short: '异议', title: '有异议登记' },
  'transfer-notice': { part: 'B4', short: '买卖预告', title: '有买卖、预购商品房预告登记' },
  'lapsed-notice': { part: 'B4', short: '失效预告', title: '预告登记已经失效、尚未注销' },
  'mortgage-notice': { part: 'B5', short: '抵押预告', title: '有抵押权预告登记' },
  'mortgage-free': { part: 'B6', short: '抵押（否）', title: '有抵押权，2021年1月1日后登记，没有限制转让的约定' },
  'mortgage-restricted': { part: 'B6', short: '抵押（是）', title: '有抵押权，登记有禁止或者限制转让的约定' },
  'mortgage-old': { part: 'B6', short: '抵押（2021年前）', title: '有抵押权，2021年1月1日前登记' },
  'pending-application': { part: 'B7', short: '在办申请', title: '有先受理、未登簿的登记申请' },
  'pending-seizure': { part: 'B7', short: '在办查封', title: '有已送达、未登簿的查封嘱托' },
  'pending-correction': { part: 'B7', short: '在办更正', title: '有先受理、未登簿的更正登记' },
  unregistered: { part: 'DR-24', short: '未首次登记', title: '尚未办理首次登记' },
} as const satisfies Record<string, { part: string; short: string; title: string }>

export type ExistingState = keyof typeof existingStates

/** What tells cases of the same procedure apart where the table does; a row without one is about all the others. */
export const circumstances = {
  name: '变更姓名名称、坐落',
  thing: '变更面积、用途、期限',
  ownership: '变更共有性质、份额',
  waiver: '因放弃权利',
  extinct: '因灭失、征收或者生效法律文书',
  'more-burden': '扩大担保',
  'less-burden': '不扩大担保',
  'to-debtor': '受让人是预查封的被执行人',
  'debtor-waives': '放弃预告登记的是预查封的被执行人',
  'fulfils-notice': '由预告登记的权利人取得该权利',
  'by-notice-holder': '由预告登记的权利人（预购人）设定',
  'by-seizing-court': '由查封法院嘱托',
  'after-entry': '该登记在有错误的登记之后办理',
  'before-entry': '该登记在有错误的登记之前办理',
  'on-land': '查封的是建筑物所在宗地的土地使用权',
  'not-yet-registered': '不动产尚未办理首次登记',
  'construction-mortgage': '已有在建建筑物抵押权，或者申请的就是在建建筑物抵押权',
  'pre-seizure': '申请的是预查封',
  'pre-seized': '不动产已有预查封',
  'same-objection': '同一申请人，同一事项、同一理由',
  'as-holder': '以权利人身份',
  'of-waiting': '解除的是轮候查封',
  'served-before': '协助执行通知书送达在先',
  'sold-first': '先受理的是同一权利人的转移登记',
  'announced-first': '先受理的是正在公告的首次登记',
} as const

export type Circumstance = keyof typeof circumstances

/** Allowed; allowed on a condition; refused (不予登记, 不予受理); to wait in the order of acceptance. */
export type ConflictResult = 'A' | 'C' | 'R' | 'Q'

/** One line of Table B: what becomes of these procedures on a unit in one of these states. */
export interface ConflictRow {
  readonly id: `B${number}-${string}` | `DR24-${string}`
  readonly existing: readonly ExistingState[]
  readonly incoming: readonly ProcedureId[]
  readonly circumstance?: Circumstance
  readonly result: ConflictResult
  /** The condition of C, the reason of the others, in one Chinese sentence. */
  readonly says: string
  /** The rule that refuses: R always, C until its condition is met, Q until the turn comes. Null for A, and for a C that recording itself sees to. */
  readonly rule: RuleId | null
  /** Q only: the rule that refuses once the earlier case is recorded. */
  readonly afterwards?: RuleId
  readonly basis: readonly ProvisionId[]
  /** How sure law.md is of this line; absent where the line is `derived`. */
  readonly confidence?: Confidence
  /** Table B does not name this cell: the line follows from a class it names, or from nothing in law barring it. */
  readonly derived?: true
}

/** A line of Table B about what is none of the office's 32 procedures, or what the office's switches settle otherwise. */
export interface OutsideRow {
  readonly id: `B${number}-${string}`
  readonly existing: string
  readonly incoming: string
  readonly result: ConflictResult
  readonly reason: string
  readonly basis: readonly ProvisionId[]
  readonly inScope: false
}
