import { type Calendar, dayKind } from './calendar.ts'
import {
  addDays,
  dateOf,
  dateOfEpochDay,
  epochDayAt,
  formatInstant,
  type Instant,
  type LocalDate,
  parseInstant,
} from './instant.ts'

/** From and to, local time: `['09:00', '12:00']`. */
export type OpenSpan = readonly [from: string, to: string]

/** When an office is open. `saturdayDuty` is for Saturdays that are neither worked days nor in a holiday (值班). */
export interface OpeningHours {
  readonly workingDays: readonly OpenSpan[]
  readonly saturdayDuty: readonly OpenSpan[]
}

/** How a limit in hours is counted: without a break, or only while the office is open (requirements.md A5). */
export type HoursCounted = 'elapsed' | 'opening-time'

const MINUTE_MS = 60_000
/** Far longer than any holiday: an office that opens at no time at all is a mistake in its profile. */
const patienceDays = 60

/** The hours the office is open on a day: none on days off, duty hours on an ordinary Saturday. Throws RangeError for a malformed day. */
export function openingOf(calendar: Calendar, hours: OpeningHours, date: LocalDate): readonly OpenSpan[] {
  if (dayKind(calendar, date).working) return hours.workingDays
  const inHoliday = calendar.years[date.slice(0, 4)]?.off[date] !== undefined
  return isSaturday(date) && !inHoliday ? hours.saturdayDuty : []
}

/**
 * The instant at which the office will have been open for so many minutes since `from`; zero minutes: the first moment at or after `from`
 * at which it is open. Throws RangeError for an office that never opens.
 */
export function addOpeningMinutes(calendar: Calendar, hours: OpeningHours, from: Instant, minutes: number): Instant {
  let left = Math.round(minutes * MINUTE_MS)
  for (const { start, end } of spansFrom(calendar, hours, from)) {
    if (left < end - start || (left === end - start && left > 0)) return formatInstant(start + left)
    left -= end - start
  }
  throw new RangeError(`${dateOf(from)} 起${patienceDays}日内没有营业时间，请检查登记机构的营业时间设置。`)
}

/** How many minutes the office is open between two instants. */
export const openingMinutesBetween = (calendar: Calendar, hours: OpeningHours, from: Instant, to: Instant): number =>
  openingCounter(calendar, hours)(parseInstant(from), parseInstant(to))

/** The same between milliseconds since 1970, for counting over many: each day is looked up once. */
export function openingCounter(calendar: Calendar, hours: OpeningHours): (from: number, to: number) => number {
  const days = new Map<number, ReturnType<typeof spansOn>>()
  const spansOf = (day: number) => {
    const known = days.get(day) ?? spansOn(calendar, hours, dateOfEpochDay(day))
    days.set(day, known)
    return known
  }
  return (from, to) => {
    let open = 0
    for (let day = epochDayAt(from); day <= epochDayAt(to); day++)
      for (const { start, end } of spansOf(day)) open += Math.max(0, Math.min(end, to) - Math.max(start, from))
    return open / MINUTE_MS
  }
}

/** How many minutes spans of one day are long together. */
export const openMinutesOfDay = (spans: readonly OpenSpan[]): number =>
  spans.reduce((total, [from, to]) => total + minuteOf(to) - minuteOf(from), 0)

/** Minutes since midnight of `HH:MM`. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function* spansFrom(calendar: Calendar, hours: OpeningHours, from: Instant) {
  const fromMs = parseInstant(from)
  // A long term passes many closed days, so it is days without any opening that are counted.
  for (let day = dateOf(from), closedDays = 0; closedDays < patienceDays; day = addDays(day, 1)) {
    const spans = spansOn(calendar, hours, day)
    closedDays = spans.length === 0 ? closedDays + 1 : 0
    for (const { start, end } of spans) if (end > fromMs) yield { start: Math.max(start, fromMs), end }
  }
}

const spansOn = (calendar: Calendar, hours: OpeningHours, date: LocalDate) =>
  openingOf(calendar, hours, date).map(([from, to]) => ({
    start: parseInstant(`${date}T${from}+08:00`),
    end: parseInstant(`${date}T${to}+08:00`),
  }))

const isSaturday = (date: LocalDate): boolean => new Date(`${date}T00:00:00Z`).getUTCDay() === 6
