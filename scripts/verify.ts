import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Audit } from '../audit/audit.ts'
import { verifyCentre } from '../audit/verify.ts'
import { connect } from '../db/client.ts'
import { connectTemporal, dataConverterOf } from '../temporal/connect.ts'
import { developmentKey, type TemporalConfig, temporalConfig } from '../temporal.config.ts'
import { readRunning, startCentre } from './stack/centre.ts'
import { say } from './stack/say.ts'
import { codecKeys } from './stack/secrets.ts'

// npm run verify: does every case agree with itself in its three places, and is every chain whole? Looks at the centre of DENGBU_DATA and at
// that of the last acceptance run beside it; one that does not run is started for as long as the check takes.

interface Target {
  readonly temporalAddress: string
  readonly namespace: string
}

async function main(): Promise<void> {
  const data = resolve(process.env.DENGBU_DATA || '.data')
  if (process.env.DATABASE_URL && !(await readRunning(data))) {
    process.exitCode = (await verifyForeignServers(process.env.DATABASE_URL)) > 0 ? 1 : 0
    return
  }
  const folders = [data, join(data, 'acceptance')].filter(isCentre)
  if (folders.length === 0) {
    throw new Error(`There is no centre under ${data}. Start one with npm start, or point DENGBU_DATA to its folder.`)
  }
  let found = 0
  for (const folder of folders) found += await verifyFolder(folder)
  if (found > 0) process.exitCode = 1
}

const isCentre = (folder: string): boolean => existsSync(join(folder, 'postgres')) || existsSync(join(folder, 'run.json'))

/** Servers that are not ours are looked at where they are; nothing is started beside them. */
function verifyForeignServers(databaseUrl: string): Promise<number> {
  if (!process.env.TEMPORAL_ADDRESS) {
    throw new Error(
      'DATABASE_URL is set but TEMPORAL_ADDRESS is not, and no centre runs here: the check asks both. Set it too, or unset both.',
    )
  }
  say('verifying the centre of DATABASE_URL and TEMPORAL_ADDRESS')
  return verifyTarget(databaseUrl, temporalConfig())
}

async function verifyFolder(dataDir: string): Promise<number> {
  say(`verifying ${dataDir}`)
  const running = await readRunning(dataDir)
  const keys = await allKeys(dataDir, running?.drill ?? false)
  if (running) return verifyTarget(running.databaseUrl, configOf(running, keys))
  const centre = await startCentre({ dataDir, drill: true, env: { TEMPORAL_CODEC_KEYS: keys } })
  try {
    return await verifyTarget(centre.databaseUrl, configOf(centre, keys))
  } finally {
    await centre.stop()
  }
}

const configOf = ({ temporalAddress, namespace }: Target, keys: string): TemporalConfig => ({
  ...temporalConfig({ TEMPORAL_CODEC_KEYS: keys }),
  address: temporalAddress,
  namespace,
})

async function verifyTarget(databaseUrl: string, config: TemporalConfig): Promise<number> {
  const { sql, close } = connect(databaseUrl, { max: 10, statementTimeoutMs: 60_000, name: 'dengbu-verify' })
  const { client, connection } = connectTemporal(config)
  try {
    const report = await verifyCentre(sql, new Audit(client, sql, dataConverterOf(config)), progress)
    for (const { what, path, expected, found } of report.differences)
      say(`  ✗ ${what} ${path}: expected ${brief(expected)}, found ${brief(found)}`)
    const verdict = report.differences.length === 0 ? 'no discrepancy' : `${report.differences.length} discrepancies`
    say(
      `  ${report.cases} cases, ${report.units} units, ${report.events} events, ${report.certificates} certificates: ${verdict}`,
    )
    return report.differences.length
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

let lastSaid = Date.now()

function progress(what: string, done: number, total: number): void {
  if (Date.now() - lastSaid < 2_000) return
  lastSaid = Date.now()
  say(`  ${what}: ${done} of ${total}`)
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
