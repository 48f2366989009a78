import type { Sql } from '../../db/client.ts'
import type { Difference } from '../differences.ts'

/** A case waits in its units' order exactly while it is accepted and not yet recorded or closed; an organ's order from its filing on. */
export async function orderDifferences(sql: Sql): Promise<Difference[]> {
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
