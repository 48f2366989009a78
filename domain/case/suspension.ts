import type { OfficeProfile } from '../office/profile.ts'
import { addWorkingDays, type Calendar, isWorkingDay, passesUnpublished } from '../time/calendar.ts'
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
import { addOpeningMinutes } from '../time/opening.ts'
import { afterHours, type HourCounting, minutesBetween } from './hours.ts'
import type { Clock, DayClock, HourClock, Suspension } from './types.ts'

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
 * The clock with one more suspension of known length in it: due, yellow and red move with the time taken out, and its light with
 * them. A limit that has run out stays so: no later suspension gives the time back.
 */
export function suspendedClock({ calendar, office }: Counting, clock: Clock, suspension: Suspension, now: Instant): Clock {
  if (clock.stoppedAt || clock.light === 'red') return clock
  const suspended = { ...clock, suspensions: [...clock.suspensions, suspension] }
  const moved =
    suspended.limitHours === undefined
      ? daysMoved(calendar, suspended)
      : hoursMoved({ calendar, hours: office.opening, counted: suspended.hoursCounted }, suspended, suspension, now)
  return { ...moved, light: compareInstants(now, moved.yellowAt) < 0 ? 'green' : clock.light }
}

interface Counting {
  readonly calendar: Calendar
  readonly office: Pick<OfficeProfile, 'opening'>
}

function daysMoved(calendar: Calendar, clock: DayClock): DayClock {
  const start = dateOf(clock.startedAt)
  const due = dueOutside(calendar, start, clock.limitWorkingDays, clock.suspensions)
  const yellow = dueOutside(calendar, start, Math.ceil((clock.limitWorkingDays * 4) / 5), clock.suspensions)
  return {
    ...clock,
    yellowAt: formatInstant(startOfDay(yellow)),
    redAt: startOfNextDay(due),
    dueAt: endOfDay(due),
    calendar: calendar.edition,
    provisional: passesUnpublished(calendar, start, due),
  }
}

/** What is left of the hours when they stop is left when the office opens after the suspension's last day. */
function hoursMoved(counting: HourCounting, clock: HourClock, { to }: Suspension, now: Instant): HourClock {
  if (to === null) return clock
  const resumedAt = addOpeningMinutes(counting.calendar, counting.hours, startOfNextDay(to), 0)
  const later = (end: Instant): Instant =>
    compareInstants(end, now) <= 0 ? end : afterHours(counting, resumedAt, minutesBetween(counting, now, end)).at
  const dueAt = later(clock.dueAt)
  return { ...clock, yellowAt: later(clock.yellowAt), dueAt, redAt: dueAt }
}
