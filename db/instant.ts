import type { CaseMinutes } from '../domain/limits/instantKinds.ts'
import { addDays } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'
import type { ReportScope } from './orderJumps.ts'

/** What each case accepted in the period took: from the receipt to the issue of the document (办结), where its promised clock stopped. */
export async function minutesOfCases(sql: Sql, { world, office, from, until }: ReportScope): Promise<CaseMinutes[]> {
  return sql<CaseMinutes[]>`
    select procedure, (extract(epoch from (clock ->> 'stoppedAt')::timestamptz - (clock ->> 'startedAt')::timestamptz) / 60)::float8 as minutes
    from cases, jsonb_array_elements(state -> 'clocks') clock
    where world = ${world} and office = ${office} and accepted_at >= ${from} and accepted_at < ${addDays(until, 1)}
      and clock ->> 'name' = 'promised'`
}
