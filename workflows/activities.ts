import { type LocalActivityOptions, proxyLocalActivities } from '@temporalio/workflow'
import type { CaseActivities } from '../activities/perform.ts'
import type { PartsActivities } from '../activities/performParts.ts'
import type { TermsActivities } from '../activities/terms.ts'

/**
 * Our own database, idempotent by command id, sub-second: local activities. An attempt that takes longer than two seconds is lost
 * anyway (the pool's statement timeout is shorter), and attempts must be counted: `scheduleToCloseTimeout` does not bound a
 * retried local activity (spike A4). What is exhausted here is answered as unavailable, or tried again after a durable sleep.
 */
const ourDatabase: LocalActivityOptions = {
  startToCloseTimeout: '2s',
  retry: { maximumAttempts: 3, initialInterval: '100ms', backoffCoefficient: 2, nonRetryableErrorTypes: ['LedgerDiverged'] },
}

export const ledger = proxyLocalActivities<CaseActivities & PartsActivities>(ourDatabase)
export const register = proxyLocalActivities<TermsActivities>(ourDatabase)
