import type { FirstAsked } from '../domain/case/types.ts'
import type { Enquiry } from '../domain/office/enquiry.ts'
import { json, type Sql, type Transaction } from './client.ts'

interface Place {
  readonly world: string
  readonly office: string
}

const columns = (sql: Sql | Transaction) => sql`
  no, asked_at as "askedAt", first_asked as "firstAsked", asker, question, routes, answer, answered_by as "answeredBy",
  answered_at as "answeredAt", result, satisfied, closed_at as "closedAt",
  (select json_build_object('caseNo', case_no, 'dueAt', due_at) from cases where cases.case_no = enquiries.case_no) as case`

/** Keeps an enquiry under the next number of the office (of the world). */
export async function addEnquiry(
  sql: Sql,
  { world, office }: Place,
  { firstAsked, askedAt, asker, question }: Pick<Enquiry, 'firstAsked' | 'askedAt' | 'asker' | 'question'>,
): Promise<Enquiry> {
  return (await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('enquiries'), hashtext(${`${world}/${office}`}))`
    const [row] = await tx<Enquiry[]>`
      insert into enquiries (world, office, no, asked_at, first_asked, asker, question)
      select ${world}, ${office}, coalesce(max(no), 0) + 1, ${askedAt}, ${firstAsked}, ${asker}, ${question}
      from enquiries where world = ${world} and office = ${office} returning ${columns(tx)}`
    return row
  })) as Enquiry
}

/** One step on one enquiry under its lock: what `change` makes of it is written. Null where there is no such enquiry. */
export async function changeEnquiry(
  sql: Sql,
  { world, office }: Place,
  no: number,
  change: (enquiry: Enquiry) => Enquiry,
): Promise<Enquiry | null> {
  return (await sql.begin(async tx => {
    const [found] = await tx<Enquiry[]>`
      select ${columns(tx)} from enquiries where world = ${world} and office = ${office} and no = ${no} for update`
    if (!found) return null
    const { routes, answer, answeredBy, answeredAt, result, satisfied, closedAt } = change(found)
    const [row] = await tx<Enquiry[]>`
      update enquiries set routes = ${json(routes)}::text::jsonb, answer = ${answer}, answered_by = ${answeredBy},
        answered_at = ${answeredAt}, result = ${result}, satisfied = ${satisfied}, closed_at = ${closedAt}
      where world = ${world} and office = ${office} and no = ${no} returning ${columns(tx)}`
    return row
  })) as Enquiry | null
}

/** Null where the office has no such enquiry. */
export async function readEnquiry(sql: Sql, { world, office }: Place, no: number): Promise<Enquiry | null> {
  const [row] = await sql<Enquiry[]>`
    select ${columns(sql)} from enquiries where world = ${world} and office = ${office} and no = ${no}`
  return row ?? null
}

/** An enquiry becomes a case: who was asked first stays the same, and the enquiry leads to the first case that came of it. */
export async function becomesCase(
  tx: Transaction,
  { world, office }: Place,
  no: number,
  caseNo: string,
): Promise<FirstAsked | null> {
  const [row] = await tx<Pick<Enquiry, 'firstAsked' | 'askedAt' | 'answeredAt'>[]>`
    update enquiries set case_no = coalesce(case_no, ${caseNo}) where world = ${world} and office = ${office} and no = ${no}
    returning first_asked as "firstAsked", asked_at as "askedAt", answered_at as "answeredAt"`
  return row ? { sub: row.firstAsked, at: row.askedAt, enquiry: { no, answeredAt: row.answeredAt } } : null
}

/** Those without a result, the first asked first. */
export function openEnquiries(sql: Sql, { world, office }: Place, limit = 200): Promise<Enquiry[]> {
  return sql<Enquiry[]>`
    select ${columns(sql)} from enquiries where world = ${world} and office = ${office} and closed_at is null
    order by no limit ${limit}` as unknown as Promise<Enquiry[]>
}
