import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Client } from '@temporalio/client'
import { connect, type Sql } from '../../db/client.ts'
import { connectTemporal } from '../../temporal/connect.ts'
import { developmentKey, type TemporalConfig, temporalConfig } from '../../temporal.config.ts'
import { readRunning, startCentre } from './centre.ts'
import { say } from './say.ts'
import { codecKeys } from './secrets.ts'

/** A centre's database and Temporal, for a command that looks at everything in them. */
export interface Reached {
  readonly sql: Sql
  readonly client: Client
  readonly config: TemporalConfig
}

export const dataFolder = (): string => resolve(process.env.DENGBU_DATA || '.data')

export const isCentre = (folder: string): boolean => existsSync(join(folder, 'postgres')) || existsSync(join(folder, 'run.json'))

/**
 * Works at the servers of DATABASE_URL and TEMPORAL_ADDRESS where they are set and no centre runs on the data folder, else at the centre of
 * that folder; one that does not run is started for as long as the work takes.
 */
export async function atTheCentre<T>(what: string, work: (reached: Reached) => Promise<T>): Promise<T> {
  const data = dataFolder()
  if (process.env.DATABASE_URL && !(await readRunning(data))) return atForeignServers(what, process.env.DATABASE_URL, work)
  if (!isCentre(data)) {
    throw new Error(`There is no centre under ${data}. Start one with npm start, or point DENGBU_DATA to its folder.`)
  }
  return atFolder(what, data, work)
}

/** Servers that are not ours are looked at where they are; nothing is started beside them. */
export function atForeignServers<T>(what: string, databaseUrl: string, work: (reached: Reached) => Promise<T>): Promise<T> {
  if (!process.env.TEMPORAL_ADDRESS) {
    throw new Error(
      `DATABASE_URL is set but TEMPORAL_ADDRESS is not, and no centre runs here: ${what} asks both. Set it too, or unset both.`,
    )
  }
  say(`${what} at the centre of DATABASE_URL and TEMPORAL_ADDRESS`)
  return at(what, databaseUrl, temporalConfig(), work)
}

export async function atFolder<T>(what: string, dataDir: string, work: (reached: Reached) => Promise<T>): Promise<T> {
  say(`${what} at ${dataDir}`)
  const running = await readRunning(dataDir)
  const keys = await allKeys(dataDir, running?.drill ?? false)
  if (running) return at(what, running.databaseUrl, configOf(running, keys), work)
  const centre = await startCentre({ dataDir, drill: true, env: { TEMPORAL_CODEC_KEYS: keys } })
  try {
    return await at(what, centre.databaseUrl, configOf(centre, keys), work)
  } finally {
    await centre.stop()
  }
}

const configOf = (
  { temporalAddress, namespace }: { readonly temporalAddress: string; readonly namespace: string },
  keys: string,
): TemporalConfig => ({ ...temporalConfig({ TEMPORAL_CODEC_KEYS: keys }), address: temporalAddress, namespace })

async function at<T>(
  what: string,
  databaseUrl: string,
  config: TemporalConfig,
  work: (reached: Reached) => Promise<T>,
): Promise<T> {
  const { sql, close } = connect(databaseUrl, { max: 10, statementTimeoutMs: 60_000, name: `dengbu-${what}` })
  const { client, connection } = connectTemporal(config)
  try {
    return await work({ sql, client, config })
  } finally {
    await Promise.allSettled([connection.close(), close()])
  }
}

/**
 * A folder may have been used as a drill and in earnest: both keys open what there is. What is sent goes under the first, which must be
 * one that the running worker has.
 */
async function allKeys(dataDir: string, drillIsRunning: boolean): Promise<string> {
  const own = await codecKeys(dataDir, !existsSync(join(dataDir, 'secrets.json')))
  const development = `${developmentKey.id}:${developmentKey.key.toString('base64')}`
  return (drillIsRunning ? [development, own] : [own, development]).filter(Boolean).join(',')
}

/** Says how far something is, every two seconds at most. */
export function progressTeller(everyMs = 2_000): (what: string, done: number, total?: number) => void {
  let lastSaid = Date.now()
  return (what, done, total) => {
    if (Date.now() - lastSaid < everyMs) return
    lastSaid = Date.now()
    say(`  ${what}: ${done}${total === undefined ? '' : ` of ${total}`}`)
  }
}
