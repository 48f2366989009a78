import type { Client } from '@temporalio/client'
import { latestArchives, openWorkflows, readArchive } from '../db/archives.ts'
import type { Sql } from '../db/client.ts'
import { caseWorkflowId, termsWorkflowId } from '../workflows/messages.ts'
import { fetchHistory } from './archive/archiver.ts'
import { DamagedArchive, unpack } from './archive/pack.ts'
import type { Recorded } from './replay.ts'

/** A history that is to be replayed, and where it comes from. */
export interface Found extends Recorded {
  readonly source: 'server' | 'archive'
}

/** A history that cannot be had; why. */
export interface Lost {
  readonly workflowId: string
  readonly fault: string
}

/** Ids of the workflows that should be running: of open cases and applications, and of units with a right that has a term. */
export async function openWorkflowIds(sql: Sql): Promise<string[]> {
  const { caseNos, units } = await openWorkflows(sql)
  const terms = units.map(({ world, unitCode }) => termsWorkflowId(world, unitCode))
  return [...new Set([...caseNos.map(caseWorkflowId), ...terms])]
}

/** Their histories, as far as they have come. */
export function openHistories(client: Client, workflowIds: readonly string[]): AsyncGenerator<Found | Lost> {
  return ahead(workflowIds, async workflowId => {
    const history = await fetchHistory(client, workflowId)
    return history ? { workflowId, history, source: 'server' } : { workflowId, fault: '流程引擎中没有这个流程' }
  })
}

/** The latest archived histories, newest first. */
export async function* archivedHistories(sql: Sql, latest: number): AsyncGenerator<Found | Lost> {
  yield* ahead(await latestArchives(sql, latest), async ({ workflowId, runId }) => {
    const archive = await readArchive(sql, workflowId, runId)
    if (!archive) return { workflowId, fault: '归档已经不在' }
    try {
      return { workflowId, history: await unpack(archive), source: 'archive' }
    } catch (error) {
      if (error instanceof DamagedArchive) return { workflowId, fault: error.message }
      throw error
    }
  })
}

const fetchedAhead = 4

/** Results in the order of the items; the next few are fetched while one is worked on. */
async function* ahead<T, R>(items: readonly T[], fetch: (item: T) => Promise<R>): AsyncGenerator<R> {
  const coming: Promise<R>[] = []
  for (const item of items) {
    coming.push(fetch(item))
    const next = coming.length > fetchedAhead ? coming.shift() : undefined
    if (next) yield await next
  }
  for (const next of coming) yield await next
}
