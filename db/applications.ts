import type { Application } from '../domain/case/types.ts'
import type { CaseRow } from './cases.ts'
import type { Sql, Transaction } from './client.ts'

/** The other parts of a combined application (一并申请), in their logical order. */
export async function siblingsOf(tx: Transaction, applicationNo: string, caseNo: string): Promise<Application[]> {
  const rows = await tx<{ application: Application }[]>`
    select state -> 'application' as application from cases
    where application_no = ${applicationNo} and case_no <> ${caseNo} order by (state -> 'part' ->> 'no')::int`
  return rows.map(row => row.application)
}

/** All parts of a combined application, in their logical order; empty when there is no such application. */
export function readParts(sql: Sql, applicationNo: string): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select case_no as "caseNo", world, seq, head, state from cases
    where application_no = ${applicationNo} order by (state -> 'part' ->> 'no')::int` as unknown as Promise<CaseRow[]>
}
