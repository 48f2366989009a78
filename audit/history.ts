import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import type { PerformResult } from '../activities/perform.ts'
import type { PartsResult } from '../activities/performParts.ts'
import type { ArchivedEnd } from '../db/archives.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import type { ApplicationEnd, ApplicationInput, CaseEnd, CaseInput } from '../workflows/messages.ts'
import { type Difference, differences } from './differences.ts'
import { asJson } from './ledger.ts'

type History = temporal.api.history.v1.IHistory

/**
 * Where a history and the ledger tell different stories: activity results that are not the ledger's events, an end that is not the
 * ledger's, or no end although the ledger has one (a tail cut off replays without complaint).
 */
export async function historyDifferences(
  caseNo: string,
  history: History,
  events: readonly LedgerEvent[],
  codec: PayloadCodec,
): Promise<Difference[]> {
  const recorded = await eventsInHistory(caseNo, history, codec)
  const end = await endInHistory(caseNo, history, codec)
  const last = events.at(-1)
  const position = isClosed(events) && last ? { seq: last.seq, head: last.hash } : null
  return [
    ...differences(`流程历史 ${caseNo}`, asJson(events), asJson(recorded)),
    ...differences(`流程结果 ${caseNo}`, position, end),
  ]
}

export const isClosed = (events: readonly LedgerEvent[]): boolean => events.at(-1)?.type === 'Closed'

/** Every ledger event that the history's local activities returned, in the order of the ledger, each once. */
async function eventsInHistory(caseNo: string, history: History, codec: PayloadCodec): Promise<LedgerEvent[]> {
  const bySeq = new Map<number, LedgerEvent>()
  for (const payload of localActivityResults(history)) {
    const { events } = await decoded<PerformResult | PartsResult>(payload, codec)
    // The history of a combined application holds the events of all its parts, by case number.
    for (const event of Array.isArray(events) ? events : (events[caseNo] ?? [])) bySeq.set(event.seq, event)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** Where the workflow's result says that the case ended, null while it is open. */
async function endInHistory(caseNo: string, history: History, codec: PayloadCodec): Promise<CaseEnd | null> {
  const end = (await endsInHistory(caseNo, history, codec)).find(one => one.caseNo === caseNo)
  return end ? { seq: end.seq, head: end.head } : null
}

/**
 * The ends in a workflow's result: of its one case, named `caseNo` (a case's workflow has its number), or of each part of an application.
 * None while it runs, and for workflows that end with nothing.
 */
export async function endsInHistory(caseNo: string, history: History, codec: PayloadCodec): Promise<ArchivedEnd[]> {
  const payload = history.events?.at(-1)?.workflowExecutionCompletedEventAttributes?.result?.payloads?.[0]
  const end = payload && (await decoded<CaseEnd | ApplicationEnd | null | undefined>(payload as Payload, codec))
  if (!end) return []
  return 'parts' in end ? [...end.parts] : [{ caseNo, ...end }]
}

/** The clock's offset that a drill's workflow was started with, in ms: a case, an application or a unit's terms. */
export async function inputOffsetOf(history: History, codec: PayloadCodec): Promise<number> {
  const payload = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]
  if (!payload) throw new Error('a history without its input')
  const input = await decoded<CaseInput | ApplicationInput>(payload as Payload, codec)
  return 'parts' in input ? (input.parts[0]?.clockOffsetMs ?? 0) : input.clockOffsetMs
}

function localActivityResults(history: History): Payload[] {
  return (history.events ?? []).flatMap(event => {
    const marker = event.markerRecordedEventAttributes
    return marker?.markerName === 'core_local_activity' ? ((marker.details?.result?.payloads ?? []) as Payload[]) : []
  })
}

export async function decoded<T>(payload: Payload, codec: PayloadCodec): Promise<T> {
  const [plain] = await codec.decode([payload])
  if (!plain) throw new Error('a payload of the history decoded to nothing')
  return defaultPayloadConverter.fromPayload<T>(plain)
}
