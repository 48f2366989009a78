import type { DataConverter } from '@temporalio/common'
import type { temporal } from '@temporalio/proto'
import { Worker } from '@temporalio/worker'
import { Semaphore } from 'async-mutex'
import { workflowBundle } from '../temporal/bundle.ts'

type History = temporal.api.history.v1.IHistory

export interface ReplayVerdict {
  readonly ok: boolean
  readonly events: number
  /** Build id of the code that replayed. */
  readonly buildId: string
  readonly error?: string
}

/**
 * One replay after another: each makes a replay worker of its own, and the engine's runtime goes with the last of them, also from
 * under one that has just begun.
 */
const oneAtATime = new Semaphore(1)

/** Runs a history through the worker's code. A history that took another path, or whose payloads do not open, is rejected with the reason. */
export async function replayHistory(history: History, workflowId: string, dataConverter: DataConverter): Promise<ReplayVerdict> {
  const { codePath, buildId } = await workflowBundle()
  const events = history.events?.length ?? 0
  try {
    await oneAtATime.runExclusive(() =>
      Worker.runReplayHistory({ workflowBundle: { codePath }, dataConverter }, history, workflowId),
    )
    return { ok: true, events, buildId }
  } catch (error) {
    return { ok: false, events, buildId, error: (error as Error).message }
  }
}
