import { json, type Sql, type Transaction } from './client.ts'
import { canonicalText, hashOfText } from './hashChain.ts'
import type { ArchivedEnd } from './schema/archives.ts'

export type { ArchivedEnd }

/** A row of `case_archives` without the history itself; what its members mean is in the schema. */
export interface ArchiveEntry {
  readonly workflowId: string
  readonly runId: string
  readonly workflowType: string
  readonly world: string
  readonly status: string
  readonly ends: readonly ArchivedEnd[]
  readonly builds: readonly string[]
  readonly editions: readonly string[]
  readonly calendars: readonly string[]
  readonly events: number
  readonly closedAt: string
  readonly archivedAt: string
  readonly historyDigest: string
  readonly packedDigest: string | null
  readonly hash: string
}

/** With the gzipped history. */
export interface Archive extends ArchiveEntry {
  readonly history: Buffer
}

/** The hash an archive must have. */
export const archiveHash = (row: Omit<ArchiveEntry, 'hash'>): string => hashOfText(archiveText(row))

/**
 * What is hashed of an archive: its row, the digests standing for the history. Rows from before the packed bytes had a digest hash to the
 * same.
 */
export function archiveText(row: Omit<ArchiveEntry, 'hash'>): string {
  const { workflowId, runId, workflowType, world, status, ends, builds, editions, calendars, events } = row
  const { closedAt, archivedAt, historyDigest, packedDigest } = row
  const what = { workflowId, runId, workflowType, world, status, ends, builds, editions, calendars, events }
  return canonicalText({ ...what, closedAt, archivedAt, historyDigest, ...(packedDigest === null ? {} : { packedDigest }) })
}

/** How the seal calls an archived run. */
export const archiveSubject = ({ workflowId, runId }: Pick<ArchiveEntry, 'workflowId' | 'runId'>): string =>
  `${workflowId} ${runId}`

/** Stores one run, once: false when it was there. */
export async function insertArchive(sql: Sql, archive: Archive): Promise<boolean> {
  const { history, ends, ...row } = archive
  const rows = await sql`
    insert into case_archives (workflow_id, run_id, workflow_type, world, status, ends, builds, editions, calendars, events, closed_at,
      archived_at, history, history_digest, packed_digest, hash)
    values (${row.workflowId}, ${row.runId}, ${row.workflowType}, ${row.world}, ${row.status}, ${json(ends)}::text::jsonb,
      ${[...row.builds]}, ${[...row.editions]}, ${[...row.calendars]}, ${row.events}, ${row.closedAt}, ${row.archivedAt}, ${history},
      ${row.historyDigest}, ${row.packedDigest}, ${row.hash})
    on conflict do nothing returning 1`
  return rows.length > 0
}

/** The columns of a row as `ArchiveEntry` names them. */
export const archiveColumns = (sql: Sql | Transaction) => sql`
  workflow_id as "workflowId", run_id as "runId", workflow_type as "workflowType", world, status, ends, builds, editions, calendars, events,
  closed_at as "closedAt", archived_at as "archivedAt", history_digest as "historyDigest", packed_digest as "packedDigest", hash`

/** The last run of a workflow that was archived; null when there is none. */
export async function readArchive(sql: Sql | Transaction, workflowId: string, runId?: string): Promise<Archive | null> {
  const [row] = await sql<Archive[]>`
    select ${archiveColumns(sql)}, history from case_archives
    where workflow_id = ${workflowId} and ${runId === undefined ? sql`true` : sql`run_id = ${runId}`}
    order by closed_at desc limit 1`
  return row ?? null
}

/** Every archived run of a workflow, in the order of their ends. */
export function readArchives(sql: Sql | Transaction, workflowId: string): Promise<Archive[]> {
  return sql<Archive[]>`
    select ${archiveColumns(sql)}, history from case_archives where workflow_id = ${workflowId} order by closed_at, run_id` as unknown as Promise<
    Archive[]
  >
}

/** The latest archived runs, newest first. */
export async function latestArchives(sql: Sql, limit: number): Promise<Pick<ArchiveEntry, 'workflowId' | 'runId'>[]> {
  const rows = await sql<Pick<ArchiveEntry, 'workflowId' | 'runId'>[]>`
    select workflow_id as "workflowId", run_id as "runId" from case_archives order by archived_at desc, workflow_id limit ${limit}`
  return [...rows]
}

const pageSize = 500

/** Every archived run, page by page. */
export async function* allArchives(sql: Sql): AsyncGenerator<Pick<ArchiveEntry, 'workflowId' | 'runId'>[]> {
  for (let after = { workflowId: '', runId: '' }; ; ) {
    const rows = await sql<{ workflowId: string; runId: string }[]>`
      select workflow_id as "workflowId", run_id as "runId" from case_archives
      where (workflow_id, run_id) > (${after.workflowId}, ${after.runId}) order by 1, 2 limit ${pageSize}`
    const last = rows.at(-1)
    if (!last) return
    yield [...rows]
    after = last
  }
}

