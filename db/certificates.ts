import type { OfficeProfile } from '../domain/office/profile.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Transaction } from './client.ts'

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
