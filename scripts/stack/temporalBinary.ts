import { execFile } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { claim } from './claims.ts'
import { say, withProgress } from './say.ts'

const execute = promisify(execFile)

/** The first server that can skip time; the drill clock and every timer test need it. */
const neededVersion = '1.32.0'
/** The first release of the `temporal` CLI that bundles it. */
const cliVersion = 'v1.9.1'

/** Where a Temporal server comes from: an address, or a program to run. `how` is a phrase for the person at the terminal. */
export type Source =
  | { kind: 'address'; address: string; how: string }
  | { kind: 'cli'; command: string; how: string }
  | { kind: 'server'; command: string; how: string }

/** What ways 4 and 5 do; tests put their own in. Each returns the path of a program or throws a sentence. */
export interface Makers {
  download(cacheFolder: string): Promise<string>
  build(cacheFolder: string, env: NodeJS.ProcessEnv): Promise<string>
}

/**
 * The cache of programs that took long to get. It lies outside the clone (`$DENGBU_CACHE`, else `~/.cache/dengbu`) and not in its
 * `.cache/` as first designed, so that every fresh clone and CI job of a machine shares the four-minute build.
 */
export const cacheFolder = (env: NodeJS.ProcessEnv): string => env.DENGBU_CACHE || join(homedir(), '.cache', 'dengbu')

const serverPath = (cache: string) => join(cache, `temporal-server-${neededVersion}`, 'temporal-server')

/**
 * Finds a Temporal server, the first of five ways that works: TEMPORAL_ADDRESS, a `temporal` CLI on PATH that is new enough, one
 * cached earlier, the SDK's download of the CLI, a build with Go. Throws with the reason of every way when none does.
 */
export async function resolveTemporal(env: NodeJS.ProcessEnv = process.env, makers: Makers = realMakers): Promise<Source> {
  const address = env.TEMPORAL_ADDRESS
  if (address) return { kind: 'address', address, how: `the cluster at ${address} (TEMPORAL_ADDRESS)` }
  const cache = cacheFolder(env)
  const reasons: string[] = []
  const ways = [() => onPath(env), () => cached(cache), () => downloaded(cache, makers), () => built(cache, env, makers)]
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      reasons.push(`- ${(error as Error).message}`)
    }
  }
  throw new Error(
    `No Temporal server ${neededVersion} or newer could be had:\n${reasons.join('\n')}\n` +
      `Install Go 1.26 or newer, or put the temporal CLI ${cliVersion} or newer on PATH, or set TEMPORAL_ADDRESS, and start again.`,
  )
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Source> {
  const command = await findOnPath('temporal', env)
  if (!command) throw new Error('there is no temporal CLI on PATH')
  const version = await checkedVersion(command)
  return { kind: 'cli', command, how: `the temporal CLI on PATH (server ${version})` }
}

async function cached(cache: string): Promise<Source> {
  const server = serverPath(cache)
  if (await isExecutable(server))
    return { kind: 'server', command: server, how: `the server ${await checkedVersion(server)} cached in ${cache}` }
  const cli = await cachedCli(cache)
  if (cli) return { kind: 'cli', command: cli, how: `the temporal CLI cached in ${cache} (server ${await checkedVersion(cli)})` }
  throw new Error(`there is none cached in ${cache}`)
}

async function downloaded(cache: string, makers: Makers): Promise<Source> {
  const command = await makers.download(cache)
  return { kind: 'cli', command, how: `the temporal CLI downloaded by the SDK (server ${await checkedVersion(command)})` }
}

async function built(cache: string, env: NodeJS.ProcessEnv, makers: Makers): Promise<Source> {
  const command = await makers.build(cache, env)
  return { kind: 'server', command, how: `the server ${await checkedVersion(command)} built with Go` }
}

