import type { DayOfLooks } from '../audit/looks.ts'
import type { ClockName } from '../case/clock.ts'
import type { ActionName } from '../case/commands.ts'
import type { EventType } from '../case/events.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { Instant } from '../time/instant.ts'

// What the signals are drawn from: rows of the record as they were written, those of a period and what of before they refer to.

/** An event of a case's ledger by one of the office's own people. */
export interface StaffAct {
  readonly caseNo: string
  readonly seq: number
  readonly type: EventType
  readonly at: Instant
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly procedure: ProcedureId
  /** The number of the notice it served. */
  readonly notice: string | null
  readonly overrideReason: string | null
  /** Of a recording: the first line by which the fee was reduced. */
  readonly feeReduction: string | null
}

/** A reassignment, with all of the same case, oldest first. */
export interface Reassignment {
  readonly caseNo: string
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly action: ActionName
  readonly from: string | null
  readonly to: string
  readonly reason: string
}

/** A clock of a case that ran out. */
export interface TurnedRed {
  readonly caseNo: string
  readonly seq: number
  readonly at: Instant
  readonly clock: ClockName
  readonly procedure: ProcedureId
  /** The last step that was done before. */
  readonly after: EventType
  /** Who has claimed which act of the case, and since when. */
  readonly claims: readonly { readonly action: ActionName; readonly sub: string; readonly at: Instant }[]
  /** Reassignments after it, oldest first. */
  readonly movedLater: readonly Pick<Reassignment, 'action' | 'from'>[]
}

/** An act that a rule guarding impartiality refused. */
export interface RefusedAttempt {
  readonly caseNo: string
  readonly sub: string
  readonly action: ActionName
  readonly rule: RuleId
  readonly detail: string
  readonly at: Instant
  readonly commandId: string
}

/** `priority`: the earlier one was passed over because of the case's priority class. */
export interface Jump {
  readonly caseNo: string
  readonly earlierCaseNo: string
  readonly sub: string
  readonly reason: string
  readonly note: string | null
  readonly at: Instant
  readonly taskId: string
}

export interface Evidence {
  readonly acts: readonly StaffAct[]
  readonly jumps: readonly Jump[]
  readonly reds: readonly TurnedRed[]
  readonly looks: readonly DayOfLooks[]
  readonly attempts: readonly RefusedAttempt[]
  readonly reassignments: readonly Reassignment[]
}

/**
 * Refusals that are kept although nothing came of them: who tried to act on a case of his own or a relative's, or to be both pairs of
 * eyes. All other refusals are answers only. That these two are kept is our choice (S0-120 leaves the signals open).
 */
const keptRules: readonly RuleId[] = ['avoidance', 'four-eyes']

export const isKept = (rule: RuleId): boolean => keptRules.includes(rule)
