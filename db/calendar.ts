import { builtInCalendar, type Calendar, withYear } from '../domain/time/calendar.ts'
import type { HolidayDates } from '../domain/time/holidays.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Sql, Transaction } from './client.ts'

/** A year published in the running system; `world` is '' where it is everywhere's. */
export interface PublishedYear {
  readonly world: string
  readonly year: number
  /** Number of the notice, e.g. 国办发明电〔2026〕1号, and its title. */
  readonly document: string
  readonly title: string
  readonly dates: HolidayDates
  readonly digest: string
  readonly publishedBy: string
  readonly publishedAt: Instant
}

/** The calendar that a world goes by. */
export async function readCalendar(sql: Sql | Transaction, world: string): Promise<Calendar> {
  const [row] = await sql<{ version: CalendarVersion }[]>`select ${calendarVersion(sql, sql`${world}`)} as version`
  return calendarAt(sql, world, row?.version ?? null)
}

/** Which calendar a world goes by, to be read in a statement that is made anyway; null for the built-in years alone. */
export type CalendarVersion = string | null

/** The version as an expression; `world` is one too, of the statement around it. */
export const calendarVersion = (sql: Sql | Transaction, world: ReturnType<Sql>) =>
  sql`(select string_agg(years.digest, ',' order by years.world <> '', years.year) from calendar_years years where years.world in ('', ${world}))`

/** The calendar of a version. It is read once for all worlds of the same years, as a version is the digest of what is in it. */
export async function calendarAt(sql: Sql | Transaction, world: string, version: CalendarVersion): Promise<Calendar> {
  const known = version === null ? builtInCalendar : calendars.get(version)
  if (known) return known
  const years = await publishedYears(sql, world)
  const calendar = years.reduce(
    (before, { year, dates, ...notice }) => withYear(before, year, sourceOf(notice), dates),
    builtInCalendar,
  )
  if (calendars.size >= mostCalendars) calendars.clear()
  // A year may have been published since the version was read.
  calendars.set(years.map(({ digest }) => digest).join(','), calendar)
  return calendar
}

const calendars = new Map<string, Calendar>()
/** Only drill worlds have calendars of their own. */
const mostCalendars = 100

const sourceOf = ({ title, document }: Pick<PublishedYear, 'title' | 'document'>) => `《${title}》（${document}）`

/** In the order of `calendarVersion`: a world's own year comes last, and is the one that counts. */
export function publishedYears(sql: Sql | Transaction, world: string): Promise<PublishedYear[]> {
  return sql<PublishedYear[]>`
    select world, year, document, title, dates, digest, published_by as "publishedBy", published_at as "publishedAt"
    from calendar_years where world in ('', ${world}) order by world <> '', year` as unknown as Promise<PublishedYear[]>
}

/**
 * Keeps the calendar as it is until the transaction ends; many may at once. To be sent before the statement that reads the version, with
 * which it travels: whoever publishes a year waits for all who count by the calendar without it, and then finds what they have counted.
 */
export async function holdCalendar(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(hashtext('calendar'))`
}

/** Waits until nobody counts, and keeps everybody from counting until the transaction ends. */
export async function takeCalendar(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('calendar'))`
}
