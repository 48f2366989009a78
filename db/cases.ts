import type { CaseState } from '../domain/case/types.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { hashOf } from './hashChain.ts'

export interface CaseRow {
  readonly caseNo: string
  readonly world: string
  readonly seq: number
  readonly head: string
  readonly state: CaseState
}

/** The case's row, locked: from here on nobody else decides on this case. */
export async function lockCase(tx: Transaction, caseNo: string): Promise<CaseRow | null> {
  const [row] = await tx<CaseRow[]>`
    select case_no as "caseNo", world, seq, head, state from cases where case_no = ${caseNo} for update`
  return row ?? null
}

export async function readCase(sql: Sql, caseNo: string): Promise<CaseRow | null> {
  const [row] = await sql<CaseRow[]>`select case_no as "caseNo", world, seq, head, state from cases where case_no = ${caseNo}`
  return row ?? null
}

export async function insertCase(tx: Transaction, world: string, clockOffsetMs: number, state: CaseState): Promise<void> {
  const { application } = state
  await tx`
    insert into cases (case_no, world, office, procedure, stage, filed_at, party_names, fingerprint, seq, head, clock_offset_ms, state)
    values (${state.caseNo}, ${world}, ${application.office}, ${application.procedure}, ${state.stage}, ${state.filedAt},
      ${application.parties.map(party => party.name)}, ${fingerprintOf(state)}, ${state.seq}, ${state.head}, ${clockOffsetMs},
      ${json(state)}::text::jsonb)`
  await tx`
    insert into case_units (case_no, world, unit_code)
    select ${state.caseNo}, ${world}, code from unnest(${[...application.units]}::text[]) as code`
}

/** Brings the projection to a later state. */
export function updateCase(tx: Transaction, state: CaseState) {
  const columns = columnsOf(state)
  return tx`
    update cases set stage = ${state.stage}, outcome = ${columns.outcome}, light = ${columns.light}, accepted_at = ${columns.acceptedAt},
      due_at = ${columns.dueAt}, seq = ${state.seq}, head = ${state.head}, state = ${json(state)}::text::jsonb, moved_at = now()
    where case_no = ${state.caseNo}`
}

/** The columns that lists filter by; each is a function of the state, which `verify` checks. */
export function columnsOf(state: CaseState) {
  const promised = 'clocks' in state ? (state.clocks.find(clock => clock.name === 'promised') ?? state.clocks[0]) : undefined
  return {
    stage: state.stage,
    outcome: state.stage === 'closed' ? state.outcome : null,
    light: promised?.light ?? null,
    acceptedAt: 'acceptance' in state ? state.acceptance.at : null,
    dueAt: promised?.dueAt ?? null,
  }
}

/** The same for two applications of the same procedure, units and parties (rule `repeat-case`). */
export function fingerprintOf({ application }: CaseState): string {
  const parties = application.parties.map(party => `${party.role}:${party.name}:${party.idNo}`).sort()
  return hashOf({ procedure: application.procedure, units: [...application.units].sort(), parties })
}

/** Gives the case its place in the order of acceptance on each of its units; the caller holds their locks. */
export function joinOrder(tx: Transaction, world: string, caseNo: string, units: readonly string[]) {
  return tx`
    with next as (
      update unit_order set last_order = last_order + 1
      where world = ${world} and unit_code = any(${[...units]}::text[]) returning unit_code, last_order)
    update case_units set order_no = next.last_order, pending = true
    from next where case_units.case_no = ${caseNo} and case_units.unit_code = next.unit_code`
}

/** Recorded or closed: the case no longer holds later ones back. */
export function leaveOrder(tx: Transaction, caseNo: string) {
  return tx`update case_units set pending = false where case_no = ${caseNo} and pending`
}

export interface EarlierCase {
  readonly unitCode: string
  readonly caseNo: string
  readonly procedure: string
}

/** Accepted cases that stand before this one on its units and are not yet recorded, first first. */
export function readEarlier(sql: Sql | Transaction, world: string, caseNo: string): Promise<EarlierCase[]> {
  return sql<EarlierCase[]>`
    select other.unit_code as "unitCode", other.case_no as "caseNo", cases.procedure
    from case_units mine
    join case_units other on other.world = ${world} and other.unit_code = mine.unit_code and other.pending
      and other.order_no < coalesce(mine.order_no, 2147483647) and other.case_no <> mine.case_no
    join cases on cases.case_no = other.case_no
    where mine.case_no = ${caseNo} order by other.order_no` as unknown as Promise<EarlierCase[]>
}

/** An accepted, unrecorded case of the same procedure, units and parties that stands before this one. */
export async function readTwin(sql: Sql | Transaction, state: CaseState): Promise<string | null> {
  const [row] = await sql<{ caseNo: string }[]>`
    select twin.case_no as "caseNo" from cases twin
    join case_units theirs on theirs.case_no = twin.case_no and theirs.pending
    join case_units mine on mine.case_no = ${state.caseNo} and mine.unit_code = theirs.unit_code and mine.world = theirs.world
    where twin.fingerprint = ${fingerprintOf(state)} and twin.case_no <> ${state.caseNo}
      and theirs.order_no < coalesce(mine.order_no, 2147483647) limit 1`
  return row?.caseNo ?? null
}
