import { type ProcedureId, procedureTitles } from '../domain/procedures/ids.ts'
import type { Unit } from '../domain/register/types.ts'
import type { UnitFacts } from '../domain/rules/rule.ts'
import type { CaseRow } from './cases.ts'
import type { Sql, Transaction } from './client.ts'
import { genesis } from './hashChain.ts'
import type { LockedUnit } from './register.ts'

/** The units of a case as rules see them, and as recording needs them. */
export interface UnitContextRow {
  readonly units: readonly UnitFacts[]
  readonly locked: readonly LockedUnit[]
  /** An accepted, unrecorded case of the same procedure, units and parties that stands before this one. */
  readonly twin: string | null
}

interface Found {
  readonly units: { unitCode: string; head: string; state: Unit }[] | null
  readonly earlier: { unitCode: string; caseNo: string; procedure: ProcedureId }[] | null
  readonly twin: string | null
}

/** A case's row together with what stands on its units; null when there is no such case. */
export interface CaseInContext {
  readonly row: CaseRow
  /** Null where conflicts do not matter: before acceptance and after recording. */
  readonly context: UnitContextRow | null
}

/** A case and, while it awaits recording, the register's view of it: one statement, because every answer to an act is one of these. */
export async function readCaseInContext(sql: Sql, caseNo: string): Promise<CaseInContext | null> {
  const [found] = await sql<(CaseRow & { context: Found | null })[]>`
    with ${neighbours(sql, caseNo)}
    select case_no as "caseNo", world, seq, head, state,
      case when stage in ('examination', 'recording') then (${view(sql, caseNo)}) end as context
    from cases where case_no = ${caseNo}`
  if (!found) return null
  const { context, ...row } = found
  return { row, context: context && contextOf(row.state.application.units, context) }
}

/**
 * The register's view of a case: its units, the accepted and unrecorded cases that stand before it on them (first first), its twin.
 * Under the units' locks it decides; without them it is a warning.
 */
export async function readUnitContext(tx: Transaction, caseNo: string, unitCodes: readonly string[]): Promise<UnitContextRow> {
  const [found] = await tx<{ context: Found }[]>`with ${neighbours(tx, caseNo)} select (${view(tx, caseNo)}) as context`
  return contextOf(unitCodes, found?.context ?? { units: null, earlier: null, twin: null })
}

const neighbours = (sql: Sql | Transaction, caseNo: string) => sql`
  mine as (select world, unit_code, coalesce(order_no, 2147483647) as order_no from case_units where case_no = ${caseNo}),
  before as (
    select other.unit_code, other.case_no, other.order_no, cases.procedure, cases.fingerprint
    from mine join case_units other on other.world = mine.world and other.unit_code = mine.unit_code and other.pending
      and other.order_no < mine.order_no and other.case_no <> ${caseNo}
    join cases on cases.case_no = other.case_no)`

const view = (sql: Sql | Transaction, caseNo: string) => sql`
  select json_build_object(
    'units', (select json_agg(json_build_object('unitCode', unit_code, 'head', head, 'state', state))
      from register_units join mine using (world, unit_code)),
    'earlier', (select json_agg(json_build_object('unitCode', unit_code, 'caseNo', case_no, 'procedure', procedure) order by order_no)
      from before),
    'twin', (select before.case_no from before where fingerprint = (select fingerprint from cases where case_no = ${caseNo}) limit 1))`

function contextOf(unitCodes: readonly string[], { units, earlier, twin }: Found): UnitContextRow {
  const locked = unitCodes.map(unitCode => {
    const row = units?.find(candidate => candidate.unitCode === unitCode)
    return { unitCode, unit: row?.state ?? null, head: row?.head ?? genesis }
  })
  return {
    locked,
    twin,
    units: locked.map(({ unitCode, unit }) => ({ unitCode, unit, earlier: earlierOn(unitCode, earlier ?? []) })),
  }
}

const earlierOn = (unitCode: string, earlier: NonNullable<Found['earlier']>): UnitFacts['earlier'] =>
  earlier
    .filter(other => other.unitCode === unitCode)
    .map(other => ({ caseNo: other.caseNo, title: procedureTitles[other.procedure] }))
