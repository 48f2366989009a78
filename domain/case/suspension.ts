import { addWorkingDays, type Calendar, isWorkingDay } from '../time/calendar.ts'
import {
  addDays,
  compareInstants,
  dateOf,
  endOfDay,
  formatInstant,
  type Instant,
  type LocalDate,
  startOfDay,
  startOfNextDay,
} from '../time/instant.ts'
import type { Clock, Suspension } from './types.ts'

/**
 * The last day of so many working days after a start, when those in the suspensions do not count. A suspension takes out the working
 * days after its first day, up to and including its last (contract.md, Time): an announcement its fifteen.
 */
export function dueOutside(
  calendar: Calendar,
  start: LocalDate,
  workingDays: number,
  suspensions: readonly Suspension[],
): LocalDate {
  const isOut = (day: LocalDate) => suspensions.some(({ from, to }) => day > from && (to === null || day <= to))
  let due = addWorkingDays(calendar, start, workingDays).date
  for (let taken = -1; ; ) {
    const out = workingDaysIn(calendar, start, due, isOut)
    if (out === taken) return due
    taken = out
    due = addWorkingDays(calendar, start, workingDays + out).date
  }
}

function workingDaysIn(calendar: Calendar, after: LocalDate, until: LocalDate, isOut: (day: LocalDate) => boolean): number {
  let count = 0
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (isOut(day) && isWorkingDay(calendar, day)) count++
  return count
}

/**
 * The clock with one more suspension of known length in it: due, yellow and red move with the days taken out, and its light with
 * them. A limit that has run out stays so: no later suspension gives the days back.
 */
export function suspendedClock(calendar: Calendar, clock: Clock, suspension: Suspension, now: Instant): Clock {
  if (clock.stoppedAt || clock.light === 'red') return clock
  const suspensions = [...clock.suspensions, suspension]
  const start = dateOf(clock.startedAt)
  const due = dueOutside(calendar, start, clock.limitWorkingDays, suspensions)
  const yellow = dueOutside(calendar, start, Math.ceil((clock.limitWorkingDays * 4) / 5), suspensions)
  const yellowAt = formatInstant(startOfDay(yellow))
  const light = compareInstants(now, yellowAt) < 0 ? 'green' : clock.light
  return { ...clock, suspensions, yellowAt, redAt: startOfNextDay(due), dueAt: endOfDay(due), light }
}
