import type { Sql } from '../../db/client.ts'
import type { Difference } from '../differences.ts'
import { rowName } from './seal/rows.ts'

interface Unmatched {
  readonly world: string
  readonly unitCode: string
  readonly version: number
  readonly caseNo: string | null
  readonly inRegister: boolean
}

/**
 * Entries of the register and what the ledgers say they have recorded: each in both, of the same kind, case and world (S1-103). An act on a right
 * is told by the recording of the right; of no case are only units that were loaded and rights that have ended by themselves.
 */
export async function entryDifferences(sql: Sql): Promise<Difference[]> {
  const rows = await sql<Unmatched[]>`
    with recorded as (
      select filed.data ->> 'world' as world, one ->> 'unitCode' as unit_code, (one ->> 'version')::int as version, one ->> 'kind' as kind, case_no
      from case_events recording join case_events filed using (case_no), jsonb_array_elements(recording.data -> 'entries') one
      where recording.type = 'Recorded' and filed.seq = 1),
    written as (
      select world, unit_code, version, entry ->> 'kind' as kind, entry ->> 'how' as how, case_no, own_right.recorded
      from register_entries left join entries_on_own_right own_right on own_right.kind = entry ->> 'kind'),
    by_recording as (select * from written where case_no is not null and recorded is null)
    select coalesce(entry.world, said.world) as world, coalesce(entry.unit_code, said.unit_code) as "unitCode",
      coalesce(entry.version, said.version) as version, coalesce(entry.case_no, said.case_no) as "caseNo", entry.version is not null as "inRegister"
    from by_recording entry full join recorded said using (world, unit_code, version, kind, case_no)
    where entry.version is null or said.version is null
    union all
    select world, unit_code, version, case_no, true from written entry where recorded is not null and not exists (
      select from recorded said where (said.world, said.unit_code, said.case_no) = (entry.world, entry.unit_code, entry.case_no)
        and said.kind = entry.recorded and said.version < entry.version)
    union all
    select world, unit_code, version, case_no, true from written where case_no is null and kind <> 'unit-loaded'
      and (kind, how) not in (select kind, how from entries_of_no_case)`
  return rows.map(({ world, unitCode, version, caseNo, inRegister }) => ({
    what: rowName({ kind: 'register-entry', world, subject: unitCode, no: version }),
    path: 'caseNo',
    expected: inRegister ? '由完成全部步骤的案件登簿写入' : `案件 ${caseNo ?? ''} 的登簿记载在登记簿上`,
    found: inRegister ? `账本中没有案件 ${caseNo ?? '（无）'} 登簿写入它的记载` : '登记簿上没有',
  }))
}
