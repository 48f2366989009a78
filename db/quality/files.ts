import type { Refusal } from '../../domain/case/types.ts'
import type { Noted } from '../../domain/quality/finding.ts'
import type { Sql, Transaction } from '../client.ts'
import type { QualitySubject } from '../schema/quality.ts'
import { appendQuality, lockQuality, type QualityLine, type QualityPlace, readQuality } from './record.ts'

/** What is to be written; its place follows from what is there. */
export type NewLine = Pick<QualityLine, 'type' | 'at' | 'actor' | 'data'>

/** Begins the next one of a subject, under the office's next number. */
export const openFile = (sql: Sql, place: QualityPlace, subject: QualitySubject, line: NewLine): Promise<number> =>
  sql.begin(tx => openFileIn(tx, place, subject, line)) as Promise<number>

/** The same in the caller's transaction. */
export async function openFileIn(tx: Transaction, place: QualityPlace, subject: QualitySubject, line: NewLine): Promise<number> {
  await lockQuality(tx, place, subject)
  const [row] = await tx<{ last: number }[]>`
    select count(*)::int as last from quality_record
    where (world, office, subject, seq) = (${place.world}, ${place.office}, ${subject}, 1)`
  const no = (row?.last ?? 0) + 1
  await appendQuality(tx, [{ ...place, ...line, subject, id: String(no), seq: 1 }])
  return no
}

/** Adds to what is there what `next` makes of it, unless it refuses or finds nothing to add (null); one change after the other. */
export async function addLine<Data>(
  sql: Sql,
  place: QualityPlace,
  { subject, id }: Pick<QualityLine, 'subject' | 'id'>,
  next: (lines: readonly Noted<Data>[]) => Refusal | NewLine | null,
): Promise<Refusal | null> {
  return (await sql.begin(async tx => {
    await lockQuality(tx, place, subject)
    const [found] = await readQuality<Data>(tx, place, subject, tx`first.id = ${id}`)
    const lines = found?.lines ?? []
    const line = next(lines)
    if (line === null || 'rule' in line) return line
    await appendQuality(tx, [{ ...place, ...line, subject, id, seq: lines.length + 1 }])
    return null
  })) as Refusal | null
}

/** Which of these are not the office's own people, or not its cases in this world. */
export async function unknownOf(
  sql: Sql | Transaction,
  { world, office }: QualityPlace,
  { staff = [], cases = [] }: { readonly staff?: readonly string[]; readonly cases?: readonly string[] },
): Promise<string[]> {
  const rows = await sql<{ asked: string }[]>`
    select asked from unnest(${[...staff]}::text[]) as people (asked) where not exists (
      select 1 from staff where sub = asked and office = ${office} and not posts[1] like 'department:%')
    union all
    select asked from unnest(${[...cases]}::text[]) as numbers (asked) where not exists (
      select 1 from cases where case_no = asked and world = ${world} and office = ${office})`
  return rows.map(({ asked }) => asked)
}
