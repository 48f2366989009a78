import type { Sql } from './client.ts'

/** Long enough that an answer under way has been acknowledged. */
const settledAfter = '5 seconds'

/** Open cases whose ledger has moved beyond what their workflow is known to have followed. */
export async function casesBehind(sql: Sql, limit = 1_000): Promise<string[]> {
  const rows = await sql<{ caseNo: string }[]>`
    select cases.case_no as "caseNo" from cases left join case_acks acks on acks.case_no = cases.case_no
    where cases.stage <> 'closed' and cases.seq > coalesce(acks.seq, 0) and cases.moved_at < now() - ${settledAfter}::interval
    order by cases.moved_at limit ${limit}`
  return rows.map(row => row.caseNo)
}

/** Remembers how far workflows have followed. */
export async function acknowledge(sql: Sql, acks: readonly (readonly [caseNo: string, seq: number])[]): Promise<void> {
  if (acks.length === 0) return
  const caseNos = acks.map(([caseNo]) => caseNo)
  const seqs = acks.map(([, seq]) => seq)
  await sql`
    insert into case_acks (case_no, seq) select * from unnest(${caseNos}::text[], ${seqs}::int[])
    on conflict (case_no) do update set seq = greatest(case_acks.seq, excluded.seq)`
}
