import type { Sql } from '../db/client.ts'
import { overdueTerms, stuckNews } from '../db/outbox.ts'
import { formatInstant } from '../domain/time/instant.ts'
import type { Audit } from './audit.ts'
import type { Difference } from './differences.ts'

export interface VerifyReport {
  readonly cases: number
  readonly units: number
  readonly events: number
  readonly certificates: number
  readonly differences: readonly Difference[]
}

type Progress = (what: string, done: number, total: number) => void

const sideBySide = 8
/** A timer fires a second late, a busy machine a few. */
const patienceMs = 60_000

/**
 * Checks everything a centre holds: each case's chain, fold, projection and workflow; each unit's chain and fold; that every ledger
 * has its case, and that the numbers given out are those that the ledgers say.
 */
export async function verifyCentre(sql: Sql, audit: Audit, progress: Progress): Promise<VerifyReport> {
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
  return {
    cases: caseNos.length,
    units: units.length,
    events: counts?.events ?? 0,
    certificates: counts?.certificates ?? 0,
    differences: [
      ...ofCases,
      ...ofUnits,
      ...(await certificateDifferences(sql)),
      ...(await orderDifferences(sql)),
      ...(await termDifferences(sql)),
      ...(await newsDifferences(sql)),
    ],
  }
}

/** Numbers in the ledgers' recordings and in the table of numbers: each in both. */
async function certificateDifferences(sql: Sql): Promise<Difference[]> {
  const rows = await sql<{ caseNo: string; number: string; inLedger: boolean }[]>`
    with ledger as (
      select case_no, jsonb_array_elements(data -> 'certificates') ->> 'number' as number from case_events where type = 'Recorded')
    select coalesce(ledger.case_no, given.case_no) as "caseNo", coalesce(ledger.number, given.number) as number, ledger.number is not null as "inLedger"
    from ledger full join certificates given on given.number = ledger.number and given.case_no = ledger.case_no
    where ledger.number is null or given.number is null`
  return rows.map(({ caseNo, number, inLedger }) => ({
    what: `证书号 ${number}（${caseNo}）`,
    path: '(row)',
    expected: '账本与证书号表都有',
    found: inLedger ? '只在账本' : '只在证书号表',
  }))
}

/** A case waits in its units' order exactly while it is accepted and not yet recorded or closed; an organ's order from its filing on. */
async function orderDifferences(sql: Sql): Promise<Difference[]> {
  const rows = await sql<{ caseNo: string; unitCode: string; pending: boolean }[]>`
    select cases.case_no as "caseNo", unit_code as "unitCode", pending from case_units join cases on cases.case_no = case_units.case_no
    where pending <> (stage in ('examination', 'recording') or lane = 'entrusted' and stage in ('intake', 'awaiting-supplement'))`
  return rows.map(({ caseNo, unitCode, pending }) => ({
    what: `受理顺序 ${unitCode}（${caseNo}）`,
    path: 'pending',
    expected: !pending,
    found: pending,
  }))
}

/** A term that was over a minute ago has ended. Real business only: a drill world's time is its own. */
async function termDifferences(sql: Sql): Promise<Difference[]> {
  const late = await overdueTerms(sql, formatInstant(Date.now() - patienceMs))
  return late.map(({ unitCode, termEndsAt }) => ({
    what: `登记簿 ${unitCode}`,
    path: 'termEndsAt',
    expected: '期限届满的权利已经终止',
    found: `${termEndsAt} 届满，仍记载为有效`,
  }))
}

/** What a transaction had to tell has been told within a minute. */
async function newsDifferences(sql: Sql): Promise<Difference[]> {
  const stuck = await stuckNews(sql)
  return stuck.map(({ id, kind, unitCode, caseNo, attempts }) => ({
    what: `待送消息 ${id}（${[kind, unitCode, caseNo].filter(Boolean).join(' ')}）`,
    path: 'delivered_at',
    expected: '一分钟内送达',
    found: `已试 ${attempts} 次，仍未送达`,
  }))
}

async function column(sql: Sql, query: ReturnType<Sql>): Promise<string[]> {
  const rows = (await sql`${query}`) as unknown as { value: string }[]
  return rows.map(row => row.value)
}

async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<Difference[]>,
  tell: (done: number, total: number) => void,
): Promise<Difference[]> {
  const found: Difference[] = []
  for (let i = 0; i < items.length; i += sideBySide) {
    found.push(...(await Promise.all(items.slice(i, i + sideBySide).map(work))).flat())
    tell(Math.min(i + sideBySide, items.length), items.length)
  }
  return found
}
