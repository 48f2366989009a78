import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import type { PerformResult } from '../activities/perform.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import type { CaseEnd } from '../workflows/messages.ts'

type History = temporal.api.history.v1.IHistory

/** Every ledger event that the history's local activities returned, in the order of the ledger, each once. */
export async function eventsInHistory(history: History, codec: PayloadCodec): Promise<LedgerEvent[]> {
  const bySeq = new Map<number, LedgerEvent>()
  for (const payload of localActivityResults(history)) {
    const result = await decoded<PerformResult>(payload, codec)
    for (const event of result.events) bySeq.set(event.seq, event)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** The workflow's result, null while the case is open. */
export async function endInHistory(history: History, codec: PayloadCodec): Promise<CaseEnd | null> {
  const last = history.events?.at(-1)?.workflowExecutionCompletedEventAttributes
  const payload = last?.result?.payloads?.[0]
  return payload ? decoded<CaseEnd>(payload as Payload, codec) : null
}

function localActivityResults(history: History): Payload[] {
  return (history.events ?? []).flatMap(event => {
    const marker = event.markerRecordedEventAttributes
    return marker?.markerName === 'core_local_activity' ? ((marker.details?.result?.payloads ?? []) as Payload[]) : []
  })
}

async function decoded<T>(payload: Payload, codec: PayloadCodec): Promise<T> {
  const [plain] = await codec.decode([payload])
  if (!plain) throw new Error('a payload of the history decoded to nothing')
  return defaultPayloadConverter.fromPayload<T>(plain)
}
