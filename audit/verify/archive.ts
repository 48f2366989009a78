import { setTimeout as sleep } from 'node:timers/promises'
import { allArchives, archiveHash, endsApart, readArchive, unarchived } from '../../db/archives.ts'
import type { Sql } from '../../db/client.ts'
import { beforeAll } from '../archive/archiver.ts'
import { DamagedArchive, unpack } from '../archive/pack.ts'
import type { Difference } from '../differences.ts'

/** The archiver looks every ten seconds; one that has just been started with its centre has all to do at once. */
const patience = { closedForMs: 60_000, waitMs: 30_000 }

/**
 * The archive of a centre: every case and application that closed a while ago has its row, every row is as it was written, every history is
 * the one of its digest, and each ended where its ledger ends.
 */
export async function archiveDifferences(
  sql: Sql,
  tell: (done: number) => void,
  { closedForMs, waitMs } = patience,
): Promise<Difference[]> {
  const found = [...(await missing(sql, closedForMs, Date.now() + waitMs)), ...(await apart(sql))]
  let done = 0
  for await (const runs of allArchives(sql)) {
    for (const { workflowId, runId } of runs) found.push(...(await rowDifferences(sql, workflowId, runId)))
    done += runs.length
    tell(done)
  }
  return found
}

async function missing(sql: Sql, closedForMs: number, waitUntilMs: number): Promise<Difference[]> {
  const closedBefore = new Date(Date.now() - closedForMs)
  for (;;) {
    const rows = await unarchived(sql, beforeAll, { closedBefore, limit: 1_000 })
    if (rows.length === 0 || Date.now() > waitUntilMs)
      return rows.map(({ workflowId, movedAt }) => ({
        ...of(workflowId),
        path: '(row)',
        expected: `${movedAt} 办结，应当已归档`,
        found: null,
      }))
    await sleep(1_000)
  }
}

async function apart(sql: Sql): Promise<Difference[]> {
  const ends = await endsApart(sql)
  return ends.map(({ workflowId, caseNo, seq, head, ledgerSeq, ledgerHead }) => ({
    ...of(workflowId),
    ...{ path: `ends ${caseNo}`, expected: { seq: ledgerSeq, head: ledgerHead }, found: { seq, head } },
  }))
}

async function rowDifferences(sql: Sql, workflowId: string, runId: string): Promise<Difference[]> {
  const archive = await readArchive(sql, workflowId, runId)
  if (!archive) return [{ ...of(workflowId), path: '(row)', expected: runId, found: null }]
  const hash = archiveHash(archive)
  const row = hash === archive.hash ? [] : [{ ...of(workflowId), path: 'hash', expected: hash, found: archive.hash }]
  try {
    await unpack(archive)
    return row
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error
    return [...row, { ...of(workflowId), path: 'history', expected: archive.historyDigest, found: error.message }]
  }
}

const of = (workflowId: string) => ({ what: `归档 ${workflowId}` })
