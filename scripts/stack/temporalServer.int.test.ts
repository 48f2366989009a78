import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isAlive } from './processes.ts'
import { startTemporal, type Temporal } from './temporalServer.ts'

let folder: string
let running: Temporal[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-temporal-'))
})
afterEach(async () => {
  await Promise.all(running.map(server => server.stop()))
  running = []
  await rm(folder, { recursive: true, force: true })
})

async function start(name = 'a', drill = true): Promise<Temporal> {
  const server = await startTemporal({ dataDir: join(folder, name), namespace: 'office', drill })
  running.push(server)
  return server
}

async function withClient<T>({ address, namespace }: Temporal, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address })
  try {
    return await use(new Client({ connection, namespace }))
  } finally {
    await connection.close()
  }
}

const begin = (server: Temporal, workflowId: string) =>
  withClient(server, client => client.workflow.start('story', { workflowId, taskQueue: 'nobody', args: [] }))
const status = (server: Temporal, workflowId: string) =>
  withClient(server, async client => (await client.workflow.getHandle(workflowId).describe()).status.name)

it('keeps its workflows and its address through a kill and a start', async () => {
  const first = await start()
  await begin(first, 'case-1')
  process.kill(first.pid ?? 0, 'SIGKILL')
  await first.exited
  const second = await start()
  expect(second.address).toBe(first.address)
  expect(await status(second, 'case-1')).toBe('RUNNING')
})

it('ends the server that a killed Node left behind', async () => {
  const first = await start()
  await start()
  expect(await isAlive(first.pid ?? 0)).toBe(false)
})

it('lives beside another one', async () => {
  const [one, other] = await Promise.all([start('one'), start('other')])
  await begin(one, 'case-1')
  await expect(status(other, 'case-1')).rejects.toThrow(/not found/)
})

it('keeps closed histories for thirty days', async () => {
  const server = await start()
  const seconds = await withClient(server, async client => {
    const { config } = await client.workflowService.describeNamespace({ namespace: 'office' })
    return Number(config?.workflowExecutionRetentionTtl?.seconds)
  })
  expect(seconds).toBe(30 * 24 * 3600)
})

it('lets time be skipped in a drill and nowhere else', async () => {
  const skip = async (server: Temporal) => {
    await begin(server, 'case-1')
    await withClient(server, client =>
      client.workflowService.updateWorkflowExecutionOptions({
        namespace: 'office',
        workflowExecution: { workflowId: 'case-1' },
        workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
        updateMask: { paths: ['time_skipping_config'] },
      }),
    )
  }
  await skip(await start('drill'))
  await expect(start('real', false).then(skip)).rejects.toThrow(/[Tt]ime.?[Ss]kipping/)
})
