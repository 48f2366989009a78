import { mainActionByStage } from '../domain/case/tasks.ts'
import { instantHours } from '../domain/limits/serviceClass.ts'
import type { JumpReason, PriorityClass } from '../domain/office/priority.ts'
import { type InstantWindow, officeOf } from '../domain/office/profile.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'

/**
 * A step that waits for somebody. A queue is a step of a procedure in a priority class; its lawful order is the order in which the
 * applications were first handed in (S0-117, A26).
 */
export interface Task {
  readonly taskId: string
  readonly caseNo: string
  readonly action: string
  readonly procedure: string
  readonly stage: string
  readonly light: string | null
  readonly priority: PriorityClass
  readonly filedAt: string
  readonly dueAt: string | null
  readonly claimedBy: string | null
}

/** Whose tasks: those of a post, in an office's own business or a drill world. */
export interface Queue {
  readonly world: string
  readonly office: string
  readonly post: string
}

/**
 * What awaits a post: who goes first by a recorded reason before the ordinary, each class in order of application. `procedures`: only of
 * these.
 */
export function tasksOf(sql: Sql, queue: Queue, procedures?: readonly string[], limit = 200): Promise<Task[]> {
  return sql<Task[]>`
    select * from (${tasks(sql, queue)}) tasks ${procedures ? sql`where procedure = any(${[...procedures]}::text[])` : sql``}
    order by priority = 'ordinary', "filedAt", "caseNo" limit ${limit}` as unknown as Promise<Task[]>
}

/**
 * A task with the first free case that stands before it in its own queue, and the first that was handed in before it and is passed over
 * because of its priority class.
 */
export interface PlacedTask extends Task {
  readonly earlier: string | null
  readonly passedOver: string | null
}

export async function taskOf(sql: Sql, queue: Queue, taskId: string): Promise<PlacedTask | null> {
  const firstFree = (which: Fragment) => sql`(
    select other."caseNo" from tasks other
    where other.procedure = mine.procedure and other.action = mine.action and other."claimedBy" is null
      and other."filedAt" < mine."filedAt" and ${which}
    order by other."filedAt", other."caseNo" limit 1)`
  const [task] = await sql<PlacedTask[]>`
    with tasks as (${tasks(sql, queue)})
    select mine.*, ${firstFree(sql`other.priority = mine.priority`)} as earlier,
      ${firstFree(sql`mine.priority <> 'ordinary' and other.priority = 'ordinary'`)} as "passedOver"
    from tasks mine where mine."taskId" = ${taskId}`
  return task ?? null
}

type Fragment = ReturnType<Sql>

/** A post's own tasks; those of the window beside them, where the office has one for what it promises within the hour. */
function tasks(sql: Sql, queue: Queue): Fragment {
  const window = officeOf(queue.office)?.instantWindow
  const own = ownTasks(sql, queue)
  return window?.post === queue.post ? sql`${own} union all ${windowTasks(sql, queue, window)}` : own
}

/** The main acts of instant cases that the window may do, whosever they are (S3-13; `windowPostFor`). */
const windowTasks = (sql: Sql, { world, office }: Queue, { acts }: InstantWindow): Fragment =>
  select(
    sql,
    sql`world = ${world} and office = ${office} and ${mainAction(sql)} = any(${[...acts]}::text[])
      and not (stage = 'examination' and state -> 'tracks' ->> 'examination' = 'passed')
      and jsonb_path_exists(state, '$.clocks[*] ? (@.name == "promised" && @.limitHours <= $hours)', jsonb_build_object('hours', ${instantHours}::numeric))`,
    mainAction(sql),
  )

/** The main act of each stage, by the post that does it. Departments and tax have tracks of their own. */
function ownTasks(sql: Sql, { world, office, post }: Queue): Fragment {
  const ours = sql`world = ${world} and office = ${office}`
  switch (post) {
    case 'intake':
      return select(sql, sql`${ours} and stage = 'intake'`, sql`'accept'`)
    case 'examiner':
      return select(
        sql,
        sql`${ours} and stage = 'examination' and state -> 'tracks' ->> 'examination' <> 'passed'`,
        sql`'examine'`,
      )
    case 'registrar':
      return select(sql, sql`${ours} and stage = 'recording'`, sql`'record'`)
    case 'certifier':
      return select(sql, sql`${ours} and stage in ('certification', 'delivery')`, mainAction(sql))
    case 'archivist':
      return select(sql, sql`${ours} and stage = 'archive'`, sql`'archive'`)
    case 'supervisor': // Red cases await a disposition (S4-75).
      return select(sql, sql`${ours} and stage <> 'closed' and light = 'red' and ${undisposed(sql)}`, sql`'urge'`)
    case 'department:tax':
      return select(
        sql,
        sql`${ours} and stage in ('examination', 'recording') and state -> 'tracks' ->> 'tax' = 'open'`,
        sql`'tax-cleared'`,
      )
    default: {
      const track = sql`state -> 'tracks' -> 'departments' ->> ${post.replace('department:', '')}`
      return select(
        sql,
        sql`${ours} and stage = 'examination' and ${post.startsWith('department:')} and ${track} in ('open', 'failed')`,
        sql`'department-result'`,
      )
    }
  }
}

