import type { RegisterChange } from '../domain/case/commands.ts'
import type { Sql } from './client.ts'

/** What a transaction has to tell: to the terms of a unit, to an open case on it, or to a case with a term in a published year. */
export type News = { readonly id: number; readonly world: string } & (
  | TermsNews
  | { readonly kind: 'register-changed'; readonly unitCode: string; readonly caseNo: string; readonly payload: RegisterChange }
  | {
      readonly kind: 'calendar-published'
      readonly unitCode: null
      readonly caseNo: string
      readonly payload: { readonly year: number }
    }
)

interface TermsNews {
  readonly kind: 'terms'
  readonly unitCode: string
  readonly caseNo: null
  readonly hasTerm: boolean
}

/** Which news: of one world, of these cases' acts, or all. */
export interface NewsFilter {
  readonly world?: string
  readonly byCases?: readonly string[]
}

const matches = (sql: Sql, { world, byCases }: NewsFilter) => sql`
  ${world === undefined ? sql`true` : sql`world = ${world}`} and ${byCases === undefined ? sql`true` : sql`by_case = any(${[...byCases]}::text[])`}`

/**
 * Takes news to deliver; their next attempt is put off at once, so that two processes never deliver the same. What concerns one case is
 * given out one after another, oldest first. `hasTerm`: whether the unit has a right with a term now.
 */
export async function takeNews(sql: Sql, filter: NewsFilter = {}, limit = 50): Promise<News[]> {
  const rows = await sql<News[]>`
    with taken as (
      update outbox set attempts = attempts + 1,
        next_attempt_at = now() + least(interval '30 seconds', interval '2 seconds' * (1 + attempts))
      where id in (
        select id from outbox mine where delivered_at is null and next_attempt_at <= now() and ${matches(sql, filter)}
          and not exists (select 1 from outbox earlier
            where earlier.delivered_at is null and earlier.case_no = mine.case_no and earlier.id < mine.id)
        order by id limit ${limit} for update skip locked)
      returning id, world, kind, unit_code, case_no, payload)
    select id::int, world, kind, unit_code as "unitCode", case_no as "caseNo", payload, exists (
      select 1 from register_units units
      where units.world = taken.world and units.unit_code = taken.unit_code and term_ends_at is not null) as "hasTerm"
    from taken order by id`
  return [...rows]
}

export async function markDelivered(sql: Sql, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await sql`update outbox set delivered_at = now() where id = any(${[...ids]}::bigint[])`
}

/** Where the acts of these cases have sent news, delivered or not: to the terms of a unit, or to a case on it. */
export interface SentNews {
  readonly world: string
  readonly unitCode: string
  readonly caseNo: string | null
  readonly delivered: boolean
}

export function newsOf(sql: Sql, byCases: readonly string[]): Promise<SentNews[]> {
  return sql<SentNews[]>`
    select world, unit_code as "unitCode", case_no as "caseNo", bool_and(delivered_at is not null) as delivered from outbox
    where by_case = any(${[...byCases]}::text[]) group by 1, 2, 3` as unknown as ReturnType<typeof newsOf>
}

export async function countUndelivered(sql: Sql, filter: NewsFilter = {}): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from outbox where delivered_at is null and ${matches(sql, filter)}`
  return row?.count ?? 0
}

/** All that was ever told in a world, delivered or not: unchanged means that nothing was told since. */
export async function countNews(sql: Sql, world: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from outbox where world = ${world}`
  return row?.count ?? 0
}

/** News that could not be delivered for over a minute: somebody must look why. */
export async function countStuck(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from outbox where ${isStuck(sql)}`
  return row?.count ?? 0
}

const isStuck = (sql: Sql) => sql`delivered_at is null and created_at < now() - interval '1 minute'`

/** The same, one by one. */
export function stuckNews(
  sql: Sql,
  limit = 100,
): Promise<(Pick<News, 'id' | 'kind' | 'unitCode' | 'caseNo'> & { attempts: number })[]> {
  return sql`
    select id::int, kind, unit_code as "unitCode", case_no as "caseNo", attempts from outbox
    where ${isStuck(sql)} order by id limit ${limit}` as unknown as ReturnType<typeof stuckNews>
}

/** Units whose next term was over a while ago and still stands: their terms' workflow is late, or gone. Real time only. */
export async function overdueTerms(sql: Sql, now: string, limit = 100): Promise<{ unitCode: string; termEndsAt: string }[]> {
  const rows = await sql<{ unitCode: string; termEndsAt: string }[]>`
    select unit_code as "unitCode", term_ends_at as "termEndsAt" from register_units
    where world = '' and term_ends_at < ${now} order by term_ends_at limit ${limit}`
  return [...rows]
}

/** Units of a world with a right that has a term. */
export async function unitsWithTerms(sql: Sql, world: string): Promise<string[]> {
  const rows = await sql<{ unitCode: string }[]>`
    select unit_code as "unitCode" from register_units where world = ${world} and term_ends_at is not null order by unit_code`
  return rows.map(row => row.unitCode)
}
