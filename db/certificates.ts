import type { OfficeProfile } from '../domain/office/profile.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { canonicalText, hashOfText } from './hashChain.ts'

/**
 * Takes the next numbers of an office, kind and year in the caller's transaction: if that rolls back, none is used up; the
 * counter's row lock keeps two recordings from taking the same (CN-1).
 */
export async function allocateNumbers(
  tx: Transaction,
  {
    world,
    office,
    kind,
    at,
    count,
  }: { world: string; office: OfficeProfile; kind: 'title' | 'proof'; at: Instant; count: number },
): Promise<string[]> {
  if (count === 0) return []
  const year = Number(at.slice(0, 4))
  const [row] = await tx<{ last: number }[]>`
    insert into certificate_counters (world, office, kind, year, last) values (${world}, ${office.office}, ${kind}, ${year}, ${count})
    on conflict (world, office, kind, year) do update set last = certificate_counters.last + ${count} returning last`
  if (!row) throw new Error('certificate counter gave no row')
  return Array.from({ length: count }, (_, i) => certificateNumber(office, kind, year, row.last - count + 1 + i))
}

/** 川（2025）广元市不动产权第0000001号 · 川（2025）广元市不动产证明第0000001号. */
export function certificateNumber(office: OfficeProfile, kind: 'title' | 'proof', year: number, serial: number): string {
  const { province, place } = office.certificate
  return `${province}（${year}）${place}不动产${kind === 'title' ? '权' : '证明'}第${String(serial).padStart(7, '0')}号`
}

/** A number that was given out, as it is kept. */
export interface IssuedNumber {
  readonly world: string
  readonly number: string
  readonly kind: string
  readonly unitCode: string
  readonly caseNo: string
  readonly at: Instant
}

export const certificateHash = (issued: IssuedNumber): string => hashOfText(certificateText(issued))

/** What is hashed of a number. */
export const certificateText = ({ world, number, kind, unitCode, caseNo, at }: IssuedNumber): string =>
  canonicalText({ world, number, kind, unitCode, caseNo, at })

/** Of these numbers those that were given out, in order. */
export function readNumbers(sql: Sql | Transaction, world: string, numbers: readonly string[]): Promise<IssuedNumber[]> {
  return sql<IssuedNumber[]>`
    select world, number, kind, unit_code as "unitCode", case_no as "caseNo", at from certificates
    where world = ${world} and number = any(${[...numbers]}::text[]) order by number` as unknown as Promise<IssuedNumber[]>
}

/** Writes numbers down as given out, in the transaction that records; the table refuses a second use. */
export function keepNumbers(tx: Transaction, issued: readonly IssuedNumber[]) {
  const rows = issued.map(one => ({ ...one, hash: certificateHash(one) }))
  return tx`
    insert into certificates (world, number, kind, unit_code, case_no, at, hash)
    select * from json_to_recordset(${json(rows)}::text::json)
      as rows (world text, number text, kind text, "unitCode" text, "caseNo" text, at text, hash text)`
}
