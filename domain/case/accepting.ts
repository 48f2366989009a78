import { feeCaseOf, quoteFees } from '../fees/quote.ts'
import type { Limit } from '../limits/limit.ts'
import { limitQuestion, limitsFor } from '../limits/limits.ts'
import {
  acceptanceReceipt,
  correctionNotice,
  type NoticeContext,
  objectionWarning,
  type Registration,
} from '../notices/documents.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { editionOf } from '../procedures/registry.ts'
import type { UnitFacts } from '../rules/rule.ts'
import { addWorkingDays, type Calendar } from '../time/calendar.ts'
import { dateOf, type Instant, type LocalDate, startOfNextDay } from '../time/instant.ts'
import type { Clock, ClockName } from './clock.ts'
import type { AcceptanceData } from './events.ts'
import { recounted } from './suspension.ts'
import type { Application, CaseState, FeeLine, HolderSnapshot, Notice, UnitPlace } from './types.ts'

interface AcceptingFacts {
  readonly edition: ProcedureEdition
  readonly office: OfficeProfile
  readonly calendar: Calendar
  readonly units: readonly UnitFacts[]
  readonly order: readonly UnitPlace[]
  readonly siblings: readonly Application[]
  /** The rows of the limit table; left out, the seeded ones. */
  readonly limits?: readonly Limit[]
}

/** What acceptance sets going, dated `at`: the clocks with their alarms, the receipt, the warning of an objection. */
export function acceptanceData(state: CaseState, facts: AcceptingFacts, at: Instant): AcceptanceData {
  const context = { state, edition: facts.edition, office: facts.office, at }
  const clocks = clocksFrom(facts, at)
  const receipt = acceptanceReceipt(context, registrationsOf(state, facts, at))
  const contested = facts.units.filter(({ unit }) => unit?.objections.some(objection => objection.status === 'active'))
  const warned = { ...context, state: { ...state, notices: [...state.notices, receipt] } }
  const codes = contested.map(({ unitCode }) => unitCode)
  const warning = codes.length > 0 ? [objectionWarning(warned, codes)] : []
  const served = correctionNotices(warned, facts, at)
  return {
    acceptedAt: at,
    clocks,
    holders: facts.units.flatMap(snapshot),
    order: facts.order,
    notices: [receipt, ...warning, ...served.notices],
    ...(served.until ? { announceableFrom: startOfNextDay(served.until) } : {}),
  }
}

/** What one receipt covers: the case, or all parts of a combined application in their order (一份申请、一份回执). */
function registrationsOf({ application, part }: CaseState, facts: AcceptingFacts, at: Instant): Registration[] {
  const before = part ? facts.siblings.slice(0, part.no - 1) : []
  const after = part ? facts.siblings.slice(part.no - 1) : []
  return [...before, application, ...after].map(one => {
    const edition = one === application ? facts.edition : editionOf(one.edition)
    const units = one.units.map(unitCode => unitOf(facts.units, unitCode))
    return { term: edition.term, clocks: clocksFrom({ ...facts, edition }, at), fees: feesOf(one, edition, units) }
  })
}

const unitOf = (units: readonly UnitFacts[], unitCode: string): UnitFacts =>
  units.find(one => one.unitCode === unitCode) ?? { unitCode, unit: null, earlier: [], land: null }

/** An ex officio correction tells the parties first, and may be announced only when their working days are over (实施细则 81). */
function correctionNotices(
  context: NoticeContext,
  { edition, calendar }: AcceptingFacts,
  at: Instant,
): { readonly notices: Notice[]; readonly until: LocalDate | null } {
  const days = edition.tracks.announcement?.noticeWorkingDays
  if (!days) return { notices: [], until: null }
  const until = addWorkingDays(calendar, dateOf(at), days).date
  return { notices: [correctionNotice(context, until)], until }
}

/** The fee for this case: one registration per unit, by the unit's use; units of one parcel mortgaged together are one (FEE-9). */
export function feesOf({ facts }: Application, edition: ProcedureEdition, units: readonly UnitFacts[]): FeeLine[] {
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
  { edition, office, calendar, limits }: Pick<AcceptingFacts, 'edition' | 'office' | 'calendar' | 'limits'>,
  acceptedAt: Instant,
): Clock[] {
  const { statutory, promised } = limitsFor(limitQuestion(edition, office, dateOf(acceptedAt)), limits)
  return [statutory, promised].flatMap((limit): Clock[] => {
    return limit === null ? [] : [clockFrom(limit, office, calendar, acceptedAt)]
  })
}

/** A clock that begins, as its budget and the calendar make it: days from the day after, hours from the moment on (requirements.md A5). */
export function clockFrom(limit: RunningLimit, office: OfficeProfile, calendar: Calendar, at: Instant): Clock {
  const begun = { ...clockOf(limit, calendar, at), yellowAt: at, dueAt: at, redAt: at, provisional: false }
  return recounted(
    { calendar, office },
    limit.unit === 'hour'
      ? { ...begun, limitHours: limit.amount, hoursCounted: office.hoursCounted }
      : { ...begun, limitWorkingDays: limit.amount },
  )
}

/** What a clock is made from: a limit of the law, a promise, or a step's. */
type RunningLimit = Pick<Limit, 'amount' | 'unit' | 'document' | 'publicDocument' | 'basis'> & { readonly kind: ClockName }

const clockOf = ({ kind, basis, document, publicDocument }: RunningLimit, calendar: Calendar, acceptedAt: Instant) => ({
  name: kind,
  basis,
  document: publicDocument ?? document,
  startedAt: acceptedAt,
  calendar: calendar.edition,
  light: 'green' as const,
  suspensions: [],
  stoppedAt: null,
})

const snapshot = ({ unitCode, unit }: UnitFacts): HolderSnapshot[] =>
  unit ? [{ unitCode, holders: unit.holders.map(({ name, share }) => ({ name, ...(share ? { share } : {}) })) }] : []
