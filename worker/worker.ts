import { type Logger, NativeConnection, Worker } from '@temporalio/worker'
import { createCaseActivities, type PerformHooks } from '../activities/perform.ts'
import { createPartsActivities } from '../activities/performParts.ts'
import { createTermsActivities } from '../activities/terms.ts'
import type { Sql } from '../db/client.ts'
import { type WorkflowBundle, workflowBundle } from '../temporal/bundle.ts'
import { dataConverterOf } from '../temporal/connect.ts'
import type { TemporalConfig } from '../temporal.config.ts'

export interface CaseWorker {
  readonly worker: Worker
  readonly buildId: string
  close(): Promise<void>
}

/** Composition root of workflows and activities: plain dependencies, wired once. The bundle is that of these sources unless one is given. */
export async function createCaseWorker(
  config: TemporalConfig,
  sql: Sql,
  { hooks, logger, bundle: given }: { hooks?: PerformHooks; logger?: Logger; bundle?: WorkflowBundle } = {},
): Promise<CaseWorker> {
  const bundle = given ?? (await workflowBundle(logger))
  const connection = await NativeConnection.connect({ address: config.address, tls: config.tls })
  const worker = await Worker.create({
    connection,
    namespace: config.namespace,
    taskQueue: config.taskQueue,
    workflowBundle: { codePath: bundle.codePath },
    activities: {
      ...createCaseActivities(sql, hooks),
      ...createPartsActivities(sql, hooks),
      ...createTermsActivities(sql, hooks),
    },
    dataConverter: dataConverterOf(config),
    workerDeploymentOptions: {
      version: { deploymentName: 'dengbu', buildId: bundle.buildId },
      useWorkerVersioning: false,
    },
    // A cached case is a few hundred kB; what falls out of the cache is replayed from its history in milliseconds.
    maxCachedWorkflows: 1_000,
    // A task waits this long for the worker that has the case in its cache, then goes to any other: after a crash that one is gone, and
    // the default of 10 s was measured as a 10 s answer, and as an audit that found no workflow to ask.
    stickyQueueScheduleToStartTimeout: '2s',
    maxConcurrentWorkflowTaskExecutions: 40,
    // One connection of the pool each: more would only wait for each other there.
    maxConcurrentLocalActivityExecutions: 20,
    // What is in hand is finished before a worker leaves; a transaction takes milliseconds, an update's answer up to a task timeout.
    shutdownGraceTime: '30s',
  })
  return { worker, buildId: bundle.buildId, close: () => connection.close() }
}
