import { addDays, dateOf, type LocalDate } from '../time/instant.ts'
import type { Clock, TermName } from './clock.ts'
import type { CaseState } from './types.ts'

/** A term of the case that still runs: the day from which it is counted, and its last. */
interface RunningTerm {
  readonly term: TermName
  readonly from: LocalDate
  readonly lastDay: LocalDate
}

/** All that a calendar has counted and that is not over: what the publication of a year may move. */
export function runningTerms(state: CaseState): RunningTerm[] {
  if (state.stage === 'closed') return []
  return [...runningClocks(state), ...runningAnnouncement(state), ...pendingNotice(state), ...pendingSilence(state)]
}

export const reaches = ({ from, lastDay }: RunningTerm, year: number): boolean => yearOf(from) <= year && year <= yearOf(lastDay)

/** The first and the last year that the running terms reach; null when nothing runs. A column of the case, so that a year finds its cases. */
export function yearsOfTerms(state: CaseState): { readonly from: number; readonly through: number } | null {
  const terms = runningTerms(state)
  if (terms.length === 0) return null
  return {
    from: Math.min(...terms.map(({ from }) => yearOf(from))),
    through: Math.max(...terms.map(({ lastDay }) => yearOf(lastDay))),
  }
}

/** A limit that is stopped or has run out is no longer moved by any calendar. */
export const isRunning = ({ stoppedAt, light }: Clock): boolean => stoppedAt === null && light !== 'red'

const runningClocks = (state: CaseState): RunningTerm[] =>
  'clocks' in state
    ? state.clocks
        .filter(isRunning)
        .map(({ name, startedAt, dueAt }) => ({ term: name, from: dateOf(startedAt), lastDay: dateOf(dueAt) }))
    : []

function runningAnnouncement({ stage, tracks, announcement }: CaseState): RunningTerm[] {
  return stage === 'examination' && tracks.announcement === 'open' && announcement
    ? [{ term: 'announcement', from: dateOf(announcement.publishedAt), lastDay: announcement.endsOn }]
    : []
}

/** The notice before a correction ex officio may be announced (实施细则 81). */
function pendingNotice(state: CaseState): RunningTerm[] {
  if (state.stage !== 'examination' || state.announcement || !state.acceptance.announceableFrom) return []
  const lastDay = addDays(dateOf(state.acceptance.announceableFrom), -1)
  return [{ term: 'announceable-from', from: dateOf(state.acceptance.at), lastDay }]
}

/** Silence on a filing without a counter session (REG-17-5). */
function pendingSilence({ stage, deemedAcceptanceAt, notices, filedAt }: CaseState): RunningTerm[] {
  return stage === 'intake' && deemedAcceptanceAt && notices.length === 0
    ? [{ term: 'deemed-acceptance', from: dateOf(filedAt), lastDay: dateOf(deemedAcceptanceAt) }]
    : []
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))
