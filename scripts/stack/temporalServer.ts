import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { keptPorts } from './ports.ts'
import { type Exit, endOrphan, endPid, type Launched, launch, type Step, waitUntil } from './processes.ts'
import { resolveTemporal, type Source } from './temporalBinary.ts'
import { drillSettings, dynamicConfig, portNames, serverConfig, services } from './temporalConfig.ts'

export interface Temporal {
  /** host:port of the frontend. */
  address: string
  namespace: string
  /** Where the server came from, for the person at the terminal. */
  how: string
  /** Absent for a cluster that is not ours. */
  pid?: number
  exited?: Promise<Exit>
  /** The web interface, where there is one. */
  uiUrl?: string
  stop(): Promise<void>
}

export interface TemporalOptions {
  dataDir: string
  namespace: string
  /** Allows time skipping. */
  drill: boolean
  env?: NodeJS.ProcessEnv
}

/** Closed histories stay replayable in Temporal this long; the archiver has long taken them to Postgres by then. */
const retention = '30 days'

export const temporalStop: readonly Step[] = [['SIGTERM', 15_000]]

/**
 * Gives a Temporal server with the namespace ready for work: the one at TEMPORAL_ADDRESS as it is, else one of our own that keeps
 * its workflows in `<dataDir>/temporal.db`. Throws when no server can be had or it does not come up, with the end of its log.
 */
export async function startTemporal({ dataDir, namespace, drill, env = process.env }: TemporalOptions): Promise<Temporal> {
  const source = await resolveTemporal(env)
  if (source.kind === 'address') return { address: source.address, namespace, how: source.how, stop: async () => undefined }
  await mkdir(join(dataDir, 'temporal'), { recursive: true })
  const own = await realpath(dataDir)
  await endOrphan(pidFile(own), temporalStop)
  const started = source.kind === 'cli' ? await runCli(source, own, namespace, drill) : await runServer(source, own, drill)
  const { server, port, uiUrl } = started
  const address = `127.0.0.1:${port}`
  try {
    await prepareNamespace(server, address, namespace)
  } catch (error) {
    await endPid(server.pid, temporalStop)
    throw error
  }
  const stop = () => endPid(server.pid, temporalStop)
  return { address, namespace, how: source.how, pid: server.pid, exited: server.exited, ...(uiUrl ? { uiUrl } : {}), stop }
}

interface Started {
  server: Launched
  port: number
  uiUrl?: string
}

const pidFile = (dataDir: string) => join(dataDir, 'pids', 'temporal.json')

const run = (command: string, args: string[], dataDir: string): Promise<Launched> =>
  launch({
    name: 'Temporal',
    command,
    args,
    env: process.env,
    logFile: join(dataDir, 'logs', 'temporal.log'),
    pidFile: pidFile(dataDir),
  })

/** The CLI's development server, with its web interface. Values of dynamic configuration are JSON: text wants its quotes. */
async function runCli(source: Source & { kind: 'cli' }, dataDir: string, namespace: string, drill: boolean): Promise<Started> {
  const ports = await keptPorts(join(dataDir, 'temporal', 'cli-ports.json'), ['frontend', 'ui'])
  const settings = Object.entries(drill ? drillSettings : {})
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(ports.frontend), '--ui-port', String(ports.ui)],
    ...['--db-filename', join(dataDir, 'temporal.db'), '--namespace', namespace, '--log-level', 'warn'],
    ...settings.flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${JSON.stringify(value)}`]),
  ]
  const server = await run(source.command, args, dataDir)
  return { server, port: ports.frontend, uiUrl: `http://127.0.0.1:${ports.ui}` }
}

async function runServer(source: Source & { kind: 'server' }, dataDir: string, drill: boolean): Promise<Started> {
  const folder = join(dataDir, 'temporal')
  const ports = await keptPorts(join(folder, 'server-ports.json'), portNames)
  const [config, dynamic] = [join(folder, 'config.yaml'), join(folder, 'dynamic.yaml')]
  await writeFile(dynamic, dynamicConfig(drill))
  await writeFile(config, serverConfig(join(dataDir, 'temporal.db'), dynamic, ports))
  const args = ['--config-file', config, '--allow-no-auth', 'start', ...services.flatMap(name => ['--service', name])]
  const server = await run(source.command, args, dataDir)
  return { server, port: ports.frontend }
}

/** Makes the namespace and waits until a call has gone through it: its services learn of it one after another. */
async function prepareNamespace(server: Launched, address: string, namespace: string): Promise<void> {
  const connection = await connect(server, address)
  try {
    await waitUntil(server, () => register(connection, namespace), 60_000)
    await waitUntil(server, () => works(connection, namespace), 60_000)
  } finally {
    await connection.close()
  }
}

/** A connection as soon as the server answers. */
async function connect(server: Launched, address: string): Promise<Connection> {
  const made: Connection[] = []
  const attempt = () =>
    Connection.connect({ address, connectTimeout: '1 second' }).then(
      connection => made.push(connection),
      () => 0,
    )
  await waitUntil(server, async () => (await attempt()) > 0, 60_000)
  return made[0] as Connection
}

const alreadyExists = 6
const notFound = 5

/** True when the namespace is there with our retention; false when the server cannot answer yet. */
async function register({ workflowService }: Connection, namespace: string): Promise<boolean> {
  try {
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(retention) })
  } catch (error) {
    if (codeOf(error) !== alreadyExists) return false
  }
  // A namespace that the CLI made keeps closed workflows for a day only.
  return workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: msToTs(retention) } }).then(
    () => true,
    () => false,
  )
}

/** Asks history for a workflow and matching for a task queue: true when both know the namespace. */
async function works({ workflowService }: Connection, namespace: string): Promise<boolean> {
  try {
    await workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'readiness' } })
    await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'readiness' } })
    return true
  } catch (error) {
    return codeOf(error) === notFound && !/namespace/i.test((error as Error).message)
  }
}

const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code
