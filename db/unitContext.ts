import type { Application } from '../domain/case/types.ts'
import { type ProcedureId, procedureTitles } from '../domain/procedures/ids.ts'
import { editions } from '../domain/procedures/registry.ts'
import type { Unit } from '../domain/register/types.ts'
import type { UnitFacts } from '../domain/rules/rule.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import { type CalendarVersion, calendarAt, calendarVersion } from './calendar.ts'
import type { CaseRow } from './cases.ts'
import type { Sql, Transaction } from './client.ts'
import { genesis } from './hashChain.ts'
import type { LockedUnit } from './register.ts'

/** The units of a case as rules see them, and as recording needs them. */
export interface UnitContextRow {
  readonly units: readonly UnitFacts[]
  /** Registered buildings of the parcel that the case reaches through the parcel's land; empty for most. */
  readonly reached: readonly UnitFacts[]
  /** All units read, with the hashes that entries on them would follow. */
  readonly found: readonly LockedUnit[]
  /** An accepted, unrecorded case of the same procedure, units and parties that stands before this one. */
  readonly twin: string | null
  /** The other parts of a combined application (一并申请), in their logical order. */
  readonly siblings: readonly Application[]
}

interface Found {
  readonly units: FoundUnit[] | null
  readonly lands: FoundUnit[] | null
  readonly earlier: { unitCode: string; caseNo: string; procedure: ProcedureId }[] | null
  readonly twin: string | null
  readonly siblings: readonly Application[] | null
}

interface FoundUnit {
  readonly unitCode: string
  readonly head: string | null
  readonly state: Unit | null
  readonly reached?: boolean
}

/** A case's row together with what stands on its units; null when there is no such case. */
export interface CaseInContext {
  readonly row: CaseRow
  /** What the case's world goes by. */
  readonly calendar: Calendar
  /** Null where conflicts do not matter: before acceptance and after recording. */
  readonly context: UnitContextRow | null
}

/** A case and, while it awaits recording, the register's view of it: one statement, because every answer to an act is one of these. */
export async function readCaseInContext(sql: Sql, caseNo: string): Promise<CaseInContext | null> {
  const [found] = await sql<(CaseRow & { version: CalendarVersion; context: Found | null })[]>`
    with ${neighbours(sql, caseNo)}
    select case_no as "caseNo", world, seq, head, state, ${calendarVersion(sql, sql`cases.world`)} as version,
      case when stage in ('examination', 'recording') then (${view(sql, caseNo)}) end as context
    from cases where case_no = ${caseNo}`
  if (!found) return null
  const { version, context, ...row } = found
  const calendar = await calendarAt(sql, row.world, version)
  return { row, calendar, context: context && contextOf(row.state.application.units, context) }
}

/**
 * The register's view of a case: its units with the land they stand on, the units it reaches, the cases that are to be recorded before
 * it (first first), its twin. Under the units' locks it decides; without them it is a warning.
 */
export async function readUnitContext(tx: Transaction, caseNo: string, unitCodes: readonly string[]): Promise<UnitContextRow> {
  const [found] = await tx<{ context: Found }[]>`with ${neighbours(tx, caseNo)} select (${view(tx, caseNo)}) as context`
  return contextOf(unitCodes, found?.context ?? { units: null, lands: null, earlier: null, twin: null, siblings: null })
}

/** How the code of a parcel's land unit ends (GB/T 37346: W for what has no fixture, eight noughts). */
const landEnding = 'W00000000'
const parcelLength = 19

export const landOf = (unitCode: string): string => unitCode.slice(0, parcelLength) + landEnding

/** Editions that reach a parcel's buildings through its land (查封规定 21). */
const reachingEditions = editions.filter(({ writes }) => writes.reachesParcel).map(({ id }) => id)

/** The registered buildings of the parcels whose land is among the units, in code order. */
export async function buildingsOnLand(tx: Transaction, world: string, unitCodes: readonly string[]): Promise<string[]> {
  const lands = unitCodes.filter(code => code === landOf(code)).map(code => code.slice(0, parcelLength))
  if (lands.length === 0) return []
  const rows = await tx<{ unitCode: string }[]>`
    select unit_code as "unitCode" from register_units
    where world = ${world} and left(unit_code, 19) = any(${lands}::text[]) and right(unit_code, 9) <> ${landEnding}
      and jsonb_array_length(state -> 'holders') > 0
    order by unit_code`
  return rows.map(row => row.unitCode)
}

