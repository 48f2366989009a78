import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { locked, passphraseOf, unlocked } from '../../seal/passphrase.ts'
import { type Holder, lives } from './processes.ts'

/** What `<dataDir>/run.json` tells other commands about a running centre. It holds the database password: mode 0600, locked where DENGBU_PASSPHRASE is set. */
export interface RunInfo {
  url: string
  databaseUrl: string
  temporalAddress: string
  namespace: string
  drill: boolean
  dataDir: string
  /** The process that runs the centre. */
  centre: Holder
  /** By name: api, worker, temporal, postgres; only what is ours and up. */
  pids: Record<string, number>
  /** ISO instant. */
  startedAt: string
}

const runFile = (dataDir: string) => join(dataDir, 'run.json')

/** Writes run.json, whole or not at all. */
export async function writeRun(info: RunInfo): Promise<void> {
  const file = runFile(info.dataDir)
  const kept = { ...info, databaseUrl: await locked(info.databaseUrl, passphraseOf()) }
  await writeFile(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export const removeRun = (dataDir: string): Promise<void> => rm(runFile(dataDir), { force: true })

/**
 * The centre that runs on this data folder: only if its process lives and its API answers `/health/live` within 2 s.
 * @throws when its database password is locked and DENGBU_PASSPHRASE does not open it.
 */
export async function readRunning(dataDir: string): Promise<RunInfo | undefined> {
  const info = await livingRun(dataDir)
  return info && { ...info, databaseUrl: await unlocked(info.databaseUrl, passphraseOf(), runFile(dataDir)) }
}

async function livingRun(dataDir: string): Promise<RunInfo | undefined> {
  try {
    const info = JSON.parse(await readFile(runFile(dataDir), 'utf8')) as RunInfo
    if (!(await lives(info.centre))) return undefined
    const answer = await fetch(`${info.url}/health/live`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok ? info : undefined
  } catch {
    return undefined // no centre, one that was killed, or one that is still coming up
  }
}
