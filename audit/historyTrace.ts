import type { Payload, PayloadCodec } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import type { PerformResult } from '../activities/perform.ts'
import type { PartsResult } from '../activities/performParts.ts'
import type { ActCommand } from '../domain/case/commands.ts'
import type { Actor, Refusal } from '../domain/case/types.ts'
import type { ActResult, ApplicationInput, CaseInput } from '../workflows/messages.ts'
import { updateNames } from '../workflows/messages.ts'
import { decoded } from './history.ts'

type History = temporal.api.history.v1.IHistory
type HistoryEvent = temporal.api.history.v1.IHistoryEvent

/** The Temporal events behind one event of the ledger, in the order of the history. */
export interface EventIds {
  /** The update or start that asked for it; null for what came due by itself or as news. */
  readonly askedIn: number | null
  /** The workflow task in which it was carried out. */
  readonly workflowTask: number | null
  /** The marker that holds it. */
  readonly marker: number
}

/** An act that a rule refused: the ledger does not show it, the history does. */
export interface RefusedAct {
  readonly command: ActCommand
  readonly refusal: Refusal
  readonly askedIn: number
}

/** What a history tells beside the ledger. `posts`: those that the actor's token named when he acted, by command id. */
export interface HistoryTrace {
  readonly runId: string | null
  readonly events: number
  readonly bySeq: ReadonlyMap<number, EventIds>
  readonly posts: ReadonlyMap<string, Actor['posts']>
  readonly refused: readonly RefusedAct[]
}

/** Reads a history for one case. @throws when a payload does not open. */
export async function traceOf(caseNo: string, history: History, codec: PayloadCodec): Promise<HistoryTrace> {
  const events = history.events ?? []
  const asked = await commandsIn(events, codec)
  const askedIn = new Map(asked.map(({ commandId, eventId }) => [commandId, eventId]))
  return {
    runId: events[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? null,
    events: events.length,
    bySeq: await markersIn(caseNo, events, askedIn, codec),
    posts: new Map(asked.map(({ commandId, actor }) => [commandId, actor.posts])),
    refused: await refusalsIn(caseNo, events, asked, codec),
  }
}

interface Asked {
  readonly eventId: number
  readonly commandId: string
  readonly actor: Actor
  /** Null for the filing. */
  readonly command: ActCommand | null
  readonly updateCaseNo: string | null
}

/** Whatever somebody has asked the workflow for: its start, and the acts that it has taken in. */
async function commandsIn(events: readonly HistoryEvent[], codec: PayloadCodec): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const event of events) {
    const eventId = Number(event.eventId)
    const start = event.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]
    if (start) {
      const input = await decoded<CaseInput | ApplicationInput>(start as Payload, codec)
      const [{ commandId, actor }] = ('parts' in input ? input.parts : [input]) as [CaseInput]
      asked.push({ eventId, commandId, actor, command: null, updateCaseNo: null })
    }
    const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input
    if (input?.name !== updateNames.act && input?.name !== updateNames.wholeAct) continue
    const [first, second] = (input.args?.payloads ?? []) as Payload[]
    if (!first) continue
    const command = await decoded<ActCommand>(first, codec)
    const updateCaseNo = input.name === updateNames.act && second ? await decoded<string>(second, codec) : null
    asked.push({ eventId, commandId: command.commandId, actor: command.actor, command, updateCaseNo })
  }
  return asked
}

async function markersIn(
  caseNo: string,
  events: readonly HistoryEvent[],
  askedIn: ReadonlyMap<string, number>,
  codec: PayloadCodec,
): Promise<Map<number, EventIds>> {
  const bySeq = new Map<number, EventIds>()
  for (const event of events) {
    const marker = event.markerRecordedEventAttributes
    const [result] = (marker?.details?.result?.payloads ?? []) as Payload[]
    if (marker?.markerName !== 'core_local_activity' || !result) continue
    const { events: told } = await decoded<PerformResult | PartsResult>(result, codec)
    for (const { seq, commandId } of Array.isArray(told) ? told : (told[caseNo] ?? []))
      if (!bySeq.has(seq))
        bySeq.set(seq, {
          askedIn: askedIn.get(commandId) ?? null,
          workflowTask: marker.workflowTaskCompletedEventId ? Number(marker.workflowTaskCompletedEventId) : null,
          marker: Number(event.eventId),
        })
  }
  return bySeq
}

async function refusalsIn(
  caseNo: string,
  events: readonly HistoryEvent[],
  asked: readonly Asked[],
  codec: PayloadCodec,
): Promise<RefusedAct[]> {
  const refused: RefusedAct[] = []
  for (const event of events) {
    const completed = event.workflowExecutionUpdateCompletedEventAttributes
    const [answer] = (completed?.outcome?.success?.payloads ?? []) as Payload[]
    const act = asked.find(({ eventId }) => eventId === Number(completed?.acceptedEventId))
    if (!answer || !act?.command || (act.updateCaseNo !== null && act.updateCaseNo !== caseNo)) continue
    const result = await decoded<ActResult>(answer, codec)
    if ('refusal' in result) refused.push({ command: act.command, refusal: result.refusal, askedIn: act.eventId })
  }
  return refused
}
