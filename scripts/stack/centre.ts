import { mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../db/migrate.ts'
import { grantToApplication } from '../../db/roles.ts'
import { seed } from '../../db/seed.ts'
import { claim, self } from './claims.ts'
import { freePort, isFree } from './ports.ts'
import { type Postgres, postgresStop, startPostgres } from './postgres.ts'
import { endOrphan, endPid, launch, type Step, sendSignal, waitForLine } from './processes.ts'
import { removeRun, writeRun } from './runFile.ts'
import { say, withProgress } from './say.ts'
import { codecKeys, secret, tokenSecretName } from './secrets.ts'
import { type Running, Service } from './service.ts'
import { startTemporal, type Temporal } from './temporalServer.ts'

export { readRunning } from './runFile.ts'

export interface CentreOptions {
  /** Made when missing. */
  dataDir: string
  /** The API's port; a free one when absent. */
  port?: number
  /** Time can be advanced, and `/api/drill` exists. */
  drill: boolean
  /** Says nothing while starting. */
  quiet?: boolean
  /** Additional environment of worker and API. */
  env?: NodeJS.ProcessEnv
}

/** A whole running registration centre. The part below the line is for fault injection: killed parts stay down until started. */
export interface Centre {
  url: string
  /** As the application connects: it may add to the record and not change it. */
  databaseUrl: string
  /** As the owner of the tables; equal to `databaseUrl` where DATABASE_OWNER_URL is not set beside DATABASE_URL. */
  ownerUrl: string
  temporalAddress: string
  namespace: string
  dataDir: string
  drill: boolean
  /** Where Temporal came from, and its web interface where it has one. */
  temporalHow: string
  temporalUi: string | undefined
  /** Resolves when a part died too often and the centre has stopped itself; never otherwise. */
  failed: Promise<Error>
  /** Stops everything in order: API, worker, Temporal, Postgres. */
  stop(): Promise<void>
  // ---
  /** By name: centre, api, worker, temporal, postgres; only what is ours and up. */
  pids(): Record<string, number>
  workerPid(): number | undefined
  killWorker(signal?: NodeJS.Signals): Promise<void>
  startWorker(env?: NodeJS.ProcessEnv): Promise<void>
  restartWorker(env?: NodeJS.ProcessEnv): Promise<void>
  killApi(signal?: NodeJS.Signals): Promise<void>
  startApi(env?: NodeJS.ProcessEnv): Promise<void>
  killTemporal(signal?: NodeJS.Signals): Promise<void>
  startTemporal(): Promise<void>
  stopPostgres(): Promise<void>
  killPostgres(signal?: NodeJS.Signals): Promise<void>
  startPostgres(): Promise<void>
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The worker lets running work end (its grace time is 30 s). */
const programs = {
  worker: { file: 'worker/main.ts', steps: [['SIGTERM', 40_000]] },
  api: { file: 'api/server.ts', steps: [['SIGTERM', 15_000]] },
} as const satisfies Record<string, { file: string; steps: readonly Step[] }>

type Program = keyof typeof programs

/**
 * Starts a centre on a data folder and resolves when its API serves: Postgres (or DATABASE_URL), migrations, Temporal (section "five
 * ways" of temporalBinary.ts), worker, API. What a crashed centre of this folder left running is ended first.
 * Throws when another centre runs on the folder, the port is taken, or a part does not come up; nothing is left running then.
 */
export async function startCentre(options: CentreOptions): Promise<Centre> {
  await mkdir(resolve(options.dataDir), { recursive: true })
  const dataDir = await realpath(options.dataDir)
  const release = await claim(join(dataDir, 'centre.lock'))
  if (typeof release !== 'function') {
    throw new Error(
      `A centre already runs on ${dataDir} (process ${release.pid}). Stop it first, or choose another folder with DENGBU_DATA.`,
    )
  }
  const parts = new Parts(dataDir, options, release)
  try {
    await endOrphans(dataDir)
    parts.port = await choosePort(options.port)
    return await parts.start()
  } catch (error) {
    await parts.stop()
    throw error
  }
}

/** Postgres and Temporal end their own orphans. */
async function endOrphans(dataDir: string): Promise<void> {
  for (const name of ['api', 'worker'] as const) await endOrphan(pidFile(dataDir, name), programs[name].steps)
}

const pidFile = (dataDir: string, name: Program) => join(dataDir, 'pids', `${name}.json`)

async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return freePort()
  if (await isFree(wanted)) return wanted
  throw new Error(`Port ${wanted} is in use. Stop what listens there, or choose another port with PORT.`)
}

/** The parts of one centre, while it comes up, runs and goes down. */
class Parts {
  port = 0
  private readonly dataDir: string
  private readonly options: CentreOptions
  private readonly release: () => Promise<void>
  private readonly startedAt = new Date().toISOString()
  private keys: string | undefined
  private tokenSecret = ''
  private databaseUrl = process.env.DATABASE_URL ?? ''
  private ownerUrl = process.env.DATABASE_OWNER_URL || this.databaseUrl
  private temporal: Temporal | undefined
  private readonly postgresService: Service<Postgres> | undefined
  private temporalService: Service<Running> | undefined
  private readonly worker: Service<Running>
  private readonly api: Service<Running>
  private reportFailure: (error: Error) => void = () => undefined
  private stopping: Promise<void> | undefined
  private serving = false
  private publishing: Promise<void> = Promise.resolve()
  private readonly endAtExit = () => this.endNow()

  constructor(dataDir: string, options: CentreOptions, release: () => Promise<void>) {
    this.dataDir = dataDir
    this.options = options
    this.release = release
    if (!this.databaseUrl) this.postgresService = this.service('postgres', () => startPostgres({ dataDir }))
    this.worker = this.service('worker', env => this.run('worker', env))
    this.api = this.service('api', env => this.run('api', env))
  }

  async start(): Promise<Centre> {
    process.on('exit', this.endAtExit)
    const failed = new Promise<Error>(resolve => {
      this.reportFailure = resolve
    })
    this.keys = await codecKeys(this.dataDir, this.options.drill)
    this.tokenSecret = await secret(this.dataDir, tokenSecretName)
    if (this.postgresService) {
      const { url, applicationUrl } = await this.step('starting Postgres', this.postgresService.start())
      this.ownerUrl = url
      this.databaseUrl = applicationUrl
    } else this.say('using the Postgres of DATABASE_URL')
    await this.step('migrating', this.migrate())
    await this.step('seeding', seed(this.databaseUrl))
    await this.bringUpTemporal()
    // Side by side: both spend their first seconds loading.
    await Promise.all([this.step('starting the worker', this.worker.start()), this.step('starting the API', this.api.start())])
    this.serving = true
    this.publish()
    await this.publishing
    return this.handle(failed)
  }

  /** The owner migrates and gives the application's role what it may do; a foreign database without an owner of its own has one role. */
  private async migrate(): Promise<void> {
    await migrate(this.ownerUrl)
    const { drill } = this.options
    if (this.ownerUrl !== this.databaseUrl) await grantToApplication(this.ownerUrl, new URL(this.databaseUrl).username, { drill })
    else
      this.say(
        '  the application owns its tables: set DATABASE_OWNER_URL beside DATABASE_URL to take its rights to change the record',
      )
  }

  private async bringUpTemporal(): Promise<void> {
    const first = await this.step('starting Temporal', this.openTemporal())
    this.say(`  Temporal is ${first.how}`)
  }

  /** A cluster that is not ours is not watched; a server of ours is. */
  private async openTemporal(): Promise<Temporal> {
    const namespace = process.env.TEMPORAL_NAMESPACE || 'dengbu'
    const begin = async () => {
      this.temporal = await startTemporal({ dataDir: this.dataDir, namespace, drill: this.options.drill })
      return this.temporal
    }
    if (process.env.TEMPORAL_ADDRESS) return begin()
    this.temporalService = this.service('temporal', async () => owned(await begin()))
    await this.temporalService.start()
    return this.temporalNow()
  }

  private temporalNow(): Temporal {
    if (!this.temporal) throw new Error('Temporal has not been started yet. Start the centre first.')
    return this.temporal
  }

  /** The name is also that of its log file. */
  private service<R extends Running>(name: string, start: (env: NodeJS.ProcessEnv) => Promise<R>): Service<R> {
    return new Service({ name, start, came: () => this.publish(), gaveUp: error => void this.fail(name, error) })
  }

  private async fail(name: string, error: Error): Promise<void> {
    const log = join(this.dataDir, 'logs', `${name}.log`)
    await this.stop().catch(() => undefined)
    this.reportFailure(new Error(`${error.message} The centre has been stopped. Look at ${log}, mend the cause and start again.`))
  }

  private async run(name: Program, env: NodeJS.ProcessEnv): Promise<Running> {
    const { file, steps } = programs[name]
    const logFile = join(this.dataDir, 'logs', `${name}.log`)
    const child = await launch({
      ...{ name: `The ${name}`, command: process.execPath, args: ['scripts/stack/run.mjs', file, `--centre=${this.dataDir}`] },
      ...{ cwd: root, logFile, pidFile: pidFile(this.dataDir, name), env: { ...process.env, ...this.environment(), ...env } },
    })
    const stop = () => endPid(child.pid, steps)
    try {
      await waitForLine(child, /^READY/m, 120_000)
    } catch (error) {
      await stop()
      throw error
    }
    return { pid: child.pid, exited: child.exited, stop }
  }

  private environment(): NodeJS.ProcessEnv {
    const { address, namespace } = this.temporalNow()
    return {
      ...(this.keys ? { TEMPORAL_CODEC_KEYS: this.keys } : {}),
      DENGBU_LOCAL_SECRET: this.tokenSecret,
      ...this.options.env,
      ...{ DATABASE_URL: this.databaseUrl, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, PORT: String(this.port) },
      DATABASE_OWNER_URL: undefined, // is the migration's, not theirs
      ...{ DENGBU_DRILL: this.options.drill ? '1' : '0', DENGBU_DATA: this.dataDir, NODE_ENV: 'production' },
    }
  }

  /** Stops what runs, whatever the state; the second call waits for the first. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll()
    return this.stopping
  }

  private async stopAll(): Promise<void> {
    try {
      await this.api.stop()
      await this.worker.stop()
      await this.temporalService?.stop()
      await this.postgresService?.stop()
      await this.publishing
      await removeRun(this.dataDir)
    } finally {
      process.off('exit', this.endAtExit)
      await this.release()
    }
  }

  /** The process ends without `stop` (a test run that was interrupted): nothing may wait here, so the parts are only told. */
  private endNow(): void {
    const gentle = postgresStop[0]?.[0] ?? 'SIGINT'
    for (const [name, pid] of Object.entries(this.partPids())) sendSignal(pid, name === 'postgres' ? gentle : 'SIGTERM')
  }

  private partPids(): Record<string, number> {
    const parts = { api: this.api, worker: this.worker, temporal: this.temporalService, postgres: this.postgresService }
    return Object.fromEntries(Object.entries(parts).flatMap(([name, part]) => (part?.current ? [[name, part.current.pid]] : [])))
  }

  /** Keeps run.json true, one write after another, from the first moment all parts serve until the stop. */
  private publish(): void {
    if (this.serving && !this.stopping) this.publishing = this.publishing.then(() => this.writeRun())
  }

  private async writeRun(): Promise<void> {
    const { address, namespace } = this.temporalNow()
    const { dataDir, databaseUrl, startedAt } = this
    const where = { url: this.url(), databaseUrl, temporalAddress: address, namespace, drill: this.options.drill, dataDir }
    await writeRun({ ...where, centre: await self(), pids: this.partPids(), startedAt })
  }

  private url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  private handle(failed: Promise<Error>): Centre {
    const { address, namespace, how, uiUrl } = this.temporalNow()
    const { worker, api } = this
    const [temporal, database] = [() => ours(this.temporalService, 'Temporal'), () => ours(this.postgresService, 'Postgres')]
    return {
      ...{ url: this.url(), databaseUrl: this.databaseUrl, ownerUrl: this.ownerUrl, temporalAddress: address, namespace },
      ...{ dataDir: this.dataDir, drill: this.options.drill, temporalHow: how, temporalUi: uiUrl, failed },
      stop: () => this.stop(),
      pids: () => ({ centre: process.pid, ...this.partPids() }),
      workerPid: () => worker.current?.pid,
      killWorker: signal => worker.kill(signal),
      startWorker: async env => void (await worker.start(env)),
      restartWorker: async env => {
        await worker.stop()
        await worker.start(env)
      },
      killApi: signal => api.kill(signal),
      startApi: async env => void (await api.start(env)),
      killTemporal: signal => temporal().kill(signal),
      startTemporal: async () => void (await temporal().start()),
      stopPostgres: () => database().stop(),
      killPostgres: signal => database().kill(signal),
      startPostgres: async () => void (await database().start()),
    }
  }

  private say(line: string): void {
    if (!this.options.quiet) say(line)
  }

  private step<T>(label: string, work: Promise<T>): Promise<T> {
    this.say(`${label} …`)
    return this.options.quiet ? work : withProgress(label, work)
  }
}

/** A Temporal of ours as a process to watch. */
function owned({ pid, exited, stop }: Temporal): Running {
  if (pid === undefined || exited === undefined)
    throw new Error('This Temporal server is not ours. Unset TEMPORAL_ADDRESS to run one here.')
  return { pid, exited, stop }
}

function ours<R extends Running>(service: Service<R> | undefined, name: string): Service<R> {
  if (service) return service
  throw new Error(`${name} belongs to somebody else here. Unset its address in the environment to run one of our own.`)
}
