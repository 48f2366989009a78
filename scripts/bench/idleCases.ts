import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import proto from '@temporalio/proto'
import type { Sql } from '../../db/client.ts'
import { ownBusiness } from '../../db/worlds.ts'
import { connectTemporal } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'
import type { Centre } from '../stack/centre.ts'
import { cpuSeconds } from './cpu.ts'
import type { Office } from './deadlines.ts'
import { round } from './statistics.ts'

const { EventType } = proto.temporal.api.enums.v1
/** Both limits turn yellow and red: an accepted case that nobody touches rings so often. */
const alarmsOfCase = 4

/**
 * What accepted cases cost that nobody touches for a year: the server's time skipping lets the year pass for each, and their timers do the
 * rest. Per case; the skipping itself is in the CPU.
 */
export async function measureIdleCases(centre: Centre, sql: Sql, office: Office, count: number): Promise<object> {
  const { client, connection } = connectTemporal({
    ...temporalConfig({ DENGBU_DRILL: '1' }),
    ...{ address: centre.temporalAddress, namespace: centre.namespace },
  })
  try {
    const caseNos: string[] = []
    for (let i = 0; i < count; i++) caseNos.push(await office.accepted(ownBusiness))
    const before = { events: await historyOf(client, caseNos), cpu: cpuOf(centre) }
    for (const caseNo of caseNos) await passYear(client, centre.namespace, caseNo)
    await allRung(sql, caseNos)
    const after = { events: await historyOf(client, caseNos), cpu: cpuOf(centre) }
    const cpuMs = Object.entries(after.cpu).map(([part, used]) => [
      part,
      round(((used - (before.cpu[part] ?? 0)) * 1_000) / count, 1),
    ])
    return {
      cases: count,
      alarms: alarmsOfCase,
      historyEvents: round((after.events.all - before.events.all) / count, 1),
      timersStarted: round((after.events.timers - before.events.timers) / count, 1),
      workflowTasks: round((after.events.tasks - before.events.tasks) / count, 1),
      cpuMsPerCase: Object.fromEntries(cpuMs),
    }
  } finally {
    await connection.close()
  }
}

async function historyOf({ workflow }: Client, caseNos: readonly string[]) {
  const totals = { all: 0, timers: 0, tasks: 0 }
  for (const caseNo of caseNos) {
    const { events } = await workflow.getHandle(caseWorkflowId(caseNo)).fetchHistory()
    const count = (type: number) => (events ?? []).filter(event => event.eventType === type).length
    totals.all += events?.length ?? 0
    totals.timers += count(EventType.EVENT_TYPE_TIMER_STARTED)
    totals.tasks += count(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
  }
  return totals
}

async function passYear({ workflowService }: Client, namespace: string, caseNo: string): Promise<void> {
  const fastForwardConfig = { id: randomUUID(), duration: msToTs('365 days') }
  await workflowService.updateWorkflowExecutionOptions({
    ...{ namespace, workflowExecution: { workflowId: caseWorkflowId(caseNo) } },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, disablePropagation: true, fastForwardConfig } },
    updateMask: { paths: ['time_skipping_config'] },
  })
}

async function allRung(sql: Sql, caseNos: readonly string[]): Promise<void> {
  const giveUpAt = Date.now() + 120_000
  for (;;) {
    const [row] = await sql<{ rung: number }[]>`
      select count(*)::int as rung from case_events where type = 'LightChanged' and case_no = any(${[...caseNos]}::text[])`
    if ((row?.rung ?? 0) >= caseNos.length * alarmsOfCase) return
    if (Date.now() > giveUpAt) throw new Error(`only ${row?.rung} alarms of ${caseNos.length * alarmsOfCase} have rung`)
    await sleep(200)
  }
}

const cpuOf = (centre: Centre): Record<string, number> =>
  Object.fromEntries(
    Object.entries(centre.pids())
      .filter(([part]) => part !== 'centre')
      .map(([part, pid]) => [part, cpuSeconds(pid)]),
  )
