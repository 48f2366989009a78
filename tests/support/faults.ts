import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import type { Duration } from '@temporalio/common'
import { msToTs } from '@temporalio/common/lib/time.js'
import { Audit } from '../../audit/audit.ts'
import type { Difference } from '../../audit/differences.ts'
import { connect } from '../../db/client.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import { type Centre, startCentre } from '../../scripts/stack/centre.ts'
import { endPid, type Launched, launch, waitForLine } from '../../scripts/stack/processes.ts'
import type { WorkflowBundle } from '../../temporal/bundle.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { caseWorkflowId } from '../../workflows/messages.ts'

/**
 * What a faulty worker does: it dies between the commit of a command and its answer, or between fetching a history and archiving it, or every
 * transaction of it is slow, or fails. It archives only to die of it. Or its one fault is its age: it runs the workflow code of another release.
 */
export type Fault =
  | { diesAfter: ActionName | 'alarm' }
  | { diesArchiving: true }
  | { slowMs: number }
  | { fails: string }
  | { runs: WorkflowBundle }

export interface FaultyWorker {
  readonly died: Launched['exited']
  stop(): Promise<void>
}

/** Runs a worker with this fault in place of the centre's own, which stays down until `centre.startWorker()`. */
export async function startFaultyWorker(centre: Centre, fault: Fault): Promise<FaultyWorker> {
  await centre.killWorker('SIGTERM')
  const child = await launch({
    ...{ name: 'The faulty worker', command: process.execPath, args: ['--import', 'tsx', 'tests/support/faultyWorker.ts'] },
    ...{ cwd: fileURLToPath(new URL('../../', import.meta.url)), logFile: join(centre.dataDir, 'logs', 'faultyWorker.log') },
    env: {
      ...process.env,
      ...{ DATABASE_URL: centre.databaseUrl, TEMPORAL_ADDRESS: centre.temporalAddress, TEMPORAL_NAMESPACE: centre.namespace },
      ...{ DENGBU_DRILL: '1', NODE_ENV: 'production', DENGBU_FAULT: JSON.stringify(fault) },
    },
  })
  const stop = async () => void (child.exit ?? (await endPid(child.pid, [])))
  stops.add(stop)
  await waitForLine(child, /^READY/m, 60_000)
  return { died: child.exited, stop }
}

/** A test that fails leaves its worker to the end of its centre. */
const stops = new Set<() => Promise<void>>()

/** A drill centre of one's own in a temporary folder: what a test kills is nobody else's. */
export async function ownCentre(): Promise<Centre> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-fault-'))
  const centre = await startCentre({ dataDir, drill: true, quiet: true })
  const stop = async () => {
    for (const stopFaultyWorker of stops) await stopFaultyWorker()
    await centre.stop()
    if (process.env.DENGBU_KEEP === '1') console.log(`The data of the test's own centre is in ${dataDir}.`)
    else await rm(dataDir, { recursive: true, force: true })
  }
  return { ...centre, stop }
}

/** Lets days pass for one case by the server's time skipping, and touches it in no other way: what happens then, it does by itself. */
export function passTime(centre: Centre, caseNo: string, by: Duration): Promise<void> {
  return withTemporal(centre, async ({ workflowService }) => {
    const forward = { enabled: true, disablePropagation: true, fastForwardConfig: { id: randomUUID(), duration: msToTs(by) } }
    await workflowService.updateWorkflowExecutionOptions({
      ...{ namespace: centre.namespace, workflowExecution: { workflowId: caseWorkflowId(caseNo) } },
      ...{ workflowExecutionOptions: { timeSkippingConfig: forward }, updateMask: { paths: ['time_skipping_config'] } },
    })
  })
}

/** Whether the case's workflow runs; a case whose workflow has failed is dead. */
export function isRunning(centre: Centre, caseNo: string): Promise<boolean> {
  return withTemporal(centre, async ({ workflow }) => {
    const { status } = await workflow.getHandle(caseWorkflowId(caseNo)).describe()
    return status.name === 'RUNNING'
  })
}

/** Three-way agreement of one case: ledger, workflow, projection. */
export function caseDifferences(centre: Centre, caseNo: string): Promise<Difference[]> {
  return withTemporal(centre, async client => {
    const { sql, close } = connect(centre.databaseUrl, { max: 1, name: 'dengbu-fault-test' })
    try {
      return await new Audit(client, sql, dataConverterOf(drillConfig)).caseDifferences(caseNo)
    } finally {
      await close()
    }
  })
}

const drillConfig = temporalConfig({ DENGBU_DRILL: '1' })

/** Work with a client of the centre's Temporal. */
export async function withTemporal<T>(
  { temporalAddress: address, namespace }: Centre,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { client, connection } = connectTemporal({ ...drillConfig, address, namespace })
  try {
    return await work(client)
  } finally {
    await connection.close()
  }
}

/** Asks again and again until there is an answer; throws with what was hoped for when there is none in time. */
export async function eventually<T>(hope: string, ask: () => Promise<T | undefined | false>, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`not within ${withinMs / 1_000} s: ${hope}`)
    await sleep(100)
  }
}

/** How long something took, printed: these figures are what a clerk waits after a crash. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
  return result
}
