import type { DataConverter } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { Semaphore } from 'async-mutex'
import { type WorkflowBundle, workflowBundle } from '../temporal/bundle.ts'
import { buildsOf } from './archive/pack.ts'
import { type History, type Parting, partingOf, sentenceOf } from './parting.ts'

export interface ReplayVerdict {
  readonly ok: boolean
  readonly events: number
  /** Build id of the code that replayed. */
  readonly buildId: string
  /** Build ids of the workers that ran it at the time. */
  readonly recordedBy: readonly string[]
  readonly error?: string
  /** Where code and history part; absent when they do not, or when the history could not be read at all. */
  readonly parting?: Parting
}

/** A history to replay, under its workflow's id. */
export interface Recorded {
  readonly workflowId: string
  readonly history: History
}

export interface Replayer {
  readonly dataConverter: DataConverter
  /** The workflow code to replay with; by default that of these sources. */
  readonly bundle?: WorkflowBundle
}

/** Runs a history through the worker's code. A history that took another path, or whose payloads do not open, is rejected with the reason. */
export async function replayHistory(
  history: History,
  workflowId: string,
  dataConverter: DataConverter,
  bundle?: WorkflowBundle,
): Promise<ReplayVerdict> {
  const replayer = { dataConverter, ...(bundle ? { bundle } : {}) }
  for await (const { verdict } of replayEach([{ workflowId, history }], replayer)) return verdict
  throw new Error('a replay without a result')
}

/**
 * Replays many histories with one replay worker; those that are rejected come last, because looking for the place where they part takes
 * replays of their own.
 */
export async function* replayEach<R extends Recorded>(
  histories: AsyncIterable<R> | Iterable<R>,
  { dataConverter, bundle }: Replayer,
): AsyncGenerator<{ readonly recorded: R; readonly verdict: ReplayVerdict }> {
  const code = bundle ?? (await workflowBundle())
  const rejected: { recorded: R; error: Error }[] = []
  for await (const { recorded, error } of replays(histories, code, dataConverter)) {
    if (error) rejected.push({ recorded, error })
    else yield { recorded, verdict: { ok: true, ...frameOf(recorded, code) } }
  }
  const passes = async (recorded: Recorded) => {
    for await (const { error } of replays([recorded], code, dataConverter)) return error === undefined
    return false
  }
  for (const { recorded, error } of rejected) {
    const parting = error instanceof DeterminismViolationError ? await partingOf(recorded, error, passes) : null
    const why = { error: sentenceOf(error), ...(parting ? { parting } : {}) }
    yield { recorded, verdict: { ok: false, ...frameOf(recorded, code), ...why } }
  }
}

const frameOf = ({ history }: Recorded, { buildId }: WorkflowBundle) => ({
  events: history.events?.length ?? 0,
  buildId,
  recordedBy: buildsOf(history),
})

/**
 * One replay after another: each makes a replay worker of its own, and the engine's runtime goes with the last of them, also from
 * under one that has just begun.
 */
const oneAtATime = new Semaphore(1)

async function* replays<R extends Recorded>(
  histories: AsyncIterable<R> | Iterable<R>,
  { codePath }: WorkflowBundle,
  dataConverter: DataConverter,
): AsyncGenerator<{ readonly recorded: R; readonly error?: Error }> {
  let current: R | undefined
  async function* noted() {
    for await (const recorded of histories) {
      current = recorded
      yield recorded
    }
  }
  const [, release] = await oneAtATime.acquire()
  try {
    // The engine takes the next history when this one's result has been taken.
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: { codePath }, dataConverter }, noted())) {
      if (current) yield { recorded: current, ...(error ? { error } : {}) }
    }
  } finally {
    release()
  }
}