export async function countArchives(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from case_archives`
  return row?.count ?? 0
}

/** What should have a running workflow: open cases, and units with a right that has a term. */
export async function openWorkflows(
  sql: Sql,
): Promise<{ readonly caseNos: string[]; readonly units: { readonly world: string; readonly unitCode: string }[] }> {
  const [cases, units] = await Promise.all([
    sql<{ caseNo: string }[]>`select case_no as "caseNo" from cases where stage <> 'closed' order by 1`,
    sql<{ world: string; unitCode: string }[]>`
      select world, unit_code as "unitCode" from register_units where term_ends_at is not null order by 1, 2`,
  ])
  return { caseNos: cases.map(({ caseNo }) => caseNo), units: [...units] }
}

/** A workflow whose cases are all closed in the ledger, and that has no archive. */
export interface Unarchived {
  readonly workflowId: string
  readonly world: string
  /** When the ledger closed it, real time, as the database writes it: to the microsecond. */
  readonly movedAt: string
}

/** Long enough that the workflow has heard of the end of its case and completed. */
const settledAfterMs = 2_000

/**
 * Closed cases and applications without an archive, in the order in which they were closed, after a place in that order. A case is its
 * own workflow; an application counts by its first part, once all are closed.
 */
export async function unarchived(
  sql: Sql,
  after: Pick<Unarchived, 'movedAt' | 'workflowId'>,
  { closedBefore = new Date(Date.now() - settledAfterMs), limit = 200 }: { closedBefore?: Date; limit?: number } = {},
): Promise<Unarchived[]> {
  const rows = await sql<Unarchived[]>`
    select coalesce(application_no, case_no) as "workflowId", world, moved_at::text as "movedAt" from cases mine
    where ${isUnarchived(sql)} and moved_at < ${closedBefore.toISOString()}::timestamptz
      and (moved_at, coalesce(application_no, case_no)) > (${after.movedAt}::timestamptz, ${after.workflowId})
    order by moved_at, 1 limit ${limit}`
  return [...rows]
}

const isUnarchived = (sql: Sql) => sql`
  stage = 'closed' and (application_no is null or case_no = application_no || '-1')
  and not exists (select 1 from case_archives where workflow_id = coalesce(mine.application_no, mine.case_no))
  and not exists (select 1 from cases part where part.application_no = mine.application_no and part.stage <> 'closed')`

/** By which procedure and calendar editions the cases of a workflow went. */
export async function editionsOf(
  sql: Sql,
  workflowId: string,
): Promise<{ readonly editions: string[]; readonly calendars: string[] }> {
  const [row] = await sql<{ editions: string[]; calendars: string[] }[]>`
    with mine as (select case_no, state from cases where case_no = ${workflowId} or application_no = ${workflowId})
    select array(select distinct state -> 'application' ->> 'edition' from mine order by 1) as editions,
      array(select distinct calendar #>> '{}' from mine join case_events events on events.case_no = mine.case_no,
        jsonb_path_query(data, '$.clocks[*].calendar') as calendar order by 1) as calendars`
  return row ?? { editions: [], calendars: [] }
}

/** Which of these runs are archived. */
export async function archivedRuns(sql: Sql, runIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ runId: string }[]>`
    select run_id as "runId" from case_archives where run_id = any(${[...runIds]}::text[])`
  return new Set(rows.map(({ runId }) => runId))
}

/** Ends in the archives that are not where the ledger ends: what the workflow knew at its end and what the ledger holds. */
export function endsApart(
  sql: Sql,
  { world, workflowId }: { readonly world?: string; readonly workflowId?: string } = {},
): Promise<
  (ArchivedEnd & { readonly workflowId: string; readonly ledgerSeq: number | null; readonly ledgerHead: string | null })[]
> {
  return sql`
    select workflow_id as "workflowId", (archived.one ->> 'caseNo') as "caseNo", (archived.one ->> 'seq')::int as seq,
      archived.one ->> 'head' as head, last.seq as "ledgerSeq", last.hash as "ledgerHead"
    from case_archives cross join lateral jsonb_array_elements(ends) as archived(one)
      left join lateral (select seq, hash from case_events where case_no = archived.one ->> 'caseNo' order by seq desc limit 1) last on true
    where ${world === undefined ? sql`true` : sql`world = ${world}`}
      and ${workflowId === undefined ? sql`true` : sql`workflow_id = ${workflowId}`}
      and (last.seq, last.hash) is distinct from ((archived.one ->> 'seq')::int, archived.one ->> 'head')
    order by 1, 2` as unknown as ReturnType<typeof endsApart>
}

export interface ArchiveOverview {
  /** Archived runs by workflow type. */
  readonly archived: Readonly<Record<string, number>>
  /** Closed cases and applications without an archive, and since when the oldest of them waits (RFC 3339, real time). */
  readonly waiting: number
  readonly oldestClosedAt: string | null
  /** How long it has waited. */
  readonly lagSeconds: number
}

export async function archiveOverview(sql: Sql, world: string): Promise<ArchiveOverview> {
  const counts = await sql<{ workflowType: string; count: number }[]>`
    select workflow_type as "workflowType", count(*)::int as count from case_archives where world = ${world} group by 1 order by 1`
  const [waiting] = await sql<{ count: number; oldest: Date | null; lag: number }[]>`
    select count(*)::int as count, min(moved_at) as oldest, coalesce(extract(epoch from now() - min(moved_at)), 0)::int as lag
    from cases mine where world = ${world} and ${isUnarchived(sql)}`
  return {
    archived: Object.fromEntries(counts.map(({ workflowType, count }) => [workflowType, count])),
    waiting: waiting?.count ?? 0,
    oldestClosedAt: waiting?.oldest?.toISOString() ?? null,
    lagSeconds: waiting?.lag ?? 0,
  }
}