// `own`: the case's units. `mine`: those and the ones it reaches. `before`: others in the order of acceptance there; `precedes` is
// the rule earlier-case-first (contract.md): applications in order of acceptance; orders of organs before them all, in order of
// service, holding applications back as soon as they are served (查封规定 1), each other once accepted; what stands apart neither waits nor holds back; the parts of one application go together. Places are a unit's own: on a
// unit that is reached, only an order served earlier goes before.
const neighbours = (sql: Sql | Transaction, caseNo: string) => sql`
  own as (
    select own.world, unit_code, lane, served_at, coalesce(order_no, 2147483647) as order_no, fingerprint, application_no,
      state -> 'application' ->> 'edition' = any(${reachingEditions}::text[]) and right(unit_code, 9) = ${landEnding} as reaches
    from case_units own join cases on cases.case_no = own.case_no where own.case_no = ${caseNo}),
  mine as (
    select own.*, false as reached from own
    union all
    select own.world, found.unit_code, lane, served_at, 0, fingerprint, application_no, reaches, true
    from own join register_units found on found.world = own.world and left(found.unit_code, 19) = left(own.unit_code, 19)
    where own.reaches and right(found.unit_code, 9) <> ${landEnding} and jsonb_array_length(found.state -> 'holders') > 0
      and found.unit_code not in (select unit_code from own)),
  before as (
    select other.unit_code, other.case_no, other.lane, other.served_at, other.order_no, cases.procedure,
      cases.fingerprint = mine.fingerprint and other.order_no < mine.order_no as is_twin,
      (cases.application_no is null or cases.application_no is distinct from mine.application_no) and case mine.lane
        when 'application' then other.lane = 'entrusted' or other.lane = 'application' and other.order_no < mine.order_no
        when 'entrusted' then other.lane = 'entrusted' and other.order_no is not null
          and (other.served_at collate "C", other.order_no) < (mine.served_at collate "C", mine.order_no)
        else false end as precedes
    from mine join case_units other on other.world = mine.world and other.unit_code = mine.unit_code and other.pending
      and other.case_no <> ${caseNo}
    join cases on cases.case_no = other.case_no)`

const view = (sql: Sql | Transaction, caseNo: string) => sql`
  select json_build_object(
    'units', (select json_agg(json_build_object('unitCode', unit_code, 'head', head, 'state', state, 'reached', reached) order by unit_code)
      from mine left join register_units using (world, unit_code)),
    'lands', (select json_agg(json_build_object('unitCode', land.unit_code, 'head', land.head, 'state', land.state))
      from register_units land where (land.world, land.unit_code) in
        (select world, left(unit_code, 19) || ${landEnding} from mine where right(unit_code, 9) <> ${landEnding})),
    'earlier', (select json_agg(json_build_object('unitCode', unit_code, 'caseNo', case_no, 'procedure', procedure)
        order by lane = 'application', served_at collate "C", order_no) from before where precedes),
    'twin', (select case_no from before where is_twin limit 1),
    'siblings', (select json_agg(state -> 'application' order by (state -> 'part' ->> 'no')::int) from cases
      where application_no = (select application_no from own limit 1) and case_no <> ${caseNo}))`

function contextOf(unitCodes: readonly string[], { units, lands, earlier, twin, siblings }: Found): UnitContextRow {
  // A case may be about the land and a building on it: each unit once.
  const rows = new Map([...(lands ?? []), ...(units ?? [])].map(row => [row.unitCode, row]))
  const found = [...rows.values()].map(({ unitCode, head, state }) => ({ unitCode, unit: state, head: head ?? genesis }))
  const unitOn = (unitCode: string) => rows.get(unitCode)?.state ?? null
  const factsOf = (unitCode: string): UnitFacts => ({
    unitCode,
    unit: unitOn(unitCode),
    earlier: earlierOn(unitCode, earlier ?? []),
    land: landOf(unitCode) === unitCode ? null : unitOn(landOf(unitCode)),
  })
  const reached = (units ?? []).filter(one => one.reached).map(one => one.unitCode)
  return { found, twin, units: unitCodes.map(factsOf), reached: reached.map(factsOf), siblings: siblings ?? [] }
}

const earlierOn = (unitCode: string, earlier: NonNullable<Found['earlier']>): UnitFacts['earlier'] =>
  earlier
    .filter(other => other.unitCode === unitCode)
    .map(other => ({ caseNo: other.caseNo, title: procedureTitles[other.procedure] }))
