import type { Basis, ProvisionId } from '../law/provisions.ts'
import type { Limit } from '../limits/limit.ts'
import type { StepLimit } from '../limits/steps.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { Entry } from '../register/types.ts'
import type { RuleId, TechnicalRuleId } from '../rules/ids.ts'
import type { RuleContext, UnitFacts } from '../rules/rule.ts'
import type { Calendar } from '../time/calendar.ts'
import { dateOf, type Instant } from '../time/instant.ts'
import type { Duty } from './duty.ts'
import type { NewEvent } from './events.ts'
import type { Actor, Application, CaseState, Post, Refusal, UnitPlace } from './types.ts'

/** What the transaction found under its locks; `decide` sees nothing else. */
export interface Facts {
  /** The event's time: never before anything the case or its units have seen. */
  readonly at: Instant
  readonly edition: ProcedureEdition
  readonly office: OfficeProfile
  readonly calendar: Calendar
  readonly units: readonly UnitFacts[]
  readonly twin: string | null
  readonly reached: readonly UnitFacts[]
  readonly siblings: readonly Application[]
  /** Places taken for an acceptance. */
  readonly order: readonly UnitPlace[]
  /** Certificate numbers allocated for a recording, one list per unit in the case's order. */
  readonly certificateNumbers: readonly (readonly string[])[]
  /** For a reassignment: who has claimed the task, and who is to have it (null: nobody of this office). */
  readonly handover?: { readonly from: Actor['sub'] | null; readonly assignee: Assignee | null }
  /** The limit table, for acts that tell a limit; left out, the seeded rows. */
  readonly limits?: readonly Limit[]
  /** How long steps may take; left out, they have no clocks. */
  readonly stepLimits?: readonly StepLimit[]
  /** For a light that changes, or an urging: who is on duty for the case. */
  readonly duty?: Duty
  /** Of the person who acts; null for what happens by itself. */
  readonly actor: ActorFacts | null
}

/** Somebody of the office who is to take over a task. */
export type Assignee = Actor & Pick<ActorFacts, 'name' | 'idNo' | 'trained' | 'relatives'>

/** What the office knows, on the day of an act, of the person who acts. A partner is nobody of the staff: all is empty. */
export interface ActorFacts {
  readonly name: string | null
  readonly idNo: string | null
  /** 工号. */
  readonly badge: string | null
  /** Posts with a passed training record that still counts. */
  readonly trained: readonly Post[]
  readonly relatives: readonly { readonly name: string; readonly idNo?: string; readonly relation: string }[]
  readonly standsInFor: readonly StoodInFor[]
}

/** Somebody absent whose duties the actor exercises, with the cases of his that were handed over. */
export interface StoodInFor {
  readonly sub: string
  readonly posts: readonly Post[]
  readonly caseNos: readonly string[]
}

/** What the rules may look at, from what the transaction found. */
export const ruleContext = (state: CaseState, facts: Facts): RuleContext => ({ ...facts, state, on: dateOf(facts.at) })

export interface RegisterWrite {
  readonly unitCode: string
  readonly entry: Entry
}

/** Events to append and entries to write, or the first rule that is broken. */
export type Decision =
  | { readonly kind: 'events'; readonly events: readonly NewEvent[]; readonly writes: readonly RegisterWrite[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export const events = (...list: NewEvent[]): Decision => ({ kind: 'events', events: list, writes: [] })

export function refused(rule: RuleId, detail: string, basis: Basis): Decision
export function refused(rule: TechnicalRuleId, detail: string): Decision
export function refused(rule: RuleId, detail: string, basis: readonly ProvisionId[] = []): Decision {
  // Only technical rules come without a basis: the signatures above let nothing else in.
  return { kind: 'refused', refusal: { rule, detail, basis } as Refusal }
}
