import type { OfficeProfile } from '../office/profile.ts'
import type { SuspensionReasonId } from '../office/suspensions.ts'
import { type Calendar, dayKind, isWorkingDay } from '../time/calendar.ts'
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
import type { Clock, DayClock, HourClock, Suspension } from './clock.ts'
import { hoursOutside } from './hours.ts'

interface Counting {
  readonly calendar: Calendar
  readonly office: Pick<OfficeProfile, 'opening'>
}

/** Where a count of working days ends; `provisional` when it went through a year whose holidays are not published. */
export interface DayCount {
  readonly date: LocalDate
  readonly provisional: boolean
}

/**
 * The last day of so many working days after a start, when those in the suspensions do not count. A suspension takes out the working
 * days after its first day, up to and including its last (contract.md, Time): an announcement its fifteen. A day that lies in several is
 * taken out once; a suspension that has not ended yet has taken out nothing, because nobody knows how much it will.
 */
export function countOutside(
  calendar: Calendar,
  start: LocalDate,
  workingDays: number,
  suspensions: readonly Suspension[],
): DayCount {
  let date = start
  let provisional = false
  for (let left = workingDays; left > 0; ) {
    date = addDays(date, 1)
    provisional ||= !dayKind(calendar, date).published
    if (isWorkingDay(calendar, date) && !suspensions.some(one => takesOut(one, date))) left--
  }
  return { date, provisional }
}

/** Does the suspension, once ended, take the day out of the limit? */
export const takesOut = ({ from, to }: Suspension, day: LocalDate): boolean => to !== null && day > from && day <= to

/**
 * The clock as its start, its budget, its suspensions and the calendar make it, whatever it said before: yellow, due and red. Its light
 * is left as it is.
 */
export function recounted({ calendar, office }: Counting, clock: Clock): Clock {
  const counted = clock.limitHours === undefined ? daysRecounted(calendar, clock) : hoursRecounted({ calendar, office }, clock)
  return { ...counted, calendar: calendar.edition }
}

/** The light turns yellow with the working day that completes 80 % of the limit: the 4th of 5, the 24th of 30 (contract.md, Time). */
const fourFifths = (limit: number): number => (limit * 4) / 5

function daysRecounted(calendar: Calendar, clock: DayClock): DayClock {
  const count = (days: number) => countOutside(calendar, dateOf(clock.startedAt), days, clock.suspensions)
  const yellow = count(Math.ceil(fourFifths(clock.limitWorkingDays)))
  const { date, provisional } = count(clock.limitWorkingDays)
  return {
    ...clock,
    yellowAt: formatInstant(startOfDay(yellow.date)),
    redAt: startOfNextDay(date),
    dueAt: endOfDay(date),
    provisional,
  }
}

function hoursRecounted({ calendar, office }: Counting, clock: HourClock): HourClock {
  const counting = { calendar, hours: office.opening, counted: clock.hoursCounted }
  const after = (minutes: number) => hoursOutside(counting, clock.startedAt, minutes, clock.suspensions)
  const { at, provisional } = after(clock.limitHours * 60)
  return { ...clock, yellowAt: after(fourFifths(clock.limitHours * 60)).at, dueAt: at, redAt: at, provisional }
}

/**
 * The clock with one more suspension in it: due, yellow and red move with the time taken out, and its light with them. A limit that has
 * run out stays so: no later suspension gives the time back.
 */
export function suspendedClock(counting: Counting, clock: Clock, suspension: Suspension, now: Instant): Clock {
  if (clock.stoppedAt || clock.light === 'red') return clock
  return relit(recounted(counting, { ...clock, suspensions: [...clock.suspensions, { ...suspension, fromAt: now }] }), now)
}

/** The clock when a suspension without an end has ended now: the time it took is out, once, and the rest goes on. */
export function resumedClock(counting: Counting, clock: Clock, code: SuspensionReasonId, now: Instant): Clock {
  if (clock.stoppedAt || !clock.suspensions.some(one => isOpen(one, code))) return clock
  const ended = clock.suspensions.map(one => (isOpen(one, code) ? { ...one, to: dateOf(now), toAt: now } : one))
  return relit(recounted(counting, { ...clock, suspensions: ended }), now)
}

const isOpen = (suspension: Suspension, code: SuspensionReasonId): boolean => suspension.to === null && suspension.code === code

/** Yellow that lies ahead again is green; nothing turns by counting alone, that is the alarms' part. */
export const relit = (clock: Clock, now: Instant): Clock =>
  clock.light === 'yellow' && compareInstants(now, clock.yellowAt) < 0 ? { ...clock, light: 'green' } : clock

/** Does the clock stand still until somebody lets it go on? No alarm of it rings. */
export const standsStill = ({ suspensions, stoppedAt }: Clock): boolean =>
  stoppedAt === null && suspensions.some(({ to }) => to === null)

/** A suspension that somebody has to end, as it stands in the case's clocks. */
export interface OpenSuspension {
  readonly code: SuspensionReasonId
  readonly reason: string
}

/** Those that have not ended, each once. */
export function openSuspensions(clocks: readonly Clock[]): OpenSuspension[] {
  const open = clocks.flatMap(({ stoppedAt, suspensions }) =>
    stoppedAt ? [] : suspensions.flatMap(({ to, code, reason }) => (to === null && code ? [{ code, reason }] : [])),
  )
  return open.filter((one, i) => open.findIndex(({ code }) => code === one.code) === i)
}
