import { join } from 'node:path'
import { archiveDifferences } from '../audit/archive/check.ts'
import { Audit } from '../audit/audit.ts'
import { verifyCentre } from '../audit/verify.ts'
import { countArchives } from '../db/archives.ts'
import { dataConverterOf } from '../temporal/connect.ts'
import { readRunning } from './stack/centre.ts'
import { atFolder, atForeignServers, dataFolder, isCentre, progressTeller, type Reached } from './stack/reach.ts'
import { say } from './stack/say.ts'

// npm run verify: does every case agree with itself in its three places, and is every chain whole? Looks at the centre of DENGBU_DATA and at
// that of the last acceptance run beside it; one that does not run is started for as long as the check takes.

async function main(): Promise<void> {
  const data = dataFolder()
  if (process.env.DATABASE_URL && !(await readRunning(data))) {
    process.exitCode = (await atForeignServers('verify', process.env.DATABASE_URL, verify)) > 0 ? 1 : 0
    return
  }
  const folders = [data, join(data, 'acceptance')].filter(isCentre)
  if (folders.length === 0) {
    throw new Error(`There is no centre under ${data}. Start one with npm start, or point DENGBU_DATA to its folder.`)
  }
  let found = 0
  for (const folder of folders) found += await atFolder('verify', folder, verify)
  if (found > 0) process.exitCode = 1
}

/** How many discrepancies there are; each is told. */
async function verify({ sql, client, config }: Reached): Promise<number> {
  const tell = progressTeller()
  const report = await verifyCentre(sql, new Audit(client, sql, dataConverterOf(config)), tell)
  const archives = await countArchives(sql)
  const differences = [...report.differences, ...(await archiveDifferences(sql, done => tell('archives', done, archives)))]
  for (const { what, path, expected, found } of differences)
    say(`  ✗ ${what} ${path}: expected ${brief(expected)}, found ${brief(found)}`)
  const verdict = differences.length === 0 ? 'no discrepancy' : `${differences.length} discrepancies`
  const { cases, units, events, certificates } = report
  say(`  ${cases} cases, ${units} units, ${events} events, ${certificates} certificates, ${archives} archives: ${verdict}`)
  return differences.length
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
