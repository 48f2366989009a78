import { allHandlersFinished, condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow'
import type { BareActivities } from './bareWorker.ts'

/**
 * The measure of all figures: the same engine, eight updates, one local activity each that inserts one row, and nothing else. No law,
 * no ledger, no register, no locks.
 */
const { insert } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '2s', retry: { maximumAttempts: 3 } })

const steps = 8
export const opened = defineUpdate<number>('opened')
export const step = defineUpdate<number, [payload: string]>('step')

export async function bareCase(id: string): Promise<number> {
  let done = 0
  setHandler(opened, async () => done)
  setHandler(step, async payload => {
    await insert(id, ++done, payload)
    return done
  })
  await condition(() => done >= steps)
  await condition(allHandlersFinished)
  return done
}
