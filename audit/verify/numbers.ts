import type { Sql } from '../../db/client.ts'
import type { Difference } from '../differences.ts'

/** Numbers in the ledgers' recordings and in the table of numbers: each in both. */
export async function certificateDifferences(sql: Sql): Promise<Difference[]> {
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
