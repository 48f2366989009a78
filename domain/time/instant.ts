/** ISO 8601 with `+08:00`, e.g. `2025-06-05T10:12:00+08:00`; milliseconds are printed only when they are not zero. */
export type Instant = string

/** `YYYY-MM-DD`, a day in Beijing (UTC+8 all year, law.md CT-7). */
export type LocalDate = string

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const BEIJING_MS = 8 * 60 * MINUTE_MS
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999) - BEIJING_MS
const EARLIEST_MS = Date.UTC(1000, 0, 1) - BEIJING_MS

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/

/** Prints milliseconds since 1970 as an instant of Beijing time. Throws RangeError outside the years 1000 to 9999. */
export function formatInstant(epochMs: number): Instant {
  const text = localIso(epochMs)
  const millis = text.slice(19, 23)
  return `${text.slice(0, 19)}${millis === '.000' ? '' : millis}+08:00`
}

/**
 * Reads an instant as milliseconds since 1970. Seconds may be left out; the offset may not (`+08:00`, `Z` or another).
 * Fractions finer than a millisecond are cut off. Throws RangeError for another form or a day that does not exist.
 */
export function parseInstant(text: string): number {
  const parts = INSTANT.exec(text)
  const [, date = '', hour, minute, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = parts ?? []
  if (parts === null || !isLocalDate(date)) throw new RangeError(badInstant(text))
  const clock =
    (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * SECOND_MS + Number(fraction.padEnd(3, '0').slice(0, 3))
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * MINUTE_MS * (sign === '-' ? -1 : 1)
  return epochDay(date) * DAY_MS + clock - offset
}

/** Whether `text` is a day of the calendar in the form `YYYY-MM-DD` (years 1000 to 9999). */
export function isLocalDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined || Number(year) < 1000) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

/** The day in Beijing on which the instant falls. Throws RangeError for a malformed instant. */
export function dateOf(instant: Instant | number): LocalDate {
  return localIso(typeof instant === 'number' ? instant : parseInstant(instant)).slice(0, 10)
}

/** 00:00 of the day in Beijing, in milliseconds since 1970. Throws RangeError for a malformed day, like all that take a day here. */
export function startOfDay(date: LocalDate): number {
  return epochDay(date) * DAY_MS - BEIJING_MS
}

/** The day in Beijing on which milliseconds since 1970 fall, counted from 1970-01-01: cheap, for counting over many. */
export const epochDayAt = (epochMs: number): number => Math.floor((epochMs + BEIJING_MS) / DAY_MS)

/** The last second of the day: a term in days ends with its last day (民法典第二百零三条第二款, CT-4). */
export function endOfDay(date: LocalDate): Instant {
  epochDay(date)
  return `${date}T23:59:59+08:00`
}

/** 00:00 of the next day: when what follows from the end of a term follows (contract.md, Time). */
export function startOfNextDay(date: LocalDate): Instant {
  return `${addDays(date, 1)}T00:00:00+08:00`
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDay(date) + days)
}

/** Days since 1970-01-01. Throws RangeError for a malformed day. */
export function epochDay(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`日期“${date}”无效，应为实际存在的日期，格式为YYYY-MM-DD，例如2025-06-05。`)
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/** The day that lies `day` days after 1970-01-01. */
export function dateOfEpochDay(day: number): LocalDate {
  return dateOf(day * DAY_MS - BEIJING_MS)
}

/** Negative, zero or positive as `a` lies before, at or after `b`, whatever their offsets. */
export function compareInstants(a: Instant, b: Instant): number {
  return parseInstant(a) - parseInstant(b)
}

/** The later of two instants; `a` when they are the same. */
export function laterOf(a: Instant, b: Instant): Instant {
  return compareInstants(a, b) >= 0 ? a : b
}

function localIso(epochMs: number): string {
  if (!(epochMs >= EARLIEST_MS && epochMs <= LATEST_MS)) throw new RangeError('时间超出可以表示的范围（公元1000年至9999年）。')
  return new Date(Math.floor(epochMs) + BEIJING_MS).toISOString()
}

function badInstant(text: string): string {
  return `时间“${text}”无效，应为带时区的ISO 8601格式，且日期实际存在，例如2025-06-05T10:12+08:00或2025-06-05T10:12:30+08:00。`
}
