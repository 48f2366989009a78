import type { UnitPlace } from '../domain/case/types.ts'
import { applyEntry } from '../domain/register/applyEntry.ts'
import { nextTermEnd } from '../domain/register/terms.ts'
import type { Entry, RegisterEntry, Unit } from '../domain/register/types.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { canonicalText, genesis, hashOfText } from './hashChain.ts'

/** A unit under its lock: the state of the register and the hash of its last entry. */
export interface LockedUnit {
  readonly unitCode: string
  readonly unit: Unit | null
  readonly head: string
}

/**
 * Takes the locks of the units in unit-code order, registered or not, so that two transactions never wait for each other in a ring.
 */
export async function lockUnits(tx: Transaction, world: string, unitCodes: readonly string[]): Promise<void> {
  const sorted = [...unitCodes].sort()
  const lock = () =>
    tx`select 1 from unit_order where world = ${world} and unit_code = any(${sorted}::text[]) order by unit_code for update`
  if ((await lock()).length === new Set(sorted).size) return
  await tx`
    insert into unit_order (world, unit_code) select ${world}, code from unnest(${sorted}::text[]) as code order by code
    on conflict do nothing`
  await lock()
}

/**
 * Takes the next place in the order of acceptance on each unit, and with it the unit's lock. A transaction that is rolled back gives
 * its places back.
 */
export async function takePlaces(tx: Transaction, world: string, unitCodes: readonly string[]): Promise<UnitPlace[]> {
  const sorted = [...unitCodes].sort()
  return tx<UnitPlace[]>`
    insert into unit_order (world, unit_code, last_order)
    select ${world}, code, 1 from unnest(${sorted}::text[]) as code order by code
    on conflict (world, unit_code) do update set last_order = unit_order.last_order + 1
    returning unit_code as "unitCode", last_order as "orderNo"` as unknown as Promise<UnitPlace[]>
}

/** The units in the order asked for. */
export async function readUnits(sql: Sql | Transaction, world: string, unitCodes: readonly string[]): Promise<LockedUnit[]> {
  const rows = await sql<{ unitCode: string; head: string; state: Unit }[]>`
    select unit_code as "unitCode", head, state from register_units where world = ${world} and unit_code = any(${[...unitCodes]}::text[])`
  return unitCodes.map(unitCode => {
    const row = rows.find(candidate => candidate.unitCode === unitCode)
    return { unitCode, unit: row?.state ?? null, head: row?.head ?? genesis }
  })
}

/**
 * An entry to write. `unaware`: the open cases that need not be told of it, with all parts of their applications; the case that writes
 * it, unless it says otherwise. `byTerms`: the unit's terms write it themselves and need no word of it.
 */
export interface EntryToWrite {
  readonly world: string
  readonly before: LockedUnit
  readonly entry: Entry
  readonly at: Instant
  readonly caseNo: string | null
  readonly unaware?: readonly string[]
  readonly byTerms?: boolean
}

export interface WrittenEntry {
  readonly after: LockedUnit & { readonly unit: Unit }
  /** Whether anybody has to be told: the outbox has rows of it. */
  readonly told: boolean
}

/**
 * Writes one entry of a unit and the unit as it is after it, and puts into the outbox whom it concerns: the unit's terms where there
 * are any, the open cases on the unit. The caller holds the unit's lock.
 */
