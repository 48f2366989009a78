import { countArchives } from '../../db/archives.ts'
import type { Sql, Transaction } from '../../db/client.ts'
import { pendingState } from '../../db/seal.ts'
import type { Audit } from '../audit.ts'
import type { Difference } from '../differences.ts'
import { archiveDifferences } from './archive.ts'
import { inBatches, type Progress } from './batches.ts'
import { entryDifferences } from './entries.ts'
import { newsDifferences, termDifferences } from './lateness.ts'
import { certificateDifferences } from './numbers.ts'
import { orderDifferences } from './order.ts'
import { sampleDifferences } from './samples.ts'
import { checkSeal, type SealReport, type SealTrust } from './seal/seal.ts'

export interface VerifyReport {
  readonly cases: number
  readonly units: number
  readonly events: number
  readonly certificates: number
  readonly archives: number
  readonly seal: Omit<SealReport, 'differences'> & {
    /** Rows that no checkpoint covers yet. */
    readonly pending: number
    readonly rowsPerSecond: number
  }
  readonly differences: readonly Difference[]
}

/**
 * Checks everything a centre holds: that the record is what was sealed; each case's chain, fold, projection and workflow; each unit's chain
 * and fold; that every ledger has its case, that entries and the numbers given out are those that the ledgers say, what closed is archived, and samples draw the same again.
 */
export async function verifyCentre(sql: Sql, audit: Audit, trust: SealTrust, progress: Progress): Promise<VerifyReport> {
  const { seal, differences: ofSeal } = await verifySeal(sql, trust, progress)
  const caseNos = await column(sql, sql`select case_no as value from cases union select case_no from case_events order by 1`)
  const units = await sql<{ world: string; unitCode: string }[]>`
    select world, unit_code as "unitCode" from register_units union select world, unit_code from register_entries order by 1, 2`
  const ofCases = await inBatches(
    caseNos,
    caseNo => audit.caseDifferences(caseNo),
    (done, total) => progress('cases', done, total),
  )
  const ofUnits = await inBatches(
    [...units],
    ({ world, unitCode }) => audit.unitDifferences(world, unitCode),
    (done, total) => progress('units', done, total),
  )
  const [counts] = await sql<{ events: number; certificates: number }[]>`
    select (select count(*)::int from case_events) as events, (select count(*)::int from certificates) as certificates`
  const archives = await countArchives(sql)
  return {
    cases: caseNos.length,
    units: units.length,
    events: counts?.events ?? 0,
    certificates: counts?.certificates ?? 0,
    archives,
    seal,
    differences: [
      ...ofSeal,
      ...ofCases,
      ...ofUnits,
      ...(await entryDifferences(sql)),
      ...(await certificateDifferences(sql)),
      ...(await orderDifferences(sql)),
      ...(await termDifferences(sql)),
      ...(await newsDifferences(sql)),
      ...(await sampleDifferences(sql)),
      ...(await archiveDifferences(sql, done => progress('archives', done, archives))),
    ],
  }
}

async function verifySeal(sql: Sql, trust: SealTrust, progress: Progress) {
  const started = performance.now()
  const { differences, ...seal } = (await sql.begin('isolation level repeatable read read only', (tx: Transaction) =>
    checkSeal(tx, trust, progress),
  )) as SealReport
  const rowsPerSecond = Math.round(seal.rows / ((performance.now() - started) / 1_000))
  return { seal: { ...seal, pending: (await pendingState(sql)).count, rowsPerSecond }, differences }
}

async function column(sql: Sql, query: ReturnType<Sql>): Promise<string[]> {
  const rows = (await sql`${query}`) as unknown as { value: string }[]
  return rows.map(row => row.value)
}
