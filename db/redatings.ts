import type { RedatingData } from '../domain/case/events.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

/** Whose cases: of one office in one world, that the publication of a year concerned. */
export interface RedatingScope {
  readonly world: string
  readonly office: string
  readonly year: number
}

/** How far the publication of a year has come among the cases it concerned, and how their limits moved. */
export interface RedatingCounts {
  readonly concerned: number
  readonly redated: number
  /** Not counted anew yet. */
  readonly waiting: number
  /** Came to an end before they heard of it. */
  readonly over: number
  readonly later: number
  readonly earlier: number
  readonly unchanged: number
}

/** One case: its terms as they have moved, null while it waits or when it was over before. */
export interface RedatedCase {
  readonly caseNo: string
  readonly status: 'redated' | 'waiting' | 'over'
  readonly move: 'later' | 'earlier' | 'unchanged' | null
  readonly at: Instant | null
  readonly terms: RedatingData['terms'] | null
}

/** What became of the year's publication, counted. */
export async function countRedatings(sql: Sql, scope: RedatingScope): Promise<RedatingCounts> {
  const [row] = await sql<RedatingCounts[]>`
    select count(*)::int as concerned,
      count(*) filter (where status = 'redated')::int as redated,
      count(*) filter (where status = 'waiting')::int as waiting,
      count(*) filter (where status = 'over')::int as over,
      count(*) filter (where move = 'later')::int as later,
      count(*) filter (where move = 'earlier')::int as earlier,
      count(*) filter (where move = 'unchanged')::int as unchanged
    from (${redatings(sql, scope)}) redatings`
  return row ?? { concerned: 0, redated: 0, waiting: 0, over: 0, later: 0, earlier: 0, unchanged: 0 }
}

/** The cases in the order of their numbers, from after one on. */
export async function listRedatings(
  sql: Sql,
  scope: RedatingScope,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<RedatedCase[]> {
  const rows = await sql<RedatedCase[]>`
    select case_no as "caseNo", status, move, at, terms from (${redatings(sql, scope)}) redatings
    where case_no > ${after} order by case_no limit ${limit}`
  return [...rows]
}

// The outbox has whom it concerned, the ledger what came of it. A case moves as its promised limit does, else its first term.
const redatings = (sql: Sql, { world, office, year }: RedatingScope) => sql`
  select told.case_no, event.at, event.data -> 'terms' as terms,
    case when event.at is not null then 'redated'
      when cases.dated_from <= ${year} and cases.dated_through >= ${year} then 'waiting'
      else 'over' end as status,
    case sign(extract(epoch from decisive.after - decisive.before)) when 1 then 'later' when -1 then 'earlier' when 0 then 'unchanged' end as move
  from outbox told
  join cases on cases.case_no = told.case_no and cases.office = ${office}
  left join case_events event on event.case_no = told.case_no and event.type = 'ClocksRedated' and event.command_id = ${`calendar:${year}`}
  left join lateral (
    select (term ->> 'after')::timestamptz as after, (term ->> 'before')::timestamptz as before
    from jsonb_array_elements(event.data -> 'terms') with ordinality as listed (term, place)
    order by term ->> 'term' = 'promised' desc, place limit 1) decisive on true
  where told.kind = 'calendar-published' and (told.payload ->> 'year')::int = ${year} and told.world = ${world}`