/** The server's version in what `temporal --version` or `temporal-server --version` print; undefined when there is none. */
export function serverVersion(printed: string): string | undefined {
  const cli = /\(Server (\d+\.\d+\.\d+)/i.exec(printed)
  const server = /^temporal version (\d+\.\d+\.\d+)\s*$/m.exec(printed)
  return cli?.[1] ?? server?.[1]
}

/** Compares dotted versions by number: 1.32.0 is at least 1.4.9. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [have, need] = [version, minimum].map(text => text.split('.').map(Number))
  for (const [index, number] of (need ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - number
    if (difference !== 0) return difference > 0
  }
  return true
}

/** The version of the server in a program, or a sentence why it will not do. */
async function checkedVersion(command: string): Promise<string> {
  const { stdout } = await execute(command, ['--version'], { timeout: 10_000 })
  const version = serverVersion(stdout)
  if (!version) throw new Error(`${command} does not say which server it is`)
  if (!isAtLeast(version, neededVersion)) throw new Error(`${command} has server ${version}, older than ${neededVersion}`)
  return version
}

async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder && (await isExecutable(join(folder, name)))) return join(folder, name)
  }
  return undefined
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

const realMakers: Makers = { download: downloadCli, build: buildServer }

const cliFolder = (cache: string) => join(cache, `temporal-cli-${cliVersion}`)

/** The file the SDK's downloader left; while it still loads, the name ends in `.downloading`. */
async function cachedCli(cache: string): Promise<string | undefined> {
  const files = await readdir(cliFolder(cache)).catch(() => [])
  const name = files.find(file => file.startsWith('temporal') && !file.endsWith('.downloading'))
  return name && join(cliFolder(cache), name)
}

/**
 * Way 4. The SDK's downloader is part of its test server, which also starts what it has loaded; so it runs in a process of its own,
 * and only the program it leaves behind is used. The downloader itself has no time limit: whether its site answers is asked first.
 */
async function downloadCli(cache: string): Promise<string> {
  await assertReachable('https://temporal.download/')
  await mkdir(cliFolder(cache), { recursive: true })
  const script = new URL('./downloadCli.ts', import.meta.url).pathname
  const args = ['--import', 'tsx', script, cliFolder(cache), cliVersion]
  await withProgress(
    `loading the temporal CLI ${cliVersion}`,
    execute(process.execPath, args, { timeout: 180_000, killSignal: 'SIGKILL' }),
  )
  const command = await cachedCli(cache)
  if (!command) throw new Error('the download of the temporal CLI left no program')
  return command
}

/** Throws within `limitMs` when the address does not answer at all; any HTTP answer will do. */
export async function assertReachable(url: string, limitMs = 5_000): Promise<void> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(limitMs) })
  } catch {
    throw new Error(`${new URL(url).host} cannot be reached to download the temporal CLI`)
  }
}

/**
 * Way 5: `go install` into a folder of its own, then one rename, so that a killed build leaves no half program. A lock lets a
 * second centre wait for the first one's build instead of doing it again.
 */
export async function buildServer(cache: string, env: NodeJS.ProcessEnv): Promise<string> {
  const goal = serverPath(cache)
  const go = await findOnPath('go', env)
  if (!go) throw new Error('there is no Go on PATH to build the server')
  const release = await claimBuild(`${goal.slice(0, goal.lastIndexOf('/'))}.lock`)
  try {
    if (!(await isExecutable(goal))) await compile(go, env, cache, goal)
    return goal
  } finally {
    await release()
  }
}

async function claimBuild(lock: string): Promise<() => Promise<void>> {
  for (let told = false; ; told = true) {
    const claimed = await claim(lock)
    if (typeof claimed === 'function') return claimed
    if (!told) say(`waiting for process ${claimed.pid}, which builds the Temporal server`)
    await sleep(500)
  }
}

async function compile(go: string, env: NodeJS.ProcessEnv, cache: string, goal: string): Promise<void> {
  const folder = await mkdtemp(join(cache, 'build-'))
  try {
    // Without cgo it needs no C compiler; its SQLite is written in Go.
    const settings = { ...env, GOBIN: folder, CGO_ENABLED: '0' }
    const building = execute(go, ['install', `go.temporal.io/server/cmd/server@v${neededVersion}`], {
      env: settings,
      maxBuffer: 64e6,
    })
    await withProgress(`building Temporal server ${neededVersion} with Go (about 4 minutes, once)`, building)
    await mkdir(join(goal, '..'), { recursive: true })
    await rename(join(folder, 'server'), goal)
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`go install failed: ${(stderr || message).trim().split('\n').slice(-3).join(' ')}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
