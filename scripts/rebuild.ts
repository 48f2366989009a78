import { Audit } from '../audit/audit.ts'
import { inputOffsetOf } from '../audit/history.ts'
import { allCases, allUnits, forgetImpossibleAcks, type Rebuilt, rebuildCase, rebuildUnit } from '../db/rebuild.ts'
import { EncryptionCodec } from '../temporal/codec.ts'
import { dataConverterOf } from '../temporal/connect.ts'
import { atTheCentre, progressTeller, type Reached } from './stack/reach.ts'
import { say } from './stack/say.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run rebuild: makes all projections (cases, case_units, register_units) again from the ledgers and the register's entries, while the centre
// works. What was not as the record says is named; exit code 1 when a record cannot be folded.

commandLine('rebuild')

const sideBySide = 4
const namedAtMost = 50

type Tally = Record<Rebuilt | 'failed', number>

/** How many could not be rebuilt. */
async function rebuild({ sql, client, config }: Reached): Promise<number> {
  const audit = new Audit(client, sql, dataConverterOf(config))
  const codec = new EncryptionCodec(config.codecKeys)
  const offsetOf = async (caseNo: string) => {
    const found = await audit.history(caseNo)
    if (!found) throw new Error(`${caseNo}: its row is lost, and so is its workflow's input, which has its clock's offset`)
    return inputOffsetOf(found.history, codec)
  }
  const started = performance.now()
  const [total] = await sql<{ cases: number; units: number }[]>`
    select (select count(*)::int from case_events where seq = 1) as cases, (select count(*)::int from register_entries where version = 1) as units`
  const cases = await each(
    'cases',
    allCases(sql),
    total?.cases ?? 0,
    caseNo => rebuildCase(sql, caseNo, offsetOf),
    caseNo => caseNo,
  )
  const units = await each(
    'units',
    allUnits(sql),
    total?.units ?? 0,
    unit => rebuildUnit(sql, unit),
    ({ world, unitCode }) => (world ? `${unitCode} (${world})` : unitCode),
  )
  const acks = await forgetImpossibleAcks(sql)
  const seconds = (performance.now() - started) / 1_000
  say(`  cases: ${told(cases)}`)
  say(`  units: ${told(units)}`)
  say(`  ${acks} acknowledgements beyond their ledgers forgotten; done in ${seconds.toFixed(1)} s`)
  return cases.failed + units.failed
}

async function each<T>(
  what: string,
  pages: AsyncIterable<T[]>,
  total: number,
  work: (item: T) => Promise<Rebuilt>,
  nameOf: (item: T) => string,
): Promise<Tally> {
  const tally: Tally = { same: 0, mended: 0, restored: 0, removed: 0, failed: 0 }
  const tell = progressTeller()
  let [done, named] = [0, 0]
  const one = async (item: T) => {
    const outcome = await work(item).catch((error: Error) => error)
    tally[outcome instanceof Error ? 'failed' : outcome]++
    if (outcome instanceof Error) say(`  ✗ ${nameOf(item)}: not rebuilt: ${outcome.message}`)
    else if (outcome !== 'same' && named++ < namedAtMost) say(`  ${nameOf(item)}: ${outcome}`)
    tell(what, ++done, Math.max(done, total))
  }
  for await (const page of pages) {
    for (let i = 0; i < page.length; i += sideBySide) await Promise.all(page.slice(i, i + sideBySide).map(one))
  }
  return tally
}

const told = ({ same, mended, restored, removed, failed }: Tally): string =>
  `${same} as the record says, ${mended} mended, ${restored} restored, ${removed} removed that had no record, ${failed} not rebuilt`

atTheCentre('rebuild', rebuild)
  .then(failed => {
    if (failed > 0) process.exitCode = 1
  })
  .catch(error => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
