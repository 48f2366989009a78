import type { LedgerEvent } from '../domain/case/events.ts'
import { firstAskedOf } from '../domain/case/firstAsked.ts'
import { yearsOfTerms } from '../domain/case/runningTerms.ts'
import { servedAtOf } from '../domain/case/service.ts'
import type { CaseState, UnitPlace } from '../domain/case/types.ts'
import { laneOf } from '../domain/procedures/edition.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import type { Instant } from '../domain/time/instant.ts'
import { type CalendarVersion, calendarAt, calendarVersion } from './calendar.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { hashOf } from './hashChain.ts'
import { appendEvents, readEvents } from './ledger.ts'

export interface CaseRow {
  readonly caseNo: string
  readonly world: string
  readonly seq: number
  readonly head: string
  readonly state: CaseState
}

/** A case under its lock, with what its ledger has beyond a position, and the calendar of its world. */
export interface LockedCase extends CaseRow {
  readonly missed: readonly LedgerEvent[]
  readonly calendar: Calendar
}

/** The case's row, locked: from here on nobody else decides on this case. Its events are read only when there are any after `afterSeq`. */
export async function lockCase(tx: Transaction, caseNo: string, afterSeq: number): Promise<LockedCase | null> {
  const [found] = await tx<(CaseRow & { version: CalendarVersion })[]>`
    select case_no as "caseNo", world, seq, head, state, ${calendarVersion(tx, tx`cases.world`)} as version
    from cases where case_no = ${caseNo} for update`
  if (!found) return null
  const { version, ...row } = found
  const missed = row.seq > afterSeq ? await readEvents(tx, caseNo, afterSeq) : []
  return { ...row, missed, calendar: await calendarAt(tx, row.world, version) }
}

export async function readCase(sql: Sql | Transaction, caseNo: string): Promise<CaseRow | null> {
  const [row] = await sql<CaseRow[]>`select case_no as "caseNo", world, seq, head, state from cases where case_no = ${caseNo}`
  return row ?? null
}

export async function insertCase(tx: Transaction, world: string, clockOffsetMs: number, state: CaseState): Promise<void> {
  const filed = filedColumnsOf(state)
  const { lane, servedAt, pending } = placeOf(state)
  const { datedFrom, datedThrough, firstAsked } = columnsOf(state)
  await tx`
    insert into cases (case_no, world, office, procedure, stage, filed_at, dated_from, dated_through, party_names, fingerprint,
      application_no, first_asked, seq, head, clock_offset_ms, state)
    values (${state.caseNo}, ${world}, ${filed.office}, ${filed.procedure}, ${state.stage}, ${filed.filedAt}, ${datedFrom},
      ${datedThrough}, ${filed.partyNames}, ${filed.fingerprint}, ${filed.applicationNo}, ${firstAsked}, ${state.seq}, ${state.head},
      ${clockOffsetMs}, ${json(state)}::text::jsonb)`
  await tx`
    insert into case_units (case_no, world, unit_code, lane, served_at, pending)
    select ${state.caseNo}, ${world}, code, ${lane}, ${servedAt}, ${pending} from unnest(${[...state.application.units]}::text[]) as code`
}

/** The columns that stand from the filing on. */
export function filedColumnsOf(state: CaseState) {
  const { office, procedure, parties } = state.application
  return {
    ...{ office, procedure, filedAt: state.filedAt, partyNames: parties.map(party => party.name) },
    ...{ fingerprint: fingerprintOf(state), applicationNo: state.part?.applicationNo ?? null },
  }
}

/**
 * How the case stands to others on its units: its lane, when an organ's order was served, and whether it holds later ones back. It does
 * while it is accepted and not yet recorded or closed; an organ's order from the moment it is served, accepted or not (查封规定 1, 23).
 */
export function placeOf(state: CaseState) {
  const lane = laneOf(editionOf(state.application.edition))
  const { stage } = state
  const accepted = stage === 'examination' || stage === 'recording'
  const served = lane === 'entrusted' && (stage === 'intake' || stage === 'awaiting-supplement')
  return { lane, servedAt: lane === 'entrusted' ? sortable(servedAtOf(state)) : null, pending: accepted || served }
}

/** With milliseconds: instants all in one offset and of one length sort as text (in the "C" order). */
export const sortable = (instant: Instant): string => (instant.length === wholeSeconds ? instant.replace('+', '.000+') : instant)

const wholeSeconds = '2025-06-05T10:12:00+08:00'.length

/** Appends events to the ledger and brings the projection to the state after them: one statement, because it is part of every act. */
export function advanceCase(tx: Transaction, state: CaseState, events: readonly LedgerEvent[]) {
  const columns = columnsOf(state)
  return tx`
    with appended as (${appendEvents(tx, state.caseNo, events)})
    update cases set stage = ${state.stage}, outcome = ${columns.outcome}, light = ${columns.light}, accepted_at = ${columns.acceptedAt},
      due_at = ${columns.dueAt}, dated_from = ${columns.datedFrom}, dated_through = ${columns.datedThrough},
      first_asked = ${columns.firstAsked}, seq = ${state.seq}, head = ${state.head}, state = ${json(state)}::text::jsonb, moved_at = now()
    where case_no = ${state.caseNo}`
}

/** The columns that lists filter by; each is a function of the state, which `verify` checks. */
export function columnsOf(state: CaseState) {
  const promised = 'clocks' in state ? (state.clocks.find(clock => clock.name === 'promised') ?? state.clocks[0]) : undefined
  const years = yearsOfTerms(state)
  return {
    stage: state.stage,
    outcome: state.stage === 'closed' ? state.outcome : null,
    light: promised?.light ?? null,
    acceptedAt: 'acceptance' in state ? state.acceptance.at : null,
    dueAt: promised?.dueAt ?? null,
    datedFrom: years?.from ?? null,
    datedThrough: years?.through ?? null,
    firstAsked: firstAskedOf(state)?.sub ?? null,
  }
}

/** The same for two applications of the same procedure, units and parties (rule `repeat-case`). */
export function fingerprintOf({ application }: CaseState): string {
  const parties = application.parties.map(party => `${party.role}:${party.name}:${party.idNo}`).sort()
  return hashOf({ procedure: application.procedure, units: [...application.units].sort(), parties })
}

/** Puts the case into the order of acceptance at the places it has taken. */
export function joinOrder(tx: Transaction, caseNo: string, places: readonly UnitPlace[]) {
  return tx`
    update case_units set order_no = places."orderNo", pending = true
    from json_to_recordset(${json(places)}::text::json) as places ("unitCode" text, "orderNo" int)
    where case_units.case_no = ${caseNo} and case_units.unit_code = places."unitCode"`
}

/** Recorded or closed: the case no longer holds later ones back. */
export function leaveOrder(tx: Transaction, caseNo: string) {
  return tx`update case_units set pending = false where case_no = ${caseNo} and pending`
}
