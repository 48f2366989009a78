import { type ActivityFailure, ApplicationFailure, log, sleep } from '@temporalio/workflow'
import { failureTypes } from './messages.ts'

/** Waits between attempts of work that nobody waits for (an alarm, the opening): short at first, then every five minutes. */
const backOffMs = [1_000, 5_000, 30_000, 300_000]

/** Nobody waits: try again after a durable sleep. A failure thrown in the main line would end the workflow (spike A6). */
export async function persist(work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      log.warn('the ledger did not answer; trying again', { attempt, error: String(error) })
      await sleep(backOffMs[Math.min(attempt, backOffMs.length - 1)] ?? 1_000)
    }
  }
}

/** Somebody waits: a database that is away is said to be so, and whoever waits may send again. */
export const unavailable = (why: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`数据库暂时没有应答，请稍后重试（${why}）`, failureTypes.unavailable)

/** What an exhausted activity means for whoever waits. */
export function asFailure(error: ActivityFailure): ApplicationFailure {
  const { cause } = error
  const diverged = cause instanceof ApplicationFailure && cause.type === failureTypes.ledgerDiverged
  return diverged
    ? ApplicationFailure.nonRetryable(cause.message, failureTypes.ledgerDiverged)
    : unavailable(cause?.message ?? error.message)
}