/** The main act of a row's `stage`. */
export const mainAction = (sql: Sql): Fragment => sql`(${json(mainActionByStage)}::text::jsonb ->> stage)`

/** Nobody has urged, reassigned or explained the case since it last turned red (S4-75). */
const undisposed = (sql: Sql) => sql`not exists (
  select from case_events done
  where done.case_no = cases.case_no and done.type in ('Urged', 'Reassigned', 'Explained') and done.seq > (${lastRed(sql, sql`seq`)}))`

/** Of the event by which the case last turned red. */
const lastRed = (sql: Sql, column: Fragment) => sql`
  select ${column} from case_events where case_no = cases.case_no and type = 'LightChanged' and data ->> 'light' = 'red' and data ->> 'clock' <> 'step'
  order by seq desc limit 1`

/** An open red case that nobody has disposed of and since when. */
export interface Undisposed {
  readonly caseNo: string
  readonly procedure: string
  readonly stage: string
  readonly redSince: Instant
}

/** Longest red first. */
export function undisposedCases(sql: Sql, { world, office }: Omit<Queue, 'post'>): Promise<Undisposed[]> {
  return sql<Undisposed[]>`
    select case_no as "caseNo", procedure, stage, (${lastRed(sql, sql`at`)}) as "redSince" from cases
    where world = ${world} and office = ${office} and stage <> 'closed' and light = 'red' and ${undisposed(sql)}
    order by "redSince", case_no` as unknown as Promise<Undisposed[]>
}

function select(sql: Sql, where: Fragment, action: Fragment): Fragment {
  return sql`
    select cases.case_no || ':' || ${action} as "taskId", cases.case_no as "caseNo", ${action} as action, procedure, stage, light,
      filed_at as "filedAt", due_at as "dueAt", claims.sub as "claimedBy", coalesce((
        select class from case_priorities chosen where chosen.case_no = cases.case_no order by chosen.id desc limit 1), 'ordinary') as priority
    from cases left join task_claims claims on claims.task_id = cases.case_no || ':' || ${action}
    where ${where}`
}

export interface Claim {
  readonly world: string
  readonly office: string
  readonly taskId: string
  readonly caseNo: string
  readonly sub: string
  readonly at: Instant
  /** Where it is taken before an earlier one that is free: which, and why. */
  readonly jump: { readonly earlierCaseNo: string; readonly reason: JumpReason; readonly note: string | null } | null
}

/** Takes a task for somebody, and writes down whom it passes over; false when another has it. Taken again, nothing is written. */
export function claimTask(sql: Sql, { world, office, taskId, caseNo, sub, at, jump }: Claim): Promise<boolean> {
  return sql.begin(async tx => {
    const [taken] = await tx`
      insert into task_claims (task_id, case_no, sub, reason, claimed_at)
      values (${taskId}, ${caseNo}, ${sub}, ${jump?.reason ?? null}, ${at})
      on conflict (task_id) do nothing returning task_id`
    if (!taken) return (await holderOf(tx, taskId)) === sub
    if (jump)
      await tx`
        insert into order_jumps (world, office, task_id, case_no, earlier_case_no, sub, reason, note, at)
        values (${world}, ${office}, ${taskId}, ${caseNo}, ${jump.earlierCaseNo}, ${sub}, ${jump.reason}, ${jump.note}, ${at})`
    return true
  })
}

/** Who has claimed a task; null when it is free. */
export async function holderOf(sql: Sql | Transaction, taskId: string): Promise<string | null> {
  const [claim] = await sql<{ sub: string }[]>`select sub from task_claims where task_id = ${taskId}`
  return claim?.sub ?? null
}

/** Makes a task somebody's, whoever had it. */
export function giveTask(tx: Transaction, { taskId, caseNo, sub, at }: Pick<Claim, 'taskId' | 'caseNo' | 'sub' | 'at'>) {
  return tx`
    insert into task_claims (task_id, case_no, sub, claimed_at) values (${taskId}, ${caseNo}, ${sub}, ${at})
    on conflict (task_id) do update set sub = excluded.sub, reason = null, claimed_at = excluded.claimed_at`
}

/** Gives a task back; false when the person has not got it. */
export async function releaseTask(sql: Sql, taskId: string, sub: string): Promise<boolean> {
  const rows = await sql`delete from task_claims where task_id = ${taskId} and sub = ${sub} returning task_id`
  return rows.length > 0
}
