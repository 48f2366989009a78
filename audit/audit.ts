import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { DataConverter, PayloadCodec } from '@temporalio/common'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { type ArchiveEntry, archiveHash, readArchive } from '../db/archives.ts'
import type { Sql } from '../db/client.ts'
import { readEvents } from '../db/ledger.ts'
import { readEntries } from '../db/register.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import type { Unit } from '../domain/register/types.ts'
import { caseWorkflowId, queryNames, type StateAnswer, type StateArgs } from '../workflows/messages.ts'
import { fetchHistory } from './archive/archiver.ts'
import { DamagedArchive, unpack } from './archive/pack.ts'
import { type Difference, differences } from './differences.ts'
import { historyDifferences, isClosed } from './history.ts'
import { type HistoryTrace, traceOf } from './historyTrace.ts'
import { asJson, brokenLink, foldOrFault, projectionDifferences, unitDifferences } from './ledger.ts'
import type { History } from './parting.ts'
import { type ReplayVerdict, replayHistory } from './replay.ts'

export interface AuditVerdict {
  readonly ok: boolean
  /** `source`: whether the history is the server's or, once retention has deleted it there, the archive's. */
  readonly temporal: ReplayVerdict & { readonly source: Source | null }
  readonly ledger: { readonly ok: boolean; readonly head: string | null; readonly events: number }
  readonly agreement: { readonly ok: boolean; readonly differences: readonly Difference[] }
}

export type Source = 'server' | 'archive'

/** A history, where it was found, and what is wrong with the row it was kept in. */
export interface FoundHistory {
  readonly history: History
  readonly source: Source
  readonly faults: readonly Difference[]
}

const queryWithinMs = 5_000

/**
 * Proves a case. Replay alone proves only the code path: a changed input, shifted times, a swapped outcome or a truncated tail replay
 * without complaint (spike B6). So the history's activity results must also be the ledger's events, and the workflow's position the
 * ledger's end; the chain must be whole, and its fold the projection.
 */
export class Audit {
  readonly #client: Client
  readonly #sql: Sql
  readonly #converter: DataConverter

  constructor(client: Client, sql: Sql, converter: DataConverter) {
    this.#client = client
    this.#sql = sql
    this.#converter = converter
  }

  /** The case's history, from Temporal or else from the archive; null when neither has one. */
  async history(caseNo: string): Promise<FoundHistory | null> {
    const workflowId = caseWorkflowId(caseNo)
    const live = await fetchHistory(this.#client, workflowId)
    return live ? { history: live, source: 'server', faults: [] } : this.#archived(workflowId)
  }

  async #archived(workflowId: string): Promise<FoundHistory | null> {
    const archive = await readArchive(this.#sql, workflowId)
    if (!archive) return null
    const { history: packed, ...entry } = archive
    const history = await unpack({ ...entry, history: packed })
    return { history, source: 'archive', faults: archiveFaults(entry) }
  }

  async historyJson(caseNo: string): Promise<unknown> {
    const found = await this.history(caseNo)
    return found && (JSON.parse(historyToJSON(found.history)) as unknown)
  }

  /** What the case's history tells beside the ledger; null when there is none, on the server or archived. */
  async trace(caseNo: string): Promise<HistoryTrace | null> {
    const found = await this.history(caseNo)
    return found && traceOf(caseNo, found.history, this.#codec())
  }

  async replay(caseNo: string): Promise<AuditVerdict> {
    const [kept, events] = await Promise.all([this.#historyOrFault(caseNo), readEvents(this.#sql, caseNo)])
    const broken = brokenLink(caseNo, events)
    const temporal =
      'fault' in kept
        ? { ok: false, events: 0, buildId: '', recordedBy: [], source: null, error: kept.fault }
        : { ...(await replayHistory(kept.history, caseWorkflowId(caseNo), this.#converter)), source: kept.source }
    const found = [
      ...(broken ? [broken] : []),
      ...(await projectionDifferences(this.#sql, caseNo, events)),
      ...('fault' in kept ? [] : [...kept.faults, ...(await this.#historyDifferences(caseNo, kept.history, events))]),
    ]
    const ledger = { ok: broken === null && events.length > 0, head: events.at(-1)?.hash ?? null, events: events.length }
    const agreement = { ok: found.length === 0, differences: found }
    return { ok: temporal.ok && ledger.ok && agreement.ok, temporal, ledger, agreement }
  }

  async #historyOrFault(caseNo: string): Promise<FoundHistory | { readonly fault: string }> {
    try {
      return (await this.history(caseNo)) ?? { fault: '流程引擎和归档中都没有这个案件的历史' }
    } catch (error) {
      if (error instanceof DamagedArchive) return { fault: error.message }
      throw error
    }
  }

  /** Three-way agreement of one case: fold(ledger) = workflow = projection. */
  async caseDifferences(caseNo: string): Promise<Difference[]> {
    const events = await readEvents(this.#sql, caseNo)
    const broken = brokenLink(caseNo, events)
    if (broken) return [broken]
    return [...(await projectionDifferences(this.#sql, caseNo, events)), ...(await this.#workflowDifferences(caseNo, events))]
  }

  async unitDifferences(world: string, unitCode: string): Promise<Difference[]> {
    const rows = await readEntries(this.#sql, world, unitCode)
    const [stored] = await this.#sql<{ head: string; state: Unit; termEndsAt: string | null }[]>`
      select head, state, term_ends_at as "termEndsAt" from register_units where world = ${world} and unit_code = ${unitCode}`
    return unitDifferences(world, unitCode, rows, stored ? { ...stored } : null)
  }

  async #historyDifferences(caseNo: string, history: History, events: readonly LedgerEvent[]): Promise<Difference[]> {
    try {
      const found = await historyDifferences(caseNo, history, events, this.#codec())
      // While the case is open, the workflow itself says how far it is.
      return isClosed(events) ? found : [...found, ...(await this.#workflowDifferences(caseNo, events))]
    } catch (error) {
      return [{ what: `流程历史 ${caseNo}`, path: '(payload)', expected: '可以解密、解码', found: (error as Error).message }]
    }
  }

  async #workflowDifferences(caseNo: string, events: readonly LedgerEvent[]): Promise<Difference[]> {
    const what = `流程 ${caseNo}`
    const folded = foldOrFault(caseNo, events)
    if ('path' in folded) return [folded]
    try {
      const handle = this.#client.workflow.getHandle(caseWorkflowId(caseNo))
      const answer = await this.#client.withDeadline(Date.now() + queryWithinMs, () =>
        handle.query<StateAnswer, StateArgs>(queryNames.state, caseNo),
      )
      return differences(what, asJson({ seq: folded.seq, head: folded.head, state: folded }), asJson(answer))
    } catch (error) {
      // Retention has deleted the history of a closed case: ledger, projection and archive still speak for it.
      if (error instanceof WorkflowNotFoundError && folded.stage === 'closed') return []
      return [{ what, path: '(query)', expected: '可以查询', found: (error as Error).message }]
    }
  }

  #codec(): PayloadCodec {
    const [codec] = this.#converter.payloadCodecs ?? []
    if (!codec) throw new Error('no payload codec is configured')
    return codec
  }
}

/** Whether the row of an archive is as it was written. */
function archiveFaults(entry: ArchiveEntry): Difference[] {
  const hash = archiveHash(entry)
  return hash === entry.hash ? [] : [{ what: `归档 ${entry.workflowId}`, path: 'hash', expected: hash, found: entry.hash }]
}
