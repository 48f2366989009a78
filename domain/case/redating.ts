import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { addWorkingDays } from '../time/calendar.ts'
import { addDays, compareInstants, dateOf, endOfDay, type LocalDate, startOfNextDay } from '../time/instant.ts'
import type { Clock, Suspension, TermName } from './clock.ts'
import { clockAnew } from './clockAnew.ts'
import type { RedatingData } from './events.ts'
import { deemedAcceptanceAt } from './filing.ts'
import { documentOf, notBeforeToday, type Publication, redatingOf } from './publication.ts'
import { reaches, runningTerms } from './runningTerms.ts'
import type { CaseState } from './types.ts'

/** Beside the publication, what terms are counted by. */
export interface RedatingFacts {
  readonly office: Pick<OfficeProfile, 'opening' | 'closesAt'>
  readonly edition: Pick<ProcedureEdition, 'tracks'>
}

/**
 * All running terms that reach the published year, counted anew on the calendar that has it (CT-2). Null when none reaches it. One rule
 * for all: start and budget on the final calendar; what is over stays so; nothing ends before today that has not ended yet.
 */
export function redating(state: CaseState, publication: Publication, facts: RedatingFacts): RedatingData | null {
  const { year, calendar } = publication
  const reached = new Set(runningTerms(state).flatMap(term => (reaches(term, year) ? [term.term] : [])))
  if (reached.size === 0) return null
  const found = counters.flatMap(([term, count]) => (reached.has(term) ? (count(state, publication, facts) ?? []) : []))
  const moves = found.map(({ moved }) => moved)
  const clocks = clocksAfter(state, reached, moves, publication, facts)
  return {
    year,
    document: documentOf(calendar, year),
    terms: [...moves, ...movesOf(clocks ?? [], year)],
    ...Object.assign({}, ...found.map(({ data }) => data)),
    ...(clocks ? { clocks } : {}),
  }
}

type Move = RedatingData['terms'][number]
interface Counted {
  readonly moved: Move
  readonly data: Partial<RedatingData>
}
type Counter = (state: CaseState, publication: Publication, facts: RedatingFacts) => Counted | null

/** Every kind of term but the clocks, which an announcement may move. */
const counters: readonly (readonly [TermName, Counter])[] = [
  ['announcement', announcementAnew],
  ['announceable-from', noticeAnew],
  ['deemed-acceptance', silenceAnew],
]

function announcementAnew(state: CaseState, publication: Publication, { edition }: RedatingFacts): Counted | null {
  const { announcement } = state
  const { announcement: term } = edition.tracks
  // Over, and held open by an objection alone (实施细则 17(3)).
  if (!announcement || !term || compareInstants(announcement.endsAt, publication.at) <= 0) return null
  const counted = addWorkingDays(publication.calendar, dateOf(announcement.publishedAt), term.workingDays).date
  const endsOn = notBeforeToday(counted, publication.at)
  return {
    moved: moveOfDay(publication, 'announcement', { before: announcement.endsOn, after: endsOn, counted }),
    data: { announcement: { endsOn, endsAt: startOfNextDay(endsOn) } },
  }
}

/** The working days' notice before a correction ex officio may be announced (实施细则 81). */
function noticeAnew(state: CaseState, publication: Publication, { edition }: RedatingFacts): Counted | null {
  const days = edition.tracks.announcement?.noticeWorkingDays
  const from = 'acceptance' in state ? state.acceptance.announceableFrom : null
  if (!days || !from || !('acceptance' in state) || compareInstants(from, publication.at) <= 0) return null
  const counted = addWorkingDays(publication.calendar, dateOf(state.acceptance.at), days).date
  const lastDay = notBeforeToday(counted, publication.at)
  return {
    moved: moveOfDay(publication, 'announceable-from', { before: addDays(dateOf(from), -1), after: lastDay, counted }),
    data: { announceableFrom: startOfNextDay(lastDay) },
  }
}

/** When the day on which silence would have meant acceptance is past, the office has the day of the recount (REG-17-5). */
function silenceAnew(
  { application, filedAt, deemedAcceptanceAt: before }: CaseState,
  publication: Publication,
  { office }: RedatingFacts,
) {
  const { at, calendar } = publication
  if (!before || compareInstants(before, at) <= 0) return null
  const counted = deemedAcceptanceAt(application, office, calendar, filedAt)
  const after = counted && compareInstants(counted, at) < 0 ? deemedAcceptanceAt(application, office, calendar, at) : counted
  if (!counted || !after) return null
  const term = 'deemed-acceptance' as const
  return { moved: { ...redatingOf(publication, term, { before, after, counted }), term }, data: { deemedAcceptanceAt: after } }
}

function moveOfDay(
  publication: Publication,
  term: TermName,
  { before, after, counted }: { readonly before: LocalDate; readonly after: LocalDate; readonly counted: LocalDate },
): Move {
  const ends = { before: endOfDay(before), after: endOfDay(after), counted: endOfDay(counted) }
  return { ...redatingOf(publication, term, ends), term }
}

/** The clocks, with the announcement's new days taken out; null when the year reaches none. */
function clocksAfter(
  state: CaseState,
  reached: ReadonlySet<TermName>,
  moves: readonly Move[],
  publication: Publication,
  { office }: RedatingFacts,
): readonly Clock[] | null {
  if (!('clocks' in state) || !state.clocks.some(({ name }) => reached.has(name))) return null
  const announced = moves.find(({ term }) => term === 'announcement')
  return state.clocks.map(clock =>
    reached.has(clock.name) ? clockAnew(withAnnouncement(clock, state.announcement, announced), publication, office) : clock,
  )
}

/** An announcement stands in the clock as a suspension, from its publication to its last day. */
function withAnnouncement(clock: Clock, announcement: CaseState['announcement'], moved: Move | undefined): Clock {
  if (!announcement || !moved) return clock
  const [from, old, to] = [dateOf(announcement.publishedAt), announcement.endsOn, dateOf(moved.after)]
  const isIt = (one: Suspension) => one.from === from && one.to === old
  return { ...clock, suspensions: clock.suspensions.map(one => (isIt(one) ? { ...one, to } : one)) }
}

/** What the year has moved; a clock that stands still, or has run out, has no such line. */
const movesOf = (clocks: readonly Clock[], year: number): Move[] =>
  clocks.flatMap(({ name, redatings = [] }) => {
    const last = redatings.at(-1)
    return last?.year === year ? [{ ...last, term: name }] : []
  })
