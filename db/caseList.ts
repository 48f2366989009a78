import type { Actor, CaseState } from '../domain/case/types.ts'
import { parseInstant } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

export interface CaseFilter {
  readonly stage?: string
  readonly procedure?: string
  readonly light?: string
  readonly unit?: string
  readonly holder?: string
  readonly firstAsked?: string
  /** Where the page before ended. */
  readonly after?: ListPosition
  readonly limit?: number
}

export interface ListPosition {
  readonly filedAt: string
  readonly caseNo: string
}

export interface CaseSummary {
  readonly caseNo: string
  readonly procedure: string
  readonly stage: string
  readonly outcome: string | null
  readonly light: string | null
  readonly filedAt: string
  readonly acceptedAt: string | null
  readonly dueAt: string | null
  readonly firstAsked: string | null
  readonly units: readonly string[]
  readonly parties: readonly string[]
  readonly state: CaseState
}

const pageSize = 50

/**
 * A page of cases, newest first. What a reader may see is part of the query, not a filter on its result: all of the office for staff,
 * for a partner of the office the cases it filed or is asked about.
 */
export async function listCases(sql: Sql, world: string, reader: Actor & { readonly office: string }, filter: CaseFilter) {
  const limit = filter.limit ?? pageSize
  const { after } = filter
  const rows = await sql<CaseSummary[]>`
    select case_no as "caseNo", procedure, stage, outcome, light, filed_at as "filedAt", accepted_at as "acceptedAt", due_at as "dueAt",
      first_asked as "firstAsked", party_names as parties, state -> 'application' -> 'units' as units, state
    from cases where world = ${world} and ${visibleTo(sql, reader)}
      ${filter.stage ? sql`and stage = ${filter.stage}` : sql``}
      ${filter.procedure ? sql`and procedure = ${filter.procedure}` : sql``}
      ${filter.light ? sql`and light = ${filter.light}` : sql``}
      ${filter.firstAsked ? sql`and first_asked = ${filter.firstAsked}` : sql``}
      ${filter.holder ? sql`and party_names @> ${[filter.holder]}::text[]` : sql``}
      ${filter.unit ? sql`and case_no in (select case_no from case_units where world = ${world} and unit_code = ${filter.unit})` : sql``}
      ${after ? sql`and (filed_at, case_no) < (${after.filedAt}, ${after.caseNo})` : sql``}
    order by filed_at desc, case_no desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(last) : null }
}

function visibleTo(sql: Sql, { sub, posts, office }: Actor & { readonly office: string }) {
  if (posts.some(post => !post.startsWith('department:'))) return sql`office = ${office}`
  const departments = posts.map(post => post.slice('department:'.length))
  return sql`office = ${office} and (state ->> 'filedBy' = ${sub} or state -> 'tracks' -> 'departments' ?| ${departments}::text[]
    or (${departments.includes('tax')} and state -> 'tracks' ->> 'tax' <> 'none'))`
}

const encodeCursor = ({ filedAt, caseNo }: ListPosition): string =>
  Buffer.from(JSON.stringify([filedAt, caseNo])).toString('base64url')

/** Null for a cursor that is not ours. */
export function decodeCursor(cursor: string): ListPosition | null {
  try {
    const [filedAt, caseNo] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string]
    parseInstant(filedAt)
    return /^[\d-]+$/.test(caseNo) ? { filedAt, caseNo } : null
  } catch {
    return null
  }
}
