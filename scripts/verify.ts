import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Audit } from '../audit/audit.ts'
import type { Anchor, SealTrust } from '../audit/verify/seal/seal.ts'
import { verifyCentre } from '../audit/verify/verify.ts'
import { connect } from '../db/client.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { connectTemporal, dataConverterOf } from '../temporal/connect.ts'
import { developmentKey, type TemporalConfig, temporalConfig } from '../temporal.config.ts'
import { readRunning, startCentre } from './stack/centre.ts'
import { say } from './stack/say.ts'
import { codecKeys } from './stack/secrets.ts'

// npm run verify: is the record what was sealed, does every case agree with itself in its three places, and is every chain whole? Looks at
// the centre of DENGBU_DATA and at that of the last acceptance run beside it; one that does not run is started for as long as the check
// takes. `-- --checkpoint FILE` (also several): checkpoints of the centre of DENGBU_DATA kept elsewhere, which its log must begin with.

interface Target {
  readonly temporalAddress: string
  readonly namespace: string
}

const { values: options } = parseArgs({ options: { checkpoint: { type: 'string', multiple: true } } })
const kept: Anchor[] = (options.checkpoint ?? []).map(file => ({ from: `检查点文件 ${file}`, note: readFileSync(file, 'utf8') }))

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
  for (const folder of folders) found += await verifyFolder(folder, folder === data ? kept : [])
  if (found > 0) process.exitCode = 1
}

const isCentre = (folder: string): boolean => existsSync(join(folder, 'postgres')) || existsSync(join(folder, 'run.json'))

/** Servers that are not ours are looked at where they are; nothing is started beside them. */
async function verifyForeignServers(databaseUrl: string): Promise<number> {
  if (!process.env.TEMPORAL_ADDRESS) {
    throw new Error(
      'DATABASE_URL is set but TEMPORAL_ADDRESS is not, and no centre runs here: the check asks both. Set it too, or unset both.',
    )
  }
  say('verifying the centre of DATABASE_URL and TEMPORAL_ADDRESS')
  return verifyTarget(databaseUrl, temporalConfig(), await trustOf(KeyFolder.of(), kept))
}

async function verifyFolder(dataDir: string, anchors: Anchor[]): Promise<number> {
  say(`verifying ${dataDir}`)
  const running = await readRunning(dataDir)
  const keys = await allKeys(dataDir, running?.drill ?? false)
  const seal = new KeyFolder(process.env.DENGBU_SEAL || join(dataDir, 'seal'))
  if (running) return verifyTarget(running.databaseUrl, configOf(running, keys), await trustOf(seal, anchors))
  const centre = await startCentre({ dataDir, drill: true, env: { TEMPORAL_CODEC_KEYS: keys } })
  try {
    return await verifyTarget(centre.databaseUrl, configOf(centre, keys), await trustOf(seal, anchors))
  } finally {
    await centre.stop()
  }
}

const configOf = ({ temporalAddress, namespace }: Target, keys: string): TemporalConfig => ({
  ...temporalConfig({ TEMPORAL_CODEC_KEYS: keys }),
  address: temporalAddress,
  namespace,
})

/** What is known of the seal outside the database: its key, the last checkpoint signed, and what the caller has kept. */
async function trustOf(folder: KeyFolder, anchors: readonly Anchor[]): Promise<SealTrust> {
  const [signer, changing, last] = [await folder.current(), await folder.next(), await folder.lastSigned()]
  return {
    anchors: [...anchors, ...(last ? [{ from: `检查点文件 ${folder.path}/checkpoint`, note: last }] : [])],
    verifier: changing ? null : (signer?.verifier.text ?? null),
  }
}

async function verifyTarget(databaseUrl: string, config: TemporalConfig, trust: SealTrust): Promise<number> {
  const { sql, close } = connect(databaseUrl, { max: 10, statementTimeoutMs: 60_000, name: 'dengbu-verify' })
  const { client, connection } = connectTemporal(config)
  try {
    const report = await verifyCentre(sql, new Audit(client, sql, dataConverterOf(config)), trust, progress)
    for (const { what, path, expected, found } of report.differences)
      say(`  ✗ ${what} ${path}: expected ${brief(expected)}, found ${brief(found)}`)
    const verdict = report.differences.length === 0 ? 'no discrepancy' : `${report.differences.length} discrepancies`
    say(
      `  ${report.cases} cases, ${report.units} units, ${report.events} events, ${report.certificates} certificates: ${verdict}`,
    )
    const { leaves, checkpoints, pending, rows, rowsPerSecond } = report.seal
    say(
      `  seal: ${leaves} leaves, ${checkpoints} checkpoints, ${pending} rows wait for the next; ${rows} rows at ${rowsPerSecond}/s`,
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

function progress(what: string, done: number, total?: number): void {
  if (Date.now() - lastSaid < 2_000) return
  lastSaid = Date.now()
  say(`  ${what}: ${done}${total === undefined ? '' : ` of ${total}`}`)
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
