import type { LocalDate } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'
import { standIns } from './staffing.ts'
import { mainAction } from './tasks.ts'

interface Scope {
  readonly world: string
  readonly office: string
  readonly on: LocalDate
}

/** An open case as supervision sees it: where it stands, which lights it shows, who has it, whom it waits for. */
export interface LitCase {
  readonly caseNo: string
  readonly procedure: string
  readonly stage: string
  readonly light: string
  readonly dueAt: string
  readonly step: { readonly startedAt: string; readonly yellowAt: string; readonly dueAt: string; readonly light: string } | null
  /** Whoever claimed the task of the step, and who has it while he is away. */
  readonly holder: string | null
  readonly standIn: string | null
  /** Branches outside that are open: departments and tax. */
  readonly waitsFor: readonly string[]
  /** Null, or from when on the director is told of the red case. */
  readonly directorFrom: string | null
}

const page = 200

/** Open cases, those of another light or step left out, and how many there are of each; by case number, a page at a time. */
export async function lightsOf(
  sql: Sql,
  { world, office, on }: Scope,
  { light, step, after }: { readonly light?: string; readonly step?: string; readonly after?: string },
): Promise<{ totals: { step: string; light: string; stepLight: string | null; cases: number }[]; items: LitCase[] }> {
  const open = sql`
    select case_no, procedure, stage, cases.light, due_at, state,
      (select clock from jsonb_array_elements(state -> 'clocks') clock where clock ->> 'name' = 'step' and clock ->> 'stoppedAt' is null) as step
    from cases where world = ${world} and office = ${office} and stage <> 'closed' and cases.light is not null`
  const [totals, rows, acting] = await Promise.all([
    sql<{ step: string; light: string; stepLight: string | null; cases: number }[]>`
      select stage as step, light, step ->> 'light' as "stepLight", count(*)::int as cases from (${open}) open
      group by 1, 2, 3 order by 1, 2, 3`,
    sql<Omit<LitCase, 'standIn'>[]>`
      select open.case_no as "caseNo", procedure, stage, light, due_at as "dueAt",
        case when step is null then null else jsonb_build_object('startedAt', step -> 'startedAt', 'yellowAt', step -> 'yellowAt',
          'dueAt', step -> 'dueAt', 'light', step -> 'light') end as step,
        (select sub from task_claims claims where claims.task_id = open.case_no || ':' || ${mainAction(sql)}) as holder,
        array(select key from jsonb_each_text(state -> 'tracks' -> 'departments') branch where branch.value in ('open', 'failed') order by key)
          || case when state -> 'tracks' ->> 'tax' = 'open' then array['tax'] else '{}' end as "waitsFor",
        state -> 'awaitsDisposition' ->> 'directorFrom' as "directorFrom"
      from (${open}) open
      where open.case_no > ${after ?? ''} ${light ? sql`and (light = ${light} or step ->> 'light' = ${light})` : sql``}
        ${step ? sql`and stage = ${step}` : sql``}
      order by open.case_no limit ${page}`,
    standIns(sql, { world, on }),
  ])
  return { totals: [...totals], items: rows.map(row => ({ ...row, standIn: acting.get(row.holder ?? '') ?? null })) }
}
