import { type ErrorData, errorOf, type RegistrationError } from '../../domain/quality/errors.ts'
import type { Period } from '../../domain/quality/periods.ts'
import { addDays } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { type QualityPlace, readQuality } from './record.ts'

/** The errors entered in a period, as they stand now, or as they stood at its end. */
export async function errorsIn(
  sql: Sql | Transaction,
  place: QualityPlace,
  { from, until }: Period,
  asOf?: 'until',
): Promise<RegistrationError[]> {
  const end = addDays(until, 1)
  const found = await readQuality<ErrorData>(sql, place, 'error', sql`first.at >= ${from} and first.at < ${end}`)
  return found.map(({ id, lines }) => errorOf(Number(id), asOf ? lines.filter(({ at }) => at < end) : lines))
}

/** Null where the office has entered none of that number. */
export async function readError(sql: Sql, place: QualityPlace, no: number): Promise<RegistrationError | null> {
  const [found] = await readQuality<ErrorData>(sql, place, 'error', sql`first.id = ${String(no)}`)
  return found ? errorOf(no, found.lines) : null
}

/** Whether a case has written that version of a unit's entries. */
export async function hasWritten(
  sql: Sql,
  world: string,
  { caseNo, unitCode, version }: { readonly caseNo: string; readonly unitCode: string; readonly version: number },
): Promise<boolean> {
  const rows = await sql`
    select 1 from register_entries
    where world = ${world} and unit_code = ${unitCode} and version = ${version} and case_no = ${caseNo}`
  return rows.length > 0
}
