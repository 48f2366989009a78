import type { LedgerEvent } from '../domain/case/events.ts'
import { fold } from '../domain/case/evolve.ts'
import type { CaseState, UnitPlace } from '../domain/case/types.ts'
import { foldUnit } from '../domain/register/applyEntry.ts'
import { nextTermEnd } from '../domain/register/terms.ts'
import { columnsOf, filedColumnsOf, insertCase, placeOf } from './cases.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { readEvents } from './ledger.ts'
import { lockUnits, readEntries } from './register.ts'

/**
 * Projections made again from the record, row by row, each under the lock under which clerks change it: while one case is rebuilt only
 * that case waits, for milliseconds, and nothing is ever gone that a clerk could look for.
 *
 * `same`: the row was what the record says; `mended`: it was not; `restored`: it was missing; `removed`: it stood without any record.
 */
export type Rebuilt = 'same' | 'mended' | 'restored' | 'removed'

/** For a drill's case whose row is lost: its clock's offset, which stands in its workflow's input and nowhere else. */
export type ClockOffsetOf = (caseNo: string) => Promise<number>

/** The case, its units and its places in the order of acceptance, from its ledger. */
export async function rebuildCase(sql: Sql, caseNo: string, clockOffsetOf: ClockOffsetOf): Promise<Rebuilt> {
  return (await sql.begin(async tx => {
    const [row] = await tx`select 1 from cases where case_no = ${caseNo} for update`
    const events = await readEvents(tx, caseNo)
    const state = fold(events, caseNo)
    if (!state) return removeCase(tx, caseNo)
    const world = worldOf(events)
    if (!row) await restoreCase(tx, world, world === '' ? 0 : await clockOffsetOf(caseNo), state)
    const cases = await setCase(tx, world, state)
    const units = await setCaseUnits(tx, world, state, placesOf(events))
    if (!row) return 'restored'
    return cases + units > 0 ? 'mended' : 'same'
  })) as Rebuilt
}

/** The row is lost; those of its units may be there. */
async function restoreCase(tx: Transaction, world: string, clockOffsetMs: number, state: CaseState): Promise<void> {
  await tx`delete from case_units where case_no = ${state.caseNo}`
  await insertCase(tx, world, clockOffsetMs, state)
}

/** Without a ledger there is no case. */
async function removeCase(tx: Transaction, caseNo: string): Promise<Rebuilt> {
  await tx`delete from case_units where case_no = ${caseNo}`
  await tx`delete from case_acks where case_no = ${caseNo}`
  await tx`delete from cases where case_no = ${caseNo}`
  return 'removed'
}

const worldOf = ([filed]: readonly LedgerEvent[]): string => (filed?.type === 'Filed' ? filed.data.world : '')

const placesOf = (events: readonly LedgerEvent[]): readonly UnitPlace[] =>
  events.flatMap(event => (event.type === 'Accepted' || event.type === 'DeemedAccepted' ? event.data.order : []))

/** How many rows had to change. `moved_at` and a drill's `clock_offset_ms` are no part of the record and stay. */
async function setCase(tx: Transaction, world: string, state: CaseState): Promise<number> {
  const row = { ...filedColumnsOf(state), ...columnsOf(state) }
  const values = tx`${world}, ${row.office}, ${row.procedure}, ${row.stage}, ${row.outcome}::text, ${row.light}::text, ${row.filedAt},
    ${row.acceptedAt}::text, ${row.dueAt}::text, ${row.datedFrom}::smallint, ${row.datedThrough}::smallint, ${row.partyNames}::text[],
    ${row.fingerprint}, ${row.applicationNo}::text, ${row.firstAsked}::text, ${state.seq}::int, ${state.head}, ${json(state)}::text::jsonb`
  const columns = tx`world, office, procedure, stage, outcome, light, filed_at, accepted_at, due_at, dated_from, dated_through,
    party_names, fingerprint, application_no, first_asked, seq, head, state`
  const { count } = await tx`
    update cases set (${columns}) = row(${values}) where case_no = ${state.caseNo} and (${columns}) is distinct from row(${values})`
  return count
}

