import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { temporal } from '@temporalio/proto'
import canonicalize from 'canonicalize'

type History = temporal.api.history.v1.IHistory
type HistoryEvent = temporal.api.history.v1.IHistoryEvent

export interface Packed {
  /** The canonical JSON, gzipped. */
  readonly history: Buffer
  /** SHA-256 (hex) of the canonical JSON. */
  readonly historyDigest: string
  /** SHA-256 (hex) of the gzipped bytes, some of which gunzip would not miss; null for what was packed before it was kept. */
  readonly packedDigest: string | null
}

/**
 * As JSON (the protobuf mapping, which the Temporal tools read and write) in canonical form (RFC 8785). Not as protobuf: the server gives
 * the entries of a map in another order each time, so that two fetches of one history differ in their bytes.
 */
export async function pack(history: History): Promise<Packed> {
  const text = canonicalize(JSON.parse(historyToJSON(history)))
  if (text === undefined) throw new TypeError('a history must be JSON')
  const bytes = Buffer.from(text)
  const packed = await promisify(gzip)(bytes)
  return { history: packed, historyDigest: digestOf(bytes), packedDigest: digestOf(packed) }
}

/** The bytes that were kept are not the bytes that were put away. */
export class DamagedArchive extends Error {}

/** @throws DamagedArchive when the bytes are not those of the digest. */
export async function unpack(packed: Packed): Promise<History> {
  return historyFromJSON(JSON.parse(await unpackText(packed)))
}

/** The canonical JSON as it was put away. @throws DamagedArchive as `unpack`. */
export async function unpackText({ history, historyDigest, packedDigest }: Packed): Promise<string> {
  if (packedDigest !== null) mustBe(history, packedDigest)
  const bytes = await promisify(gunzip)(history).catch(error => {
    throw new DamagedArchive(`归档的流程历史无法解压：${(error as Error).message}`)
  })
  mustBe(bytes, historyDigest)
  return bytes.toString()
}

function mustBe(bytes: Uint8Array, expected: string): void {
  const digest = digestOf(bytes)
  if (digest !== expected) throw new DamagedArchive(`归档的流程历史与其摘要不符：应为 ${expected}，实为 ${digest}`)
}

/** `WorkflowExecutionUpdateAccepted`: an event's type as the engine writes it. */
export function eventTypeName(event: HistoryEvent): string {
  const attributes = Object.keys(event).find(key => key.endsWith('EventAttributes')) ?? 'unknown'
  return attributes.charAt(0).toUpperCase() + attributes.slice(1).replace('EventAttributes', '')
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface Closing {
  readonly status: string
  readonly closedAt: string
}

/** How each kind of last event is named in the archive. */
const endings = {
  workflowExecutionCompletedEventAttributes: 'completed',
  workflowExecutionContinuedAsNewEventAttributes: 'continued-as-new',
  workflowExecutionFailedEventAttributes: 'failed',
  workflowExecutionTerminatedEventAttributes: 'terminated',
  workflowExecutionTimedOutEventAttributes: 'timed-out',
  workflowExecutionCanceledEventAttributes: 'canceled',
} as const satisfies Partial<Record<keyof HistoryEvent, string>>

/** How and when a run ended; null while it goes on. */
export function closingOf(history: History): Closing | null {
  const last = history.events?.at(-1)
  if (!last) return null
  const ending = Object.entries(endings).find(([attributes]) => last[attributes as keyof HistoryEvent])
  return ending ? { status: ending[1], closedAt: timeOf(last) } : null
}

/** Of an event, RFC 3339, by Temporal's clock. */
export function timeOf({ eventTime }: HistoryEvent): string {
  const { seconds, nanos } = eventTime ?? {}
  return new Date(Number(seconds ?? 0) * 1_000 + Math.floor((nanos ?? 0) / 1e6)).toISOString()
}

/** The run's own id and the type of its workflow. @throws Error for a history that has no start. */
export function startOf(history: History): { readonly runId: string; readonly workflowType: string } {
  const start = history.events?.[0]?.workflowExecutionStartedEventAttributes
  if (!start?.originalExecutionRunId || !start.workflowType?.name)
    throw new Error('a history without its start: it cannot be archived')
  return { runId: start.originalExecutionRunId, workflowType: start.workflowType.name }
}

/** Build ids of the workers that completed its workflow tasks, each once, in order. */
export function buildsOf(history: History): string[] {
  const builds = (history.events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: task }) => {
    const build = task?.deploymentVersion?.buildId || task?.workerVersion?.buildId
    return build ? [build] : []
  })
  return [...new Set(builds)]
}

/** Whether events are missing: their ids count from 1 without a gap. */
export const isWhole = (history: History): boolean => (history.events ?? []).every(({ eventId }, i) => Number(eventId) === i + 1)
