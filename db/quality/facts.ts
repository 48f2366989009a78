import type { Placed, QualityFacts } from '../../domain/quality/figures.ts'
import { type FindingData, findingOf, isOverdue } from '../../domain/quality/finding.ts'
import type { Period } from '../../domain/quality/periods.ts'
import { addDays, type LocalDate } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { errorsIn } from './errors.ts'
import { type QualityPlace, readQuality, type Which } from './record.ts'

/**
 * What the record holds of a period, as it stood at its end: what was written later changes nothing, so that the figures come out the same
 * whenever they are counted.
 */
export async function readFacts(sql: Sql | Transaction, place: QualityPlace, period: Period): Promise<QualityFacts> {
  const [recorded, checked, errors, overdue, enquiries] = [
    await recordedFacts(sql, place, period),
    await checkedFacts(sql, place, period),
    await errorFacts(sql, place, period),
    await overdueFacts(sql, place, period),
    await enquiryFacts(sql, place, period),
  ]
  return { recorded, checked, errors, overdue, enquiries }
}

const county = (sql: Sql | Transaction) => sql`left(cases.state -> 'application' -> 'units' ->> 0, 6) as county`

function recordedFacts(sql: Sql | Transaction, { world, office }: QualityPlace, { from, until }: Period) {
  return sql<QualityFacts['recorded'][number][]>`
    with recorded as materialized (
      select events.case_no, events.seq, procedure, ${county(sql)}
      from case_events events join cases on cases.case_no = events.case_no
      where type = 'Recorded' and at >= ${from} and at < ${addDays(until, 1)} and cases.world = ${world} and cases.office = ${office})
    select procedure, county, count(*) filter (where before.type = 'LightChanged') > 0 as late,
      count(*) filter (where before.type = 'SupplementRequested')::int as notices
    from recorded left join case_events before on before.case_no = recorded.case_no and before.seq < recorded.seq
      and (before.type = 'SupplementRequested'
        or before.type = 'LightChanged' and before.data ->> 'light' = 'red' and before.data ->> 'clock' <> 'step')
    group by recorded.case_no, recorded.seq, procedure, county order by recorded.case_no` as unknown as Promise<
    QualityFacts['recorded']
  >
}

function checkedFacts(sql: Sql | Transaction, { world, office }: QualityPlace, { from, until }: Period) {
  return sql<QualityFacts['checked'][number][]>`
    select procedure, ${county(sql)}, line.data -> 'results' @? '$[*] ? (@.result == "fail")' as failed
    from quality_record line join cases on cases.case_no = line.data ->> 'caseNo'
    where line.world = ${world} and line.office = ${office} and subject = 'sample' and type = 'Checked'
      and at >= ${from} and at < ${addDays(until, 1)}
    order by line.id, line.seq` as unknown as Promise<QualityFacts['checked']>
}

async function errorFacts(sql: Sql | Transaction, place: QualityPlace, period: Period): Promise<QualityFacts['errors']> {
  const errors = await errorsIn(sql, place, period, 'until')
  const places = await placesOf(
    sql,
    errors.map(({ caseNo }) => caseNo),
  )
  return errors.flatMap(({ caseNo, compensationFen }) => {
    const placed = places.get(caseNo)
    return placed ? [{ ...placed, compensationFen }] : []
  })
}

async function overdueFacts(sql: Sql | Transaction, place: QualityPlace, { until }: Period): Promise<QualityFacts['overdue']> {
  const end = addDays(until, 1)
  const raised = await readQuality<FindingData>(sql, place, 'finding', openAt(sql, end))
  const findings = raised.map(({ id, lines }) =>
    findingOf(
      Number(id),
      lines.filter(({ at }) => at < end),
    ),
  )
  const late = findings.filter(finding => isOverdue(finding, end))
  const places = await placesOf(
    sql,
    late.flatMap(({ caseNo }) => caseNo ?? []),
  )
  return late.map(({ caseNo }) => places.get(caseNo ?? '') ?? null)
}

/** Raised before and not closed by then: what was closed is not read again for ever. */
const openAt = (sql: Sql | Transaction, end: LocalDate): Which => sql`
  first.at < ${end} and not exists (
    select 1 from quality_record line
    where (line.world, line.office, line.subject, line.id) = (first.world, first.office, first.subject, first.id)
      and line.type = 'Closed' and line.at < ${end})`

async function placesOf(sql: Sql | Transaction, caseNos: readonly string[]): Promise<ReadonlyMap<string, Placed>> {
  const rows = await sql<(Placed & { caseNo: string })[]>`
    select case_no as "caseNo", procedure, ${county(sql)} from cases where case_no = any(${[...caseNos]}::text[])`
  return new Map(rows.map(({ caseNo, ...placed }) => [caseNo, placed]))
}

async function enquiryFacts(
  sql: Sql | Transaction,
  { world, office }: QualityPlace,
  { from, until }: Period,
): Promise<QualityFacts['enquiries']> {
  const end = addDays(until, 1)
  const [row] = await sql<QualityFacts['enquiries'][]>`
    select count(*)::int as asked, count(*) filter (where closed_at < ${end})::int as answered from enquiries
    where world = ${world} and office = ${office} and asked_at >= ${from} and asked_at < ${end}`
  return row ?? { asked: 0, answered: 0 }
}
