import type { Sql } from './client.ts'

/** A step that waits for somebody. Lawful order is the order in which the applications were first handed in (S0-117, A26). */
export interface Task {
  readonly taskId: string
  readonly caseNo: string
  readonly action: string
  readonly procedure: string
  readonly stage: string
  readonly light: string | null
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

/** What awaits a post, first first. */
export function tasksOf(sql: Sql, queue: Queue, limit = 200): Promise<Task[]> {
  return sql<Task[]>`
    select * from (${tasks(sql, queue)}) tasks order by "filedAt", "caseNo" limit ${limit}` as unknown as Promise<Task[]>
}

/** One task of a post, with the first free case that stands before it among those of the same step and procedure. */
export async function taskOf(
  sql: Sql,
  queue: Queue,
  taskId: string,
): Promise<(Task & { readonly earlier: string | null }) | null> {
  const [task] = await sql<(Task & { earlier: string | null })[]>`
    with tasks as (${tasks(sql, queue)})
    select mine.*, (
      select other."caseNo" from tasks other
      where other.procedure = mine.procedure and other.action = mine.action and other."claimedBy" is null and other."filedAt" < mine."filedAt"
      order by other."filedAt", other."caseNo" limit 1) as earlier
    from tasks mine where mine."taskId" = ${taskId}`
  return task ?? null
}

type Fragment = ReturnType<Sql>

/** The main act of each stage, by the post that does it. Departments and tax have tracks of their own. */
function tasks(sql: Sql, { world, office, post }: Queue): Fragment {
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
      return select(
        sql,
        sql`${ours} and stage in ('certification', 'delivery')`,
        sql`case stage when 'certification' then 'issue' else 'deliver' end`,
      )
    case 'archivist':
      return select(sql, sql`${ours} and stage = 'archive'`, sql`'archive'`)
    case 'supervisor': // Red cases await a supervisor (S4-75).
      return select(sql, sql`${ours} and stage <> 'closed' and light = 'red'`, sql`'urge'`)
    case 'department:tax':
      return select(
        sql,
        sql`world = ${world} and stage in ('examination', 'recording') and state -> 'tracks' ->> 'tax' = 'open'`,
        sql`'tax-cleared'`,
      )
    default: {
      const track = sql`state -> 'tracks' -> 'departments' ->> ${post.replace('department:', '')}`
      return select(
        sql,
        sql`world = ${world} and stage = 'examination' and ${post.startsWith('department:')} and ${track} in ('open', 'failed')`,
        sql`'department-result'`,
      )
    }
  }
}

function select(sql: Sql, where: Fragment, action: Fragment): Fragment {
  return sql`
    select cases.case_no || ':' || ${action} as "taskId", cases.case_no as "caseNo", ${action} as action, procedure, stage, light,
      filed_at as "filedAt", due_at as "dueAt", claims.sub as "claimedBy"
    from cases left join task_claims claims on claims.task_id = cases.case_no || ':' || ${action}
    where ${where}`
}

/** Takes a task for somebody; false when another has it. */
export async function claimTask(sql: Sql, taskId: string, caseNo: string, sub: string): Promise<boolean> {
  const [row] = await sql<{ sub: string }[]>`
    insert into task_claims (task_id, case_no, sub) values (${taskId}, ${caseNo}, ${sub})
    on conflict (task_id) do update set task_id = excluded.task_id returning sub`
  return row?.sub === sub
}
