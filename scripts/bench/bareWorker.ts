import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { connect, type Sql } from '../../db/client.ts'
import { dataConverterOf } from '../../temporal/connect.ts'
import { shortenPromiseTraces } from '../../temporal/promiseTraces.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { bareTaskQueue } from './names.ts'

export interface BareActivities {
  insert(id: string, step: number, payload: string): Promise<number>
}

const createBareActivities = (sql: Sql): BareActivities => ({
  insert: async (id, step, payload) => {
    await sql`insert into bench_bare (id, step, payload) values (${id}, ${step}, ${payload})`
    return step
  },
})

/** The bare workflow's worker: tuned like ours, with the same codec and the same pool. */
async function main(): Promise<void> {
  shortenPromiseTraces()
  Runtime.install({ shutdownSignals: ['SIGINT', 'SIGTERM'] })
  const config = temporalConfig()
  const { sql, close } = connect(process.env.DATABASE_URL ?? '', { max: 20, name: 'bench-bare' })
  const connection = await NativeConnection.connect({ address: config.address })
  const worker = await Worker.create({
    connection,
    namespace: config.namespace,
    taskQueue: bareTaskQueue,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./bareWorkflow.ts', import.meta.url)) }),
    activities: createBareActivities(sql),
    dataConverter: dataConverterOf(config),
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 20,
  })
  console.log('READY bare worker')
  try {
    await worker.run()
  } finally {
    await Promise.allSettled([connection.close(), close()])
  }
}

await main()
