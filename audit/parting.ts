import type { temporal } from '@temporalio/proto'
import { eventTypeName, timeOf } from './archive/pack.ts'

export type History = temporal.api.history.v1.IHistory

/** Where today's code goes another way than a history, and what each has there. */
export interface Parting {
  /** The first event of the history that today's code does not lead to. */
  readonly eventId: number
  /** What happened there at the time: the event's type, its time by Temporal's clock. */
  readonly event: string
  readonly at: string
  /** What today's code did instead, in the engine's words. */
  readonly why: string
}

interface Replayed {
  readonly workflowId: string
  readonly history: History
}

/**
 * Finds the event at which code and history part: the one that the engine names, else the first event after the last workflow task up
 * to which the history still replays.
 * @param passes whether a history replays; asked of shorter and shorter beginnings.
 */
export async function partingOf(
  { workflowId, history }: Replayed,
  error: Error,
  passes: (recorded: Replayed) => Promise<boolean>,
): Promise<Parting | null> {
  const why = sentenceOf(error)
  const events = history.events ?? []
  const eventId = namedEvent(why) ?? (await firstUnreplayable(workflowId, events, passes))
  const event = events.find(one => Number(one.eventId) === eventId)
  return event ? { eventId, event: eventTypeName(event), at: timeOf(event), why } : null
}

/** The engine names the event in most cases, not in all. */
function namedEvent(sentence: string): number | null {
  const id = /HistoryEvent\(id: (\d+)/.exec(sentence)?.[1]
  return id === undefined ? null : Number(id)
}

type HistoryEvent = temporal.api.history.v1.IHistoryEvent

/** By halving: a history that is cut off where a workflow task has started replays up to there, or does not. */
async function firstUnreplayable(
  workflowId: string,
  events: readonly HistoryEvent[],
  passes: (recorded: Replayed) => Promise<boolean>,
): Promise<number> {
  const tasks = events.filter(event => event.workflowTaskStartedEventAttributes).map(event => Number(event.eventId))
  let [good, bad] = [0, tasks.length]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    const beginning = { events: events.slice(0, tasks[middle]) }
    if (await passes({ workflowId, history: beginning })) good = middle
    else bad = middle
  }
  return (tasks[good] ?? 0) + 1
}

/** What the engine says in the middle of what it reports. */
export function sentenceOf({ message }: Error): string {
  const quoted = /message: "((?:[^"\\]|\\.)*)"/.exec(message)?.[1]
  return quoted ? quoted.replaceAll('\\"', '"') : message
}
