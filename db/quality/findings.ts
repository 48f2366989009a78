import {
  type Finding,
  type FindingData,
  type FindingOrigin,
  type FindingStatus,
  findingOf,
  type Noted,
  type Raised,
} from '../../domain/quality/finding.ts'
import { addDays, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { appendQuality, lockQuality, type QualityPlace, type Recorded, readQuality, type Which } from './record.ts'

const asFinding = ({ id, lines }: Recorded<FindingData>): Finding => findingOf(Number(id), lines)

const readFindings = async (sql: Sql | Transaction, place: QualityPlace, which: Which): Promise<Finding[]> =>
  (await readQuality<FindingData>(sql, place, 'finding', which)).map(asFinding)

/** Raises findings under the office's next numbers, in the caller's transaction. */
export async function raiseFindings(
  tx: Transaction,
  place: QualityPlace,
  raised: readonly Raised[],
  { by: actor, at }: { readonly by: string; readonly at: Instant },
): Promise<Finding[]> {
  await lockQuality(tx, place, 'finding')
  const [row] = await tx<{ last: number }[]>`
    select count(*)::int as last from quality_record
    where world = ${place.world} and office = ${place.office} and subject = 'finding' and seq = 1`
  const numbered = raised.map((data, i) => ({ no: (row?.last ?? 0) + i + 1, data }))
  const line = { ...place, subject: 'finding', seq: 1, type: 'Raised', at, actor } as const
  await appendQuality(
    tx,
    numbered.map(({ no, data }) => ({ ...line, id: String(no), data })),
  )
  return numbered.map(({ no, data }) => findingOf(no, [{ type: 'Raised', data, at, actor }]))
}

/** Null where the office has no such finding. */
export async function readFinding(sql: Sql | Transaction, place: QualityPlace, no: number): Promise<Finding | null> {
  const [finding] = await readFindings(sql, place, sql`first.id = ${String(no)}`)
  return finding ?? null
}

/** Adds a line to a finding, one after the other: `next` sees it as it stands and says what is added, or throws. Null where there is none. */
export async function addToFinding(
  sql: Sql,
  place: QualityPlace,
  no: number,
  next: (finding: Finding) => Promise<Noted<FindingData>>,
): Promise<Finding | null> {
  return (await sql.begin(async tx => {
    await lockQuality(tx, place, 'finding')
    const id = String(no)
    const [found] = await readQuality<FindingData>(tx, place, 'finding', tx`first.id = ${id}`)
    if (!found) return null
    const line = await next(asFinding(found))
    await appendQuality(tx, [{ ...place, subject: 'finding', id, seq: found.lines.length + 1, ...line }])
    return findingOf(no, [...found.lines, line])
  })) as Finding | null
}

export interface FindingFilter {
  readonly status?: FindingStatus | undefined
  readonly origin?: string | undefined
  readonly caseNo?: string | undefined
  readonly responsible?: string | undefined
  /** Only those whose correction is over its last day on this day. */
  readonly overdueOn?: LocalDate | undefined
  /** Where the page before ended. */
  readonly after?: number | undefined
}

const page = 200

/** Findings by number, a page at a time; by default those that are not closed. */
export function findFindings(sql: Sql, place: QualityPlace, filter: FindingFilter): Promise<Finding[]> {
  const { origin, caseNo, responsible, overdueOn, after = 0 } = filter
  const status = overdueOn ? 'open' : filter.status
  const lines = sql`
    from quality_record line
    where (line.world, line.office, line.subject, line.id) = (first.world, first.office, first.subject, first.id)`
  const last = sql`(select type ${lines} order by seq desc limit 1)`
  const dueOn = sql`(select line.data ->> 'dueOn' ${lines} and line.data ? 'dueOn' order by seq desc limit 1)`
  const pageOf = sql`
    select id from quality_record first
    where first.world = ${place.world} and first.office = ${place.office} and first.subject = 'finding' and first.seq = 1
      and first.id::int > ${after} and ${last} = any(${status ? [...standing[status]] : notClosed}::text[])
      ${origin ? sql`and first.data ->> 'origin' = ${origin}` : sql``}
      ${caseNo ? sql`and first.data ->> 'caseNo' = ${caseNo}` : sql``}
      ${responsible ? sql`and first.data -> 'responsible' ? ${responsible}` : sql``}
      ${overdueOn ? sql`and ${dueOn} < ${overdueOn}` : sql``}
    order by first.id::int limit ${page}`
  return readFindings(sql, place, sql`first.id in (${pageOf})`)
}

/** The last line of a finding that stands so. */
const standing = { open: ['Raised', 'Returned'], corrected: ['Corrected'], closed: ['Closed'] } as const satisfies Readonly<
  Record<FindingStatus, readonly (keyof FindingData)[]>
>
const notClosed: string[] = [...standing.open, ...standing.corrected]

/** All raised between two days of Beijing, both counted: the ledger (台账). */
export const findingsBetween = (sql: Sql, place: QualityPlace, { from, until }: { from: LocalDate; until: LocalDate }) =>
  readFindings(sql, place, sql`first.at >= ${from} and first.at < ${addDays(until, 1)}`)

/** All findings of an origin, whatever became of them. */
export const findingsOfOrigin = (sql: Sql, place: QualityPlace, origin: FindingOrigin) =>
  readFindings(sql, place, sql`first.data ->> 'origin' = ${origin}`)
