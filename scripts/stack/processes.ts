import { execFile, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A child process of ours whose output goes to a log file. */
export interface Launched {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  /** Size of the log when this process was started: what follows is its own. */
  readonly logStart: number
  /** Set once the process has ended. */
  exit: Exit | undefined
  readonly exited: Promise<Exit>
}

export interface LaunchOptions {
  name: string
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  logFile: string
  /** Remembers the process for `endOrphan`. */
  pidFile?: string
  cwd?: string
  uid?: number
  gid?: number
}

/**
 * Starts a process. It has a session of its own, because Ctrl-C in a terminal signals the whole group and we stop our children
 * in order; and it writes to its log file itself, so it never dies of a broken pipe when we do.
 * Throws when the program cannot be executed.
 */
export async function launch({ name, command, args, logFile, pidFile, ...options }: LaunchOptions): Promise<Launched> {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a')
  const logStart = statSync(logFile).size
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const launched = await new Promise<Launched>((resolve, reject) => {
    child.once('error', error =>
      reject(new Error(`${name} cannot be executed (${error.message}). Check that ${command} is there.`)),
    )
    child.once('spawn', () => {
      const exited = new Promise<Exit>(done => child.once('exit', (code, signal) => done({ code, signal })))
      resolve({ name, pid: child.pid ?? 0, logFile, logStart, exit: undefined, exited })
    })
  })
  void launched.exited.then(exit => {
    launched.exit = exit
  })
  if (pidFile) writeHolder(pidFile, { pid: launched.pid, birth: (await birthOf(launched.pid)) ?? '' })
  return launched
}

/** A process, told from any other that ever has the same pid. */
export interface Holder {
  pid: number
  birth: string
}

function writeHolder(file: string, holder: Holder): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(holder))
}

/** The process in a file that `launch` or `claim` wrote; undefined when there is none. */
export async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return undefined // never written, or cut short by a crash of the machine, which ended the process too
  }
}

/** True while exactly that process runs. */
export const lives = async ({ pid, birth }: Holder): Promise<boolean> => (await birthOf(pid)) === birth

/** Ends the process that an earlier run left behind, if it is still that very process. */
export async function endOrphan(pidFile: string, steps: readonly Step[]): Promise<void> {
  const orphan = await readHolder(pidFile)
  if (orphan && (await lives(orphan))) await endPid(orphan.pid, steps)
}

/** What this process has written to its log so far. */
export function logOf({ logFile, logStart }: Pick<Launched, 'logFile' | 'logStart'>): string {
  return readFileSync(logFile).subarray(logStart).toString('utf8')
}

/** The end of a process's own log, for an error message. */
export function lastLines(launched: Launched, count = 12): string {
  return logOf(launched).trimEnd().split('\n').slice(-count).join('\n')
}

/** Says in one error how a process ended and what it last wrote. */
export function deathOf(launched: Launched): Error {
  const { code, signal } = launched.exit ?? { code: null, signal: null }
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  return new Error(`${launched.name} ${how}. Look at ${launched.logFile}, whose last lines are:\n${lastLines(launched)}`)
}

/**
 * Waits until `ready` holds. Throws when the process dies first or the deadline passes, naming the log and its last lines.
 */
export async function waitUntil(launched: Launched, ready: () => boolean | Promise<boolean>, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs
  while (!(await ready())) {
    if (launched.exit) throw deathOf(launched)
    if (Date.now() > deadline) {
      const seconds = Math.round(deadlineMs / 1000)
      throw new Error(
        `${launched.name} was not ready after ${seconds} s. Look at ${launched.logFile}, whose last lines are:\n${lastLines(launched)}`,
      )
    }
    await sleep(30)
  }
}

/** Waits until a line of the process's own log matches. */
export const waitForLine = (launched: Launched, line: RegExp, deadlineMs: number): Promise<void> =>
  waitUntil(launched, () => line.test(logOf(launched)), deadlineMs)

/** A signal and how long to wait for its effect. */
export type Step = readonly [signal: NodeJS.Signals, waitMs: number]

/** Ends a process by pid, gently first, and waits until it is gone. Resolves also when it was gone already. */
export async function endPid(pid: number, steps: readonly Step[]): Promise<void> {
  for (const [signal, waitMs] of [...steps, ['SIGKILL', 5_000]] as Step[]) {
    if (!sendSignal(pid, signal)) return
    const deadline = Date.now() + waitMs
    while (Date.now() < deadline) {
      if (!(await isAlive(pid))) return
      await sleep(20)
    }
  }
  throw new Error(`Process ${pid} does not end. Look what holds it, end it by hand and try again.`)
}

/** Sends a signal; false when there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** True while the process runs. A zombie does not: in a container nobody may ever collect an orphan. */
export const isAlive = async (pid: number): Promise<boolean> => (await birthOf(pid)) !== undefined

/**
 * What tells this process from any other that had or will have the same pid: boot and start time. Undefined when it does not run.
 */
export async function birthOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await execute('ps', ['-o', 'stat=,lstart=', '-p', String(pid)])
      const [state = '', ...started] = stdout.trim().split(/\s+/)
      return state.startsWith('Z') ? undefined : started.join(' ')
    }
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in parentheses and may hold anything; the state follows, the start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** The command line of a process, its arguments separated by blanks; empty when it does not run. */
export async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim()
    return (await execute('ps', ['-o', 'command=', '-p', String(pid)])).stdout.trim()
  } catch {
    return ''
  }
}
