import { feeCaseOf, quoteFees } from '../fees/quote.ts'
import { type Limit, limitsFor } from '../limits/limits.ts'
import { acceptanceReceipt, objectionWarning } from '../notices/documents.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { UnitFacts } from '../rules/rule.ts'
import type { Calendar } from '../time/calendar.ts'
import { dateOf, type Instant, startOfNextDay } from '../time/instant.ts'
import { dueOf, yellowAtOf } from '../time/terms.ts'
import type { AcceptanceData } from './events.ts'
import type { CaseState, Clock, FeeLine, HolderSnapshot, UnitPlace } from './types.ts'

interface AcceptingFacts {
  readonly edition: ProcedureEdition
  readonly office: OfficeProfile
  readonly calendar: Calendar
  readonly units: readonly UnitFacts[]
  readonly order: readonly UnitPlace[]
}

/** What acceptance sets going, dated `at`: the clocks with their alarms, the receipt, the warning of an objection. */
export function acceptanceData(state: CaseState, facts: AcceptingFacts, at: Instant): AcceptanceData {
  const context = { state, edition: facts.edition, office: facts.office, at }
  const clocks = clocksFrom(facts, at)
  const receipt = acceptanceReceipt(context, clocks, feesOf(state, facts.edition, facts.units))
  const contested = facts.units.filter(({ unit }) => unit?.objections.some(objection => objection.status === 'active'))
  const warned = { ...context, state: { ...state, notices: [...state.notices, receipt] } }
  const codes = contested.map(({ unitCode }) => unitCode)
  const warning = codes.length > 0 ? [objectionWarning(warned, codes)] : []
  return { acceptedAt: at, clocks, holders: facts.units.flatMap(snapshot), order: facts.order, notices: [receipt, ...warning] }
}

/** The fee for this case: one registration per unit, by the unit's use; units of one parcel mortgaged together are one (FEE-9). */
export function feesOf(state: CaseState, edition: ProcedureEdition, units: readonly UnitFacts[]): FeeLine[] {
  const { facts } = state.application
  const caseOf = ({ unitCode }: UnitFacts) => feeCaseOf(edition.procedure, unitCode)
  const priced = units.filter((one, i) => units.findIndex(other => caseOf(other) === caseOf(one)) === i)
  const items = priced.map(({ unit }) => ({
    procedure: edition.procedure,
    use: facts.use ?? unit?.use ?? ('residential' as const),
    copies: facts.copies ?? 1,
    facts: {
      ...(facts.payer ? { payer: facts.payer } : {}),
      ...(facts.betweenSpouses ? { betweenSpouses: true } : {}),
    },
  }))
  return [...quoteFees(items).lines]
}

/** Statutory and promised clocks from the day of acceptance (day 0); the smallest limit that applies on that day is promised. */
export function clocksFrom(
  { edition, office, calendar }: Pick<AcceptingFacts, 'edition' | 'office' | 'calendar'>,
  acceptedAt: Instant,
): Clock[] {
  const on = dateOf(acceptedAt)
  const { statutory, promised } = limitsFor({
    class: edition.limitClass,
    procedure: edition.procedure,
    on,
    region: office.office,
  })
  return [statutory, promised].flatMap(limit => (limit?.unit === 'working-day' ? [clockOf(limit, calendar, acceptedAt)] : []))
}

function clockOf(limit: Limit, calendar: Calendar, acceptedAt: Instant): Clock {
  const due = dueOf(calendar, { from: acceptedAt, workingDays: limit.amount })
  return {
    name: limit.kind,
    basis: limit.basis,
    document: limit.publicDocument ?? limit.document,
    limitWorkingDays: limit.amount,
    startedAt: acceptedAt,
    yellowAt: yellowAtOf(calendar, dateOf(acceptedAt), limit.amount),
    dueAt: due.dueAt,
    redAt: startOfNextDay(due.dueOn),
    provisional: due.provisional,
    calendar: calendar.edition,
    light: 'green',
    suspensions: [],
    stoppedAt: null,
  }
}

const snapshot = ({ unitCode, unit }: UnitFacts): HolderSnapshot[] =>
  unit ? [{ unitCode, holders: unit.holders.map(({ name, share }) => ({ name, ...(share ? { share } : {}) })) }] : []
