import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { Logger } from 'pino'
import { acknowledge, casesBehind } from '../db/acks.ts'
import type { Sql } from '../db/client.ts'
import { overdueTerms } from '../db/outbox.ts'
import { ownBusiness } from '../db/worlds.ts'
import { wakeTerms } from '../dispatch/dispatch.ts'
import { formatInstant } from '../domain/time/instant.ts'
import {
  caseWorkflowId,
  queryNames,
  type StateAnswer,
  type StateArgs,
  type SyncResult,
  updateNames,
} from '../workflows/messages.ts'

const sweepEveryMs = 60_000
const syncDeadlineMs = 5_000

/**
 * Wakes the cases whose ledger has moved beyond what their workflow is known to have seen: after a crash of worker and server
 * together nobody else does, and their clocks would stand still (spike A2). Runs at once and then every minute.
 */
export function startSweep(client: Client, sql: Sql, log: Logger): { stop(): void } {
  const sweep = async () => {
    try {
      for (const caseNo of await casesBehind(sql)) await wake(client, sql, caseNo, log)
      for (const late of await overdueTerms(sql, aMinuteAgo())) await wakeOverdue(client, late, log)
    } catch (error) {
      log.warn({ err: error }, 'the sweep could not read the cases; it will try again')
    }
  }
  void sweep()
  const timer = setInterval(sweep, sweepEveryMs)
  return { stop: () => clearInterval(timer) }
}

const aMinuteAgo = () => formatInstant(Date.now() - 60_000)

/** A term that is over and still stands: its workflow was lost, or never heard of it. */
async function wakeOverdue(client: Client, { unitCode, termEndsAt }: { unitCode: string; termEndsAt: string }, log: Logger) {
  log.error({ unitCode, termEndsAt }, 'a term is over and has not ended: its workflow is started or woken')
  await wakeTerms(client, { world: ownBusiness, clockOffsetMs: 0, unitCode })
}

async function wake(client: Client, sql: Sql, caseNo: string, log: Logger): Promise<void> {
  try {
    const handle = client.workflow.getHandle(caseWorkflowId(caseNo))
    const { seq } = await client.connection.withDeadline(Date.now() + syncDeadlineMs, async () => {
      await handle.executeUpdate<SyncResult, []>(updateNames.sync)
      return handle.query<StateAnswer, StateArgs>(queryNames.state, caseNo)
    })
    await acknowledge(sql, [[caseNo, seq]])
    log.info({ caseNo, seq }, 'case woken: its workflow has caught up with the ledger')
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      log.error({ caseNo }, 'an open case has no workflow: restore the Temporal store, or tell an engineer')
    else log.warn({ caseNo, err: error }, 'case not woken; the next sweep tries again')
  }
}
