import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Audit } from '../audit/audit.ts'
import type { Anchor, SealTrust } from '../audit/verify/seal/seal.ts'
import { verifyCentre } from '../audit/verify/verify.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { dataConverterOf } from '../temporal/connect.ts'
import { readRunning } from './stack/centre.ts'
import { atFolder, atForeignServers, dataFolder, isCentre, progressTeller, type Reached } from './stack/reach.ts'
import { say } from './stack/say.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run verify: is the record what was sealed, does every case agree with itself in its three places, and is every chain whole? Looks at
// the centre of DENGBU_DATA and at that of the last acceptance run beside it; one that does not run is started for as long as the check
// takes. `-- --checkpoint FILE` (also several): checkpoints of the centre of DENGBU_DATA kept elsewhere, which its log must begin with.

const { values: options } = commandLine('verify')
const kept: Anchor[] = (options.checkpoint ?? []).map(file => ({ from: `检查点文件 ${file}`, note: readFileSync(file, 'utf8') }))

async function main(): Promise<void> {
  const data = dataFolder()
  if (process.env.DATABASE_URL && !(await readRunning(data))) {
    const found = await atForeignServers('verify', process.env.DATABASE_URL, at => verify(at, KeyFolder.of(), kept))
    process.exitCode = found > 0 ? 1 : 0
    return
  }
  const folders = [data, join(data, 'acceptance')].filter(isCentre)
  if (folders.length === 0) {
    throw new Error(`There is no centre under ${data}. Start one with npm start, or point DENGBU_DATA to its folder.`)
  }
  let found = 0
  for (const folder of folders) {
    const seal = new KeyFolder(process.env.DENGBU_SEAL || join(folder, 'seal'))
    found += await atFolder('verify', folder, at => verify(at, seal, folder === data ? kept : []))
  }
  if (found > 0) process.exitCode = 1
}

/** How many discrepancies there are; each is told. */
async function verify({ sql, client, config }: Reached, folder: KeyFolder, anchors: readonly Anchor[]): Promise<number> {
  const trust = await trustOf(folder, anchors)
  const report = await verifyCentre(sql, new Audit(client, sql, dataConverterOf(config)), trust, progressTeller())
  for (const { what, path, expected, found } of report.differences)
    say(`  ✗ ${what} ${path}: expected ${brief(expected)}, found ${brief(found)}`)
  const verdict = report.differences.length === 0 ? 'no discrepancy' : `${report.differences.length} discrepancies`
  const { cases, units, events, certificates, archives } = report
  say(`  ${cases} cases, ${units} units, ${events} events, ${certificates} certificates, ${archives} archives: ${verdict}`)
  const { leaves, checkpoints, pending, rows, rowsPerSecond } = report.seal
  say(
    `  seal: ${leaves} leaves, ${checkpoints} checkpoints, ${pending} rows wait for the next; ${rows} rows at ${rowsPerSecond}/s`,
  )
  return report.differences.length
}

/** What is known of the seal outside the database: its key, the last checkpoint signed, and what the caller has kept. */
async function trustOf(folder: KeyFolder, anchors: readonly Anchor[]): Promise<SealTrust> {
  const [signer, changing, last] = [await folder.current(), await folder.next(), await folder.lastSigned()]
  return {
    anchors: [...anchors, ...(last ? [{ from: `检查点文件 ${folder.path}/checkpoint`, note: last }] : [])],
    verifier: changing ? null : (signer?.verifier.text ?? null),
  }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