export async function writeEntry(tx: Transaction, write: EntryToWrite): Promise<WrittenEntry> {
  const { world, before, entry, at, caseNo } = write
  const version = (before.unit?.version ?? 0) + 1
  const bare = { unitCode: before.unitCode, version, at, caseNo, entry, prevHash: before.head }
  const row: RegisterEntry = { ...bare, hash: entryHash(world, bare) }
  const unit = applyEntry(before.unit, row)
  const termEndsAt = nextTermEnd(unit)?.endsAt ?? null
  const concernsTerms = !write.byTerms && (termEndsAt !== null || (before.unit !== null && nextTermEnd(before.unit) !== null))
  const [[told]] = await Promise.all([
    tx<{ told: boolean }[]>`
      with written as (
        insert into register_entries (world, unit_code, version, at, case_no, entry, prev_hash, hash)
        values (${world}, ${row.unitCode}, ${version}, ${at}, ${caseNo}, ${json(entry)}::text::jsonb, ${row.prevHash}, ${row.hash})),
      told as (${toTell(tx, write, version, concernsTerms)} returning 1)
      select exists (select 1 from told) as told`,
    tx`
      insert into register_units (world, unit_code, version, head, state, term_ends_at)
      values (${world}, ${row.unitCode}, ${version}, ${row.hash}, ${json(unit)}::text::jsonb, ${termEndsAt})
      on conflict (world, unit_code) do update
      set version = excluded.version, head = excluded.head, state = excluded.state, term_ends_at = excluded.term_ends_at`,
  ])
  return { after: { unitCode: row.unitCode, unit, head: row.hash }, told: told?.told ?? false }
}

function toTell(
  tx: Transaction,
  { world, before, entry, caseNo, unaware }: EntryToWrite,
  version: number,
  concernsTerms: boolean,
) {
  const { unitCode } = before
  const change = json({ unitCode, version, what: entry.kind })
  const not = [...(unaware ?? [caseNo ?? ''])]
  return tx`
    insert into outbox (world, kind, unit_code, case_no, payload, by_case)
    select ${world}, 'terms', ${unitCode}, null::text, '{}'::jsonb, ${caseNo}::text where ${concernsTerms}::boolean
    union all
    select world, 'register-changed', unit_code, case_no, ${change}::text::jsonb, ${caseNo}::text from case_units
    where world = ${world} and unit_code = ${unitCode} and pending and case_no <> all(${not}::text[]) and not exists (
      select 1 from cases mine join cases part on part.application_no = mine.application_no
      where mine.case_no = any(${not}::text[]) and part.case_no = case_units.case_no)`
}

/** The hash an entry must have. */
export const entryHash = (world: string, row: Omit<RegisterEntry, 'hash'>): string => hashOfText(entryText(world, row))

/** What is hashed of an entry. */
export function entryText(world: string, row: Omit<RegisterEntry, 'hash'>): string {
  const { unitCode, version, at, caseNo, entry, prevHash } = row
  return canonicalText({ world, unitCode, version, at, caseNo, entry, prevHash })
}

/** The columns of an entry as `RegisterEntry` names them. */
export const entryColumns = (sql: Sql | Transaction) => sql`
  unit_code as "unitCode", version, at, case_no as "caseNo", entry, prev_hash as "prevHash", hash`

export function readEntries(sql: Sql | Transaction, world: string, unitCode: string): Promise<RegisterEntry[]> {
  return sql<RegisterEntry[]>`
    select ${entryColumns(sql)} from register_entries
    where world = ${world} and unit_code = ${unitCode} order by version` as unknown as Promise<RegisterEntry[]>
}

/** A page of the whole register: the entries of the next units of these counties, by unit code. */
export async function readRegisterPage(
  sql: Sql,
  { world, counties, after, limit }: { world: string; counties: readonly string[]; after: string; limit: number },
): Promise<ReadonlyMap<string, readonly RegisterEntry[]>> {
  const rows = await sql<RegisterEntry[]>`
    select unit_code as "unitCode", version, at, case_no as "caseNo", entry, prev_hash as "prevHash", hash
    from register_entries where world = ${world} and unit_code in (
      select unit_code from register_units where world = ${world} and unit_code > ${after}
        and left(unit_code, 6) = any(${[...counties]}::text[])
      order by unit_code limit ${limit})
    order by unit_code, version`
  const units = new Map<string, RegisterEntry[]>()
  for (const row of rows) units.set(row.unitCode, [...(units.get(row.unitCode) ?? []), row])
  return units
}
