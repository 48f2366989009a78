import type { Suspension } from '../domain/case/clock.ts'
import { type StepMark, spansOf, stepMarkTypes } from '../domain/case/stepMarks.ts'
import type { EntryWay } from '../domain/case/types.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import type { SteppedCase } from '../domain/supervision/stepTimes.ts'
import { addDays } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'
import type { ReportScope } from './orderJumps.ts'

interface MarkedRow {
  readonly caseNo: string
  readonly procedure: ProcedureId
  readonly entry: EntryWay
  readonly suspensions: readonly Suspension[]
  readonly marks: readonly [StepMark['type'], StepMark['at'], StepMark['onward']][]
}

/** As many as one statement reads within the time that a statement has (`connect`), on a busy machine too. */
const casesOfARead = 400

/**
 * The cases accepted in a period with their steps, a batch at a time. Of a ledger only what tells the steps is read (`marksOf`): of most
 * events no more than type and time.
 */
export async function* steppedCases(
  sql: Sql,
  { world, office, from, until }: ReportScope,
  procedure?: ProcedureId,
): AsyncGenerator<SteppedCase[]> {
  const accepted = await sql<{ caseNo: string }[]>`
    select case_no as "caseNo" from cases
    where world = ${world} and office = ${office} and accepted_at >= ${from} and accepted_at < ${addDays(until, 1)}
      ${procedure ? sql`and procedure = ${procedure}` : sql``} order by case_no`
  for (let read = 0; read < accepted.length; read += casesOfARead) {
    const caseNos = accepted.slice(read, read + casesOfARead).map(({ caseNo }) => caseNo)
    yield (await marked(sql, caseNos)).map(asStepped)
  }
}

const marked = (sql: Sql, caseNos: readonly string[]) => sql<MarkedRow[]>`
  select case_no as "caseNo", procedure, state ->> 'entry' as entry, marks,
    jsonb_path_query_array(state, '$.clocks[*] ? (@.name != "step").suspensions[*]') as suspensions
  from cases cross join lateral (
    select json_agg(json_build_array(type, at, case type when 'Recorded' then data @? '$.certificates[*]' else data ? 'step' end) order by seq) as marks
    from case_events events where events.case_no = cases.case_no and type = any(${[...stepMarkTypes]}::text[])) told
  where case_no = any(${[...caseNos]}::text[]) order by case_no`

const asStepped = ({ marks, entry, ...row }: MarkedRow): SteppedCase => ({
  ...row,
  spans: spansOf(
    marks.map(([type, at, onward]) => ({ type, at, onward })),
    entry,
  ),
})
