import type { Refusal } from '../case/types.ts'
import type { Basis } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { Finding, Noted } from '../quality/finding.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Signed, signedBy } from './signed.ts'

/**
 * What leaders do themselves (“三个经常”, S0-61, S0-62): walk a registration as an applicant would, and see at the windows how policy is
 * carried out. Each is also the origin of the findings it leads to.
 */
export const leaderVisitKinds = { 'walk-through': '走流程', 'window-inspection': '窗口督查' } as const
export type LeaderVisitKind = keyof typeof leaderVisitKinds
export const leaderVisitBasis: Basis = ['SUP-9']

export interface Visited {
  readonly kind: LeaderVisitKind
  readonly leader: string
  readonly on: LocalDate
  /** What was walked (走流程), or what was looked at besides (窗口督查). */
  readonly procedure?: ProcedureId
  /** 难点痛点, as the leader met them; none is an answer too. */
  readonly painPoints: readonly string[]
}

export interface LeaderVisitData {
  Visited: Visited
}

export interface LeaderVisit extends Visited {
  readonly no: number
  readonly recorded: Signed
}

/** @throws for a record that nobody has written. */
export function leaderVisitOf(no: number, [first]: readonly Noted<LeaderVisitData>[]): LeaderVisit {
  if (!first) throw new Error(`leader visit ${no} has no line`)
  return { no, ...first.data, recorded: signedBy(first) }
}

/** A walk-through is of a registration, or it was none. */
export const refuseVisit = ({ kind, procedure }: Pick<Visited, 'kind' | 'procedure'>): Refusal | null =>
  kind === 'walk-through' && !procedure
    ? { rule: 'body', detail: '走流程应当写明体验的登记类型（procedure）', basis: leaderVisitBasis }
    : null

/** A quarter of a year: `2025-Q2`. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`

export const quarterOf = (day: LocalDate): Quarter => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` as Quarter

/** From the quarter of one day to that of another, both counted. */
export function quartersBetween(from: LocalDate, until: LocalDate): readonly Quarter[] {
  const index = (day: LocalDate) => Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3) - 1
  const count = Math.max(0, index(until) - index(from) + 1)
  return Array.from({ length: count }, (_, i) => {
    const at = index(from) + i
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}` as Quarter
  })
}

/** `due`: the quarter still runs, or has not begun. */
type Held = 'held' | 'missing' | 'due'

/** Each kind in each quarter: which visits there were, what they led to, and whether there was none (S0-61, S0-62). */
export function visitsByQuarter(
  visits: readonly LeaderVisit[],
  findings: readonly Pick<Finding, 'source' | 'status'>[],
  { from, until, today }: { readonly from: LocalDate; readonly until: LocalDate; readonly today: LocalDate },
) {
  const current = quarterOf(today)
  return quartersBetween(from, until).flatMap(quarter =>
    (Object.keys(leaderVisitKinds) as LeaderVisitKind[]).map(kind => {
      const own = visits.filter(one => one.kind === kind && quarterOf(one.on) === quarter)
      const ledTo = findings.filter(({ source }) => own.some(({ no }) => source?.visit === String(no)))
      const state: Held = own.length > 0 ? 'held' : quarter < current ? 'missing' : 'due'
      return {
        ...{ quarter, kind, title: leaderVisitKinds[kind], state, visits: own.map(({ no }) => no) },
        ...{ painPoints: own.flatMap(({ painPoints }) => painPoints), findings: ledTo.length },
        notClosed: ledTo.filter(({ status }) => status !== 'closed').length,
      }
    }),
  )
}