async function setCaseUnits(tx: Transaction, world: string, state: CaseState, places: readonly UnitPlace[]): Promise<number> {
  const { caseNo, application } = state
  const { lane, servedAt, pending } = placeOf(state)
  const rows = application.units.map(unitCode => ({
    ...{
      case_no: caseNo,
      world,
      unit_code: unitCode,
      order_no: places.find(place => place.unitCode === unitCode)?.orderNo ?? null,
    },
    ...{ pending, lane, served_at: servedAt },
  }))
  const strays =
    await tx`delete from case_units where case_no = ${caseNo} and unit_code <> all(${[...application.units]}::text[])`
  const set = await tx`
    insert into case_units (case_no, world, unit_code, order_no, pending, lane, served_at)
    select * from json_to_recordset(${json(rows)}::text::json)
      as rows (case_no text, world text, unit_code text, order_no int, pending bool, lane text, served_at text)
    on conflict (case_no, unit_code) do update set (world, order_no, pending, lane, served_at) =
      row(excluded.world, excluded.order_no, excluded.pending, excluded.lane, excluded.served_at)
    where (case_units.world, case_units.order_no, case_units.pending, case_units.lane, case_units.served_at)
      is distinct from (excluded.world, excluded.order_no, excluded.pending, excluded.lane, excluded.served_at)`
  return strays.count + set.count
}

/** The unit as it stands on the register, from its entries; and the counter of its order of acceptance, which never falls behind the ledgers. */
export async function rebuildUnit(sql: Sql, { world, unitCode }: UnitKey): Promise<Rebuilt> {
  return (await sql.begin(async tx => {
    await lockUnits(tx, world, [unitCode])
    await catchUpOrder(tx, { world, unitCode })
    const [row] = await tx`select 1 from register_units where world = ${world} and unit_code = ${unitCode}`
    const entries = await readEntries(tx as unknown as Sql, world, unitCode)
    const unit = foldUnit(entries)
    const last = entries.at(-1)
    if (!unit || !last) {
      if (row) await tx`delete from register_units where world = ${world} and unit_code = ${unitCode}`
      return row ? 'removed' : 'same'
    }
    const termEndsAt = nextTermEnd(unit)?.endsAt ?? null
    const { count } = await tx`
      insert into register_units (world, unit_code, version, head, state, term_ends_at)
      values (${world}, ${unitCode}, ${last.version}, ${last.hash}, ${json(unit)}::text::jsonb, ${termEndsAt})
      on conflict (world, unit_code) do update
      set (version, head, state, term_ends_at) = row(excluded.version, excluded.head, excluded.state, excluded.term_ends_at)
      where (register_units.version, register_units.head, register_units.state, register_units.term_ends_at)
        is distinct from (excluded.version, excluded.head, excluded.state, excluded.term_ends_at)`
    if (!row) return 'restored'
    return count > 0 ? 'mended' : 'same'
  })) as Rebuilt
}

export interface UnitKey {
  readonly world: string
  readonly unitCode: string
}

/** A place given out twice would be two cases at once; one too high does no harm. */
async function catchUpOrder(tx: Transaction, { world, unitCode }: UnitKey): Promise<void> {
  await tx`
    update unit_order set last_order = given.last from (
      select max((place ->> 'orderNo')::int) as last
      from case_units join case_events events on events.case_no = case_units.case_no and events.type in ('Accepted', 'DeemedAccepted'),
        jsonb_array_elements(events.data -> 'order') as place
      where case_units.world = ${world} and case_units.unit_code = ${unitCode} and place ->> 'unitCode' = ${unitCode}) given
    where unit_order.world = ${world} and unit_order.unit_code = ${unitCode} and given.last > unit_order.last_order`
}

/**
 * What is claimed of workflows beyond their ledgers is forgotten: the sweep asks them again. Acknowledgements are no fold of the record;
 * the others stand.
 */
export async function forgetImpossibleAcks(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from case_acks acks where not exists (select 1 from cases where cases.case_no = acks.case_no and cases.seq >= acks.seq)`
  return count
}

const pageSize = 500

/** Every case that has a row or a ledger, by number, page by page. */
export async function* allCases(sql: Sql): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const rows = await sql<{ caseNo: string }[]>`
      select case_no as "caseNo" from (
        (select case_no from cases where case_no > ${after} order by 1 limit ${pageSize})
        union (select case_no from case_events where seq = 1 and case_no > ${after} order by 1 limit ${pageSize})) found
      order by 1 limit ${pageSize}`
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ caseNo }) => caseNo)
    after = last.caseNo
  }
}

/** Every unit that has a row or an entry, page by page. */
export async function* allUnits(sql: Sql): AsyncGenerator<UnitKey[]> {
  for (let after: UnitKey = { world: '', unitCode: '' }; ; ) {
    const place = sql`(${after.world}, ${after.unitCode})`
    const rows = await sql<UnitKey[]>`
      select world, unit_code as "unitCode" from (
        (select world, unit_code from register_units where (world, unit_code) > ${place} order by 1, 2 limit ${pageSize})
        union (select world, unit_code from register_entries where version = 1 and (world, unit_code) > ${place}
          order by 1, 2 limit ${pageSize})) found
      order by 1, 2 limit ${pageSize}`
    const last = rows.at(-1)
    if (!last) return
    yield [...rows]
    after = last
  }
}
