import type { OfficeProfile } from '../office/profile.ts'
import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import { editionInForce } from '../procedures/registry.ts'
import type { LocalDate } from '../time/instant.ts'
import type { Limit } from './limit.ts'
import { dayHoursOf, limitQuestion, limitsFor } from './limits.ts'
import { instantHours, type ServiceClass, serviceClassOf } from './serviceClass.ts'

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
  /** Whole ones. */
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
    medianMinutes: whole(done[Math.ceil(done.length / 2) - 1]),
    longestMinutes: whole(done.at(-1)),
  }
}

const whole = (minutes: number | undefined): number | null => (minutes === undefined ? null : Math.round(minutes))

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
