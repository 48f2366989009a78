import { currentTask, taskIdOf } from '../domain/case/tasks.ts'
import type { CaseState } from '../domain/case/types.ts'
import { json, type Sql } from './client.ts'

/** A task of somebody's that is to be moved, and what came of it: `moved`, or the rule that refused it; null while it is not done. */
export interface TaskMove {
  readonly taskId: string
  readonly caseNo: string
  readonly outcome: string | null
  readonly detail: string | null
}

/** A reassignment of all tasks of one person, known by its sender's key. */
export interface MoveKey {
  readonly world: string
  readonly sub: string
  readonly key: string
}

/** The cases whose current task somebody has claimed, in order of application. Claims of steps that are done do not count. */
export async function casesHeldBy(
  sql: Sql,
  { world, office, sub }: { readonly world: string; readonly office: string; readonly sub: string },
): Promise<{ taskId: string; state: CaseState }[]> {
  const rows = await sql<{ taskId: string; state: CaseState }[]>`
    select claims.task_id as "taskId", cases.state from task_claims claims join cases on cases.case_no = claims.case_no
    where claims.sub = ${sub} and cases.world = ${world} and cases.office = ${office} and cases.stage <> 'closed'
    order by cases.filed_at, cases.case_no`
  return rows.filter(({ taskId, state }) => {
    const task = currentTask(state)
    return task !== null && taskIdOf(state.caseNo, task.action) === taskId
  })
}

/** What was set out to be moved under a key, with the digest of what was asked. */
export async function movesUnder(sql: Sql, { world, sub, key }: MoveKey): Promise<(TaskMove & { readonly digest: string })[]> {
  return sql<(TaskMove & { readonly digest: string })[]>`
    select task_id as "taskId", case_no as "caseNo", outcome, detail, digest from task_moves
    where world = ${world} and sub = ${sub} and idempotency_key = ${key} order by task_id`
}

/** Writes down what is to be moved before anything is: an interrupted reassignment knows what is left. */
export async function planMoves(
  sql: Sql,
  { world, sub, key }: MoveKey,
  digest: string,
  tasks: readonly Pick<TaskMove, 'taskId' | 'caseNo'>[],
): Promise<void> {
  await sql`
    insert into task_moves (world, sub, idempotency_key, digest, task_id, case_no)
    select ${world}, ${sub}, ${key}, ${digest}, "taskId", "caseNo"
    from json_to_recordset(${json(tasks)}::text::json) as tasks ("taskId" text, "caseNo" text)
    on conflict do nothing`
}

export async function settleMove(sql: Sql, { world, sub, key }: MoveKey, { taskId, outcome, detail }: TaskMove): Promise<void> {
  await sql`
    update task_moves set outcome = ${outcome}, detail = ${detail}
    where world = ${world} and sub = ${sub} and idempotency_key = ${key} and task_id = ${taskId}`
}
