import type { LocalDate } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

export interface Filing {
  readonly caseNo: string
  readonly digest: string
  /** False when the key has been used before. */
  readonly fresh: boolean
}

/**
 * The case number of a filing: `office-date-serial`, given once per person and Idempotency-Key and kept before the case starts. The
 * serial comes from one sequence for the whole centre, so that a number never means two cases.
 */
export async function fileUnderKey(
  sql: Sql,
  { sub, key, digest, office, on }: { sub: string; key: string; digest: string; office: string; on: LocalDate },
): Promise<Filing> {
  const [row] = await sql<Filing[]>`
    with fresh as (
      insert into filings (sub, idempotency_key, digest, case_no)
      select ${sub}, ${key}, ${digest}, ${`${office}-${on.replaceAll('-', '')}-`}::text || lpad(nextval('case_numbers')::text, 7, '0')
      where not exists (select 1 from filings where sub = ${sub} and idempotency_key = ${key})
      on conflict (sub, idempotency_key) do nothing returning case_no, digest)
    select case_no as "caseNo", digest, true as fresh from fresh
    union all
    select case_no, digest, false from filings where sub = ${sub} and idempotency_key = ${key} limit 1`
  // A racing twin may have inserted between our look and our insert: then it is there now.
  return row ?? fileUnderKey(sql, { sub, key, digest, office, on })
}
