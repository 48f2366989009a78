import type { Application, CaseState, Party, Role } from '../case/types.ts'
import type { Basis } from '../law/provisions.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { Holder, Unit } from '../register/types.ts'
import type { Calendar } from '../time/calendar.ts'
import type { LocalDate } from '../time/instant.ts'
import type { RuleId } from './ids.ts'

/** A unit as the transaction sees it under its lock; `unit` is null while nothing is registered. */
export interface UnitFacts {
  readonly unitCode: string
  readonly unit: Unit | null
  /** Open cases accepted earlier on this unit that are to be recorded first. */
  readonly earlier: readonly { readonly caseNo: string; readonly title: string }[]
  /** The land of the unit's parcel where that is a registered unit of its own; null otherwise, and for the land itself. */
  readonly land: Unit | null
}

/** All that a rule may look at. Nothing in it changes while the transaction holds its locks. */
export interface RuleContext {
  readonly state: CaseState
  readonly edition: ProcedureEdition
  readonly office: OfficeProfile
  readonly units: readonly UnitFacts[]
  /** An accepted open case of the same procedure, units and parties. */
  readonly twin: string | null
  /** The day on which the question is asked. */
  readonly on: LocalDate
  readonly calendar: Calendar
  /** Registered buildings that a seizure of the parcel's land reaches; empty for every other case. */
  readonly reached: readonly UnitFacts[]
  /** The other parts of a combined application (一并申请), in logical order. */
  readonly siblings: readonly Application[]
}

/**
 * One legal condition. `broken` answers with the sentence for the clerk when it does not hold, else null.
 * `level`: `file` rules refuse acceptance and are asked again at recording; `track` and `unit` rules decide at recording;
 * broken `unit` rules are shown as `blockedBy` from acceptance on.
 */
export interface Rule {
  readonly id: RuleId
  readonly level: 'file' | 'track' | 'unit'
  readonly says: string
  readonly basis: Basis
  readonly broken: (context: RuleContext) => string | null
}

export const partiesIn = (context: RuleContext, role: Role): Party[] =>
  context.state.application.parties.filter(party => party.role === role)

export const inRole = (parties: readonly Party[], role: Role): Holder[] =>
  parties.filter(party => party.role === role).map(asHolder)

export const asHolder = (party: Party): Holder => ({
  name: party.name,
  idNo: party.idNo,
  ...(party.share ? { share: party.share } : {}),
})

export const names = (people: readonly { name: string }[]): string => people.map(person => person.name).join('、')
