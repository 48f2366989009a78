import { type ProcedureId, procedureTitles } from '../domain/procedures/ids.ts'
import type { Unit } from '../domain/register/types.ts'
import type { UnitFacts } from '../domain/rules/rule.ts'
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

/**
 * The register's view of a case in one statement: its units, the accepted and unrecorded cases that stand before it on them (first
 * first), its twin. Under the units' locks it decides; without them it is a warning.
 */
export async function readUnitContext(
  sql: Sql | Transaction,
  { world, caseNo, unitCodes }: { world: string; caseNo: string; unitCodes: readonly string[] },
): Promise<UnitContextRow> {
  const [found] = await sql<Found[]>`
    with mine as (select unit_code, coalesce(order_no, 2147483647) as order_no from case_units where case_no = ${caseNo}),
    before as (
      select other.unit_code, other.case_no, other.order_no, cases.procedure, cases.fingerprint
      from mine join case_units other on other.world = ${world} and other.unit_code = mine.unit_code and other.pending
        and other.order_no < mine.order_no and other.case_no <> ${caseNo}
      join cases on cases.case_no = other.case_no)
    select
      (select json_agg(json_build_object('unitCode', unit_code, 'head', head, 'state', state)) from register_units
        where world = ${world} and unit_code = any(${[...unitCodes]}::text[])) as units,
      (select json_agg(json_build_object('unitCode', unit_code, 'caseNo', case_no, 'procedure', procedure) order by order_no) from before) as earlier,
      (select case_no from before where fingerprint = (select fingerprint from cases where case_no = ${caseNo}) limit 1) as twin`
  const { units, earlier, twin } = found ?? { units: null, earlier: null, twin: null }
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
