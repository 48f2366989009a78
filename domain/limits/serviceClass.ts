import type { OfficeProfile } from '../office/profile.ts'
import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import { editionInForce } from '../procedures/registry.ts'
import type { LocalDate } from '../time/instant.ts'
import type { Limit } from './limit.ts'
import { dayHoursOf, limitQuestion, limitsFor } from './limits.ts'

/** 即时办（当场办）、当日办、承诺时限办 (S3-13). */
export type ServiceClass = 'instant' | 'same-day' | 'promised'

export const serviceClassTitles: Readonly<Record<ServiceClass, string>> = {
  instant: '即时办',
  'same-day': '当日办',
  promised: '承诺时限办',
}

/** “1小时内当场办结” (汴不动登发〔2019〕85号): the one figure that a source gives for on the spot. */
export const instantHours = 1

/**
 * The class of a kind of registration is what its promised limit says: the dated rows of the limit table are also the list of instant kinds,
 * and an office widens it by promising less (S3-16). Working days begin on the day after acceptance: they are never same-day.
 */
export function serviceClassOf(promised: Pick<Limit, 'amount' | 'unit'> | null, dayHours: number): ServiceClass {
  if (promised?.unit !== 'hour' || promised.amount > dayHours) return 'promised'
  return promised.amount <= instantHours ? 'instant' : 'same-day'
}

export interface ClassedProcedure {
  readonly procedure: ProcedureId
  readonly class: ServiceClass
  /** Of the limit that makes it so. */
  readonly document: string | null
  readonly from: LocalDate | null
}

/** The classes of all registrations that an office takes on a day. */
export function classesOn(office: OfficeProfile, on: LocalDate, limits: readonly Limit[]): ClassedProcedure[] {
  const editions = procedureIds.flatMap(procedure => editionInForce(procedure, on) ?? [])
  return editions.map(edition => {
    const { promised } = limitsFor(limitQuestion(edition, office, on), limits)
    const { document = null, from = null } = promised ?? {}
    return { procedure: edition.procedure, class: serviceClassOf(promised, dayHoursOf(office)), document, from }
  })
}

/** What an accepted case took, in minutes from the receipt to the end of its promise; null while it runs. */
export interface CaseMinutes {
  readonly procedure: ProcedureId
  readonly minutes: number | null
}

export interface InstantShare {
  readonly accepted: number
  readonly done: number
  /** Done within an hour of the receipt, of those accepted: 0 to 1, null where nothing was accepted. */
  readonly instant: number
  readonly share: number | null
  readonly medianMinutes: number | null
  readonly longestMinutes: number | null
}

/** How many of the cases were in truth handled on the spot. */
export function instantShare(cases: readonly CaseMinutes[]): InstantShare {
  const done = cases.flatMap(({ minutes }) => minutes ?? []).toSorted((a, b) => a - b)
  const instant = done.filter(minutes => minutes <= instantHours * 60).length
  return {
    accepted: cases.length,
    done: done.length,
    instant,
    share: cases.length === 0 ? null : instant / cases.length,
    medianMinutes: done[Math.ceil(done.length / 2) - 1] ?? null,
    longestMinutes: done.at(-1) ?? null,
  }
}

/** The list on the first and the last day of a period, what joined it, and each listed kind's share; `total` is of all kinds. */
export function instantReport(
  office: OfficeProfile,
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
  limits: readonly Limit[],
  cases: readonly CaseMinutes[],
) {
  const listed = (on: LocalDate) => classesOn(office, on, limits).filter(one => one.class !== 'promised')
  const [before, after] = [listed(from), listed(until)]
  const isNew = (one: ClassedProcedure) => !before.some(other => other.procedure === one.procedure && other.class === one.class)
  return {
    atFirst: before.length,
    atLast: after.length,
    added: after.filter(isNew),
    kinds: after.map(one => ({ ...one, ...instantShare(cases.filter(({ procedure }) => procedure === one.procedure)) })),
    total: instantShare(cases),
  }
}
