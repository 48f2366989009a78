import type { HolidayDates } from '../domain/time/holidays.ts'
import type { Instant } from '../domain/time/instant.ts'
import { type PublishedYear, publishedYears, takeCalendar } from './calendar.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { hashOf } from './hashChain.ts'

/** What is to be published. */
export interface NewYear extends Pick<PublishedYear, 'year' | 'document' | 'title'> {
  readonly dates: HolidayDates
}

/** `present`: published before, with the same content or with another. */
export type Publishing =
  | { readonly outcome: 'published'; readonly year: PublishedYear; readonly concerned: number }
  | { readonly outcome: 'present' | 'different'; readonly year: PublishedYear }

/** An end of December concerns every open case: longer than a statement of the daily business. */
const publishingMs = 60_000

/**
 * Publishes a year in a world, once. In the same transaction every case with a running term that reaches the year is put into the outbox:
 * what was counted without the year is found here, what is counted later is counted with it (`holdCalendar`).
 */
export async function publishYear(
  sql: Sql,
  world: string,
  year: NewYear,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<Publishing> {
  return (await sql.begin(async tx => {
    await tx`select set_config('statement_timeout', ${publishingMs}, true), set_config('lock_timeout', ${publishingMs}, true)`
    await takeCalendar(tx)
    const present = (await publishedYears(tx, world)).findLast(one => one.year === year.year)
    const digest = hashOf(year)
    if (present) return { outcome: present.digest === digest ? 'present' : 'different', year: present }
    const published = { ...year, world, digest, publishedBy: by, publishedAt: at }
    await insertYear(tx, published)
    return { outcome: 'published', year: published, concerned: await tellCases(tx, world, year.year) }
  })) as Publishing
}

async function insertYear(
  tx: Transaction,
  { world, year, document, title, dates, digest, publishedBy, publishedAt }: PublishedYear,
) {
  await tx`
    insert into calendar_years (world, year, document, title, dates, digest, published_by, published_at)
    values (${world}, ${year}, ${document}, ${title}, ${json(dates)}::text::jsonb, ${digest}, ${publishedBy}, ${publishedAt})`
}

/** One row a case; of all worlds when the year is everywhere's, but those that have published it for themselves. */
async function tellCases(tx: Transaction, world: string, year: number): Promise<number> {
  const { count } = await tx`
    insert into outbox (world, kind, case_no, payload)
    select world, 'calendar-published', case_no, ${json({ year })}::text::jsonb from cases
    where dated_through >= ${year} and dated_from <= ${year} and (world = ${world} or ${world === ''}
      and not exists (select 1 from calendar_years own where own.world = cases.world and own.year = ${year} and own.world <> ''))
    order by case_no`
  return count
}
