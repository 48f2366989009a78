import { type Calendar, dayKind } from '../time/calendar.ts'
import { addDays, dateOf, formatInstant, type Instant, parseInstant } from '../time/instant.ts'
import { addOpeningMinutes, type HoursCounted, type OpeningHours, openingMinutesBetween } from '../time/opening.ts'

/** How an office counts hours. */
export interface HourCounting {
  readonly calendar: Calendar
  readonly hours: OpeningHours
  readonly counted: HoursCounted
}

const MINUTE_MS = 60_000

/** The end of so many minutes from an instant; `provisional` when a year was crossed whose holidays are not published. */
export function afterHours(
  { calendar, hours, counted }: HourCounting,
  from: Instant,
  minutes: number,
): { readonly at: Instant; readonly provisional: boolean } {
  if (counted === 'elapsed') return { at: formatInstant(parseInstant(from) + minutes * MINUTE_MS), provisional: false }
  const at = addOpeningMinutes(calendar, hours, from, minutes)
  let provisional = false
  for (let day = dateOf(from); day <= dateOf(at); day = addDays(day, 1)) provisional ||= !dayKind(calendar, day).published
  return { at, provisional }
}

/** How many minutes count between two instants; negative when `to` is before `from`. */
export function minutesBetween({ calendar, hours, counted }: HourCounting, from: Instant, to: Instant): number {
  if (counted === 'elapsed') return (parseInstant(to) - parseInstant(from)) / MINUTE_MS
  return openingMinutesBetween(calendar, hours, from, to)
}
