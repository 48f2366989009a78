import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import type { Logger } from 'pino'
import { archivedRuns, archiveHash, editionsOf, endsApart, insertArchive, unarchived } from '../../db/archives.ts'
import type { Sql } from '../../db/client.ts'
import { formatInstant } from '../../domain/time/instant.ts'
import { type SyncResult, termsWorkflowType, updateNames, worldOfTerms } from '../../workflows/messages.ts'
import { endsInHistory } from '../history.ts'
import { buildsOf, closingOf, isWhole, pack, startOf } from './pack.ts'

export interface ArchivePorts {
  readonly client: Client
  readonly sql: Sql
  readonly codec: PayloadCodec
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** For tests: called between fetching a history and storing it. */
  readonly beforeStore?: () => Promise<void>
}

/** A run to archive. Without `runId` it is the workflow's last. */
export interface Run {
  readonly workflowId: string
  readonly runId?: string
  readonly world: string
}

/** `present`: another had stored it. `open`: it has not ended yet. `gone`: Temporal does not have it, and neither does the archive. */
export type Archiving = 'archived' | 'present' | 'open' | 'gone'

const sideBySide = 4
const wakeWithinMs = 5_000
/** Where a look at everything begins. */
export const beforeAll = { movedAt: '-infinity', workflowId: '' }

/**
 * Archives whatever has closed and has no archive: cases and applications that the ledger knows as closed, and runs of the terms of
 * units that Temporal knows as closed. Each is found by what is missing, not by what somebody remembered: killed anywhere, the next
 * call goes on from there, and the primary key makes one row of it. Answers how many were stored.
 *
 * @param since of the closing, so that the frequent look is a short one; absent: everything.
 */
export async function archiveClosed(ports: ArchivePorts, since?: Date): Promise<number> {
  let stored = 0
  let after = since ? { movedAt: since.toISOString(), workflowId: '' } : beforeAll
  for (;;) {
    const found = await unarchived(ports.sql, after)
    const last = found.at(-1)
    if (!last) break
    stored += await archiveAll(ports, found)
    after = last
  }
  for await (const runs of closedTerms(ports, since)) stored += await archiveAll(ports, runs)
  return stored
}

async function archiveAll(ports: ArchivePorts, runs: readonly Run[]): Promise<number> {
  let stored = 0
  for (let i = 0; i < runs.length; i += sideBySide) {
    const outcomes = await Promise.all(runs.slice(i, i + sideBySide).map(run => tryArchive(ports, run)))
    stored += outcomes.filter(outcome => outcome === 'archived').length
  }
  return stored
}

/** What cannot be archived now is said, and does not hold up the others; it stays found until it is. */
async function tryArchive(ports: ArchivePorts, run: Run): Promise<Archiving | 'failed'> {
  try {
    const outcome = await archiveRun(ports, run)
    if (outcome === 'gone') ports.log.error({ ...run }, 'closed, neither in Temporal nor archived: its history is lost')
    if (outcome === 'open') await wake(ports, run)
    return outcome
  } catch (error) {
    ports.log.warn({ ...run, err: error }, 'not archived; it is tried again')
    return 'failed'
  }
}

/** Fetches one run's history and stores it; does nothing when it is there. */
export async function archiveRun(ports: ArchivePorts, { workflowId, runId, world }: Run): Promise<Archiving> {
  const { client, sql, codec } = ports
  const history = await fetchHistory(client, workflowId, runId)
  if (!history) return 'gone'
  const closing = closingOf(history)
  if (!closing) return 'open'
  if (!isWhole(history)) throw new Error('the history has a gap')
  const [packed, editions, ends] = await Promise.all([
    pack(history),
    editionsOf(sql, workflowId),
    endsInHistory(workflowId, history, codec),
  ])
  const entry = {
    ...{ workflowId, ...startOf(history), world, ...closing, ends, builds: buildsOf(history), ...editions },
    ...{ events: history.events?.length ?? 0, archivedAt: formatInstant(Date.now()) },
    ...{ historyDigest: packed.historyDigest, packedDigest: packed.packedDigest },
  }
  await ports.beforeStore?.()
  const stored = await insertArchive(sql, { ...entry, hash: archiveHash(entry), history: packed.history })
  for (const apart of await endsApart(sql, { workflowId })) ports.log.error(apart, 'the workflow ended elsewhere than its ledger')
  return stored ? 'archived' : 'present'
}

const notFound = 5

/** Null when the server has none. */
export async function fetchHistory(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<temporal.api.history.v1.IHistory | null> {
  try {
    return await client.workflow.getHandle(workflowId, runId).fetchHistory()
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound && !/namespace/i.test(error.details)) return null
    throw error
  }
}

/** The ledger closed it and the workflow has not heard: worker and server went together. Told, it completes. */
async function wake({ client, log }: ArchivePorts, { workflowId }: Run): Promise<void> {
  await client.connection.withDeadline(Date.now() + wakeWithinMs, () =>
    client.workflow.getHandle(workflowId).executeUpdate<SyncResult, []>(updateNames.sync),
  )
  log.info({ workflowId }, 'closed in the ledger and still running: its workflow has been told')
}

const pageSize = 200

/** Closed runs of units' terms that are not archived, page by page. No ledger knows them: a run that continued as new is one too. */
async function* closedTerms({ client, sql }: ArchivePorts, since?: Date): AsyncGenerator<Run[]> {
  const closedSince = since ? ` AND CloseTime > '${since.toISOString()}'` : ''
  const query = `WorkflowType = '${termsWorkflowType}' AND ExecutionStatus != 'Running'${closedSince}`
  let page: { workflowId: string; runId: string; world: string }[] = []
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize })) {
    page.push({ workflowId, runId, world: worldOfTerms(workflowId) })
    if (page.length < pageSize) continue
    yield await withoutArchive(sql, page)
    page = []
  }
  yield await withoutArchive(sql, page)
}

async function withoutArchive<R extends { readonly runId: string }>(sql: Sql, runs: readonly R[]): Promise<R[]> {
  const archived = await archivedRuns(
    sql,
    runs.map(({ runId }) => runId),
  )
  return runs.filter(({ runId }) => !archived.has(runId))
}
