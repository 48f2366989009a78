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

/** The main act of each stage, by the post that does it. Departments and tax have tracks of their own. */
const queues: Readonly<Record<string, { readonly stage: string; readonly action: string }>> = {
  intake: { stage: 'intake', action: 'accept' },
  examiner: { stage: 'examination', action: 'examine' },
  registrar: { stage: 'recording', action: 'record' },
  archivist: { stage: 'archive', action: 'archive' },
}

export async function tasksOf(sql: Sql, world: string, office: string, post: string, limit = 200): Promise<Task[]> {
  if (post.startsWith('department:')) return departmentTasks(sql, world, post.slice('department:'.length), limit)
  if (post === 'certifier') return certifierTasks(sql, world, office, limit)
  if (post === 'supervisor') return redTasks(sql, world, office, limit)
  const queue = queues[post]
  if (!queue) return []
  const open = post === 'examiner' ? sql`and state -> 'tracks' ->> 'examination' <> 'passed'` : sql``
  return select(
    sql,
    sql`world = ${world} and office = ${office} and stage = ${queue.stage} ${open}`,
    sql`${queue.action}::text`,
    limit,
  )
}

const certifierTasks = (sql: Sql, world: string, office: string, limit: number) =>
  select(
    sql,
    sql`world = ${world} and office = ${office} and stage in ('certification', 'delivery')`,
    sql`case stage when 'certification' then 'issue' else 'deliver' end`,
    limit,
  )

/** Red cases await a supervisor (S4-75). */
const redTasks = (sql: Sql, world: string, office: string, limit: number) =>
  select(sql, sql`world = ${world} and office = ${office} and stage <> 'closed' and light = 'red'`, sql`'urge'`, limit)

function departmentTasks(sql: Sql, world: string, department: string, limit: number): Promise<Task[]> {
  return department === 'tax'
    ? select(
        sql,
        sql`world = ${world} and stage in ('examination', 'recording') and state -> 'tracks' ->> 'tax' = 'open'`,
        sql`'tax-cleared'`,
        limit,
      )
    : select(
        sql,
        sql`world = ${world} and stage = 'examination' and state -> 'tracks' -> 'departments' ->> ${department} in ('open', 'failed')`,
        sql`'department-result'`,
        limit,
      )
}

type Fragment = ReturnType<Sql>

function select(sql: Sql, where: Fragment, action: Fragment, limit: number): Promise<Task[]> {
  return sql<Task[]>`
    select cases.case_no || ':' || ${action} as "taskId", cases.case_no as "caseNo", ${action} as action, procedure, stage, light,
      filed_at as "filedAt", due_at as "dueAt", claims.sub as "claimedBy"
    from cases left join task_claims claims on claims.task_id = cases.case_no || ':' || ${action}
    where ${where} order by filed_at, cases.case_no limit ${limit}` as unknown as Promise<Task[]>
}

/** Takes a task for somebody; false when another has it. */
export async function claimTask(sql: Sql, taskId: string, caseNo: string, sub: string): Promise<boolean> {
  const [row] = await sql<{ sub: string }[]>`
    insert into task_claims (task_id, case_no, sub) values (${taskId}, ${caseNo}, ${sub})
    on conflict (task_id) do update set task_id = excluded.task_id returning sub`
  return row?.sub === sub
}
