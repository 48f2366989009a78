import { type Calendar, dayKind } from '../time/calendar.ts'
import { addDays, dateOf, formatInstant, type Instant, type LocalDate, parseInstant, startOfNextDay } from '../time/instant.ts'
import { addOpeningMinutes, type HoursCounted, type OpeningHours, openingMinutesBetween } from '../time/opening.ts'
import type { Suspension } from './clock.ts'

/** How an office counts hours. */
export interface HourCounting {
  readonly calendar: Calendar
  readonly hours: OpeningHours
  readonly counted: HoursCounted
}

const MINUTE_MS = 60_000

/** The end of so many minutes from an instant; `provisional` when a year was crossed whose holidays are not published. */
export function afterHours({ calendar, hours, counted }: HourCounting, from: Instant, minutes: number): HourCount {
  if (counted === 'elapsed')
    return { at: formatInstant(Math.round(parseInstant(from) + minutes * MINUTE_MS)), provisional: false }
  const at = addOpeningMinutes(calendar, hours, from, minutes)
  let provisional = false
  for (let day = dateOf(from); day <= dateOf(at); day = addDays(day, 1)) provisional ||= !dayKind(calendar, day).published
  return { at, provisional }
}

interface HourCount {
  readonly at: Instant
  readonly provisional: boolean
}

/**
 * The end of so many minutes from an instant, when those in the suspensions do not count; overlapping ones are taken out once. What is
 * left when they stop goes on when they end: a suspension in days when the office opens after its last day, one that somebody has ended
 * at that moment. One without an end has taken out nothing yet.
 */
export function hoursOutside(
  counting: HourCounting,
  start: Instant,
  minutes: number,
  suspensions: readonly Suspension[],
): HourCount {
  let from = start
  let left = minutes
  for (const { begins, ends } of breaksOf(counting, suspensions)) {
    if (parseInstant(ends) <= parseInstant(from)) continue
    const before = Math.max(0, minutesBetween(counting, from, begins))
    // Whoever stops at the very end of the limit has used it up.
    if (before >= left) break
    left -= before
    from = ends
  }
  return afterHours(counting, from, left)
}

interface Break {
  readonly begins: Instant
  readonly ends: Instant
  readonly reason: string
}

/** When the hours stop and go on, earliest first. */
export function breaksOf(counting: HourCounting, suspensions: readonly Suspension[]): Break[] {
  return suspensions
    .flatMap(({ from, to, fromAt, toAt, reason }) =>
      to === null ? [] : [{ begins: fromAt ?? startOfNextDay(from), ends: toAt ?? opensAfter(counting, to), reason }],
    )
    .sort((a, b) => parseInstant(a.begins) - parseInstant(b.begins))
}

const opensAfter = ({ calendar, hours }: HourCounting, day: LocalDate): Instant =>
  addOpeningMinutes(calendar, hours, startOfNextDay(day), 0)

/** How many minutes count between two instants; negative when `to` is before `from`. */
export function minutesBetween({ calendar, hours, counted }: HourCounting, from: Instant, to: Instant): number {
  if (counted === 'elapsed') return (parseInstant(to) - parseInstant(from)) / MINUTE_MS
  return openingMinutesBetween(calendar, hours, from, to)
}
