import { WithStartWorkflowOperation } from '@temporalio/client'
import type { Workflow } from '@temporalio/common'
import fastify from 'fastify'
import { connectTemporal } from '../../temporal/connect.ts'
import { caseWorkflowTaskTimeout, temporalConfig } from '../../temporal.config.ts'
import { bareTaskQueue } from './names.ts'

/** The bare workflow behind HTTP: two routes, no authentication, no validation, no answer but a number. */
async function main(): Promise<void> {
  const { client } = connectTemporal(temporalConfig())
  const app = fastify()
  app.post<{ Params: { id: string } }>('/bare/:id', async ({ params: { id } }) => {
    const startWorkflowOperation = new WithStartWorkflowOperation('bareCase', {
      workflowId: id,
      taskQueue: bareTaskQueue,
      args: [id],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowTaskTimeout: caseWorkflowTaskTimeout,
    })
    return { done: await client.workflow.executeUpdateWithStart<Workflow, number, []>('opened', { startWorkflowOperation }) }
  })
  app.post<{ Params: { id: string } }>('/bare/:id/step', async ({ params: { id }, body }) => {
    const done = await client.workflow.getHandle(id).executeUpdate<number, [string]>('step', { args: [JSON.stringify(body)] })
    return { done }
  })
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
  console.log('READY bare server')
}

await main()
