import type { Sql } from '../../../db/client.ts'
import { readEvents } from '../../../db/ledger.ts'
import { readEntries } from '../../../db/register.ts'
import type { LedgerEvent } from '../../../domain/case/events.ts'
import type { Application } from '../../../domain/case/types.ts'
import type { RegisterEntry } from '../../../domain/register/types.ts'

/** What one world's records say, as they stand in the database. */

export interface CaseBook {
  readonly caseNo: string
  readonly procedure: string
  readonly applicationNo: string | null
  readonly application: Application
  readonly stage: string
  readonly events: readonly LedgerEvent[]
  readonly places: readonly Place[]
}

/** How a case stands to others on a unit. */
export interface Place {
  readonly unitCode: string
  readonly lane: string
  readonly orderNo: number | null
  readonly servedAt: string | null
  readonly pending: boolean
}

export interface Books {
  readonly cases: readonly CaseBook[]
  /** Each unit's entries, oldest first. */
  readonly units: ReadonlyMap<string, readonly RegisterEntry[]>
}

export async function readBooks(sql: Sql, world: string): Promise<Books> {
  const cases = await sql<Omit<CaseBook, 'events' | 'places'>[]>`
    select case_no as "caseNo", procedure, application_no as "applicationNo", state -> 'application' as application, stage
    from cases where world = ${world} order by case_no`
  const places = await sql<(Place & { caseNo: string })[]>`
    select case_no as "caseNo", unit_code as "unitCode", lane, order_no as "orderNo", served_at as "servedAt", pending
    from case_units where world = ${world}`
  const codes = await sql<{ unitCode: string }[]>`
    select distinct unit_code as "unitCode" from register_entries where world = ${world}`
  const books: CaseBook[] = []
  for (const one of cases) {
    const events = await readEvents(sql, one.caseNo)
    books.push({ ...one, events, places: places.filter(({ caseNo }) => caseNo === one.caseNo) })
  }
  const units = new Map<string, readonly RegisterEntry[]>()
  for (const { unitCode } of codes) units.set(unitCode, await readEntries(sql, world, unitCode))
  return { cases: books, units }
}

/** What a refusal may not change: entries, numbers given out, places in the order of acceptance, cases. */
export async function footprintOf(sql: Sql, world: string): Promise<string> {
  const [row] = await sql<{ footprint: string }[]>`
    select concat_ws(' ', 'entries', (select count(*) from register_entries where world = ${world}),
      'certificates', (select count(*) from certificates where world = ${world}),
      'numbers', (select coalesce(sum(last), 0) from certificate_counters where world = ${world}),
      'places', (select coalesce(sum(last_order), 0) from unit_order where world = ${world}),
      'cases', (select count(*) from cases where world = ${world})) as footprint`
  return row?.footprint ?? ''
}

/** Has everybody been told of what was written? */
export async function everybodyHasHeard(sql: Sql, world: string): Promise<boolean> {
  const [row] = await sql<{ silent: boolean }[]>`
    select exists (select 1 from outbox where world = ${world} and delivered_at is null) as silent`
  return row?.silent === false
}
