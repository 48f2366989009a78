import { json, type Sql } from './client.ts'

/** A command answered with 202: what to send again, and what came of it. */
export interface PendingCommand {
  readonly id: string
  readonly sub: string
  readonly world: string
  readonly caseNo: string
  readonly kind: 'open' | 'act' | 'open-application' | 'act-on-all'
  readonly payload: unknown
  readonly status: 'pending' | 'done'
  readonly attempts: number
  readonly outcomeStatus: number | null
  readonly outcome: unknown
}

/** Keeps a command until it has an outcome; kept twice, the first stays. Returns the payload that is kept under the id. */
export async function keepCommand(
  sql: Sql,
  command: Pick<PendingCommand, 'id' | 'sub' | 'world' | 'caseNo' | 'kind' | 'payload'>,
): Promise<unknown> {
  const { id, sub, world, caseNo, kind, payload } = command
  const [kept] = await sql<{ payload: unknown }[]>`
    insert into pending_commands (id, sub, world, case_no, kind, payload, next_attempt_at)
    values (${id}, ${sub}, ${world}, ${caseNo}, ${kind}, ${json(payload)}::text::jsonb, now() + interval '1 second')
    on conflict (id) do update set id = excluded.id returning payload`
  return kept?.payload
}

export async function readCommand(sql: Sql, id: string): Promise<PendingCommand | null> {
  const [row] = await sql<PendingCommand[]>`
    select id, sub, world, case_no as "caseNo", kind, payload, status, attempts, outcome_status as "outcomeStatus", outcome
    from pending_commands where id = ${id}`
  return row ?? null
}

/**
 * Takes commands that are due for another attempt; their next one is put off at once, so that two API processes never send the same.
 * Within a case the oldest goes first and alone: what was asked first is asked first again.
 */
export function takeDueCommands(sql: Sql, limit = 50): Promise<PendingCommand[]> {
  return sql<PendingCommand[]>`
    update pending_commands set attempts = attempts + 1,
      next_attempt_at = now() + least(interval '30 seconds', interval '1 second' * (1 + attempts))
    where id in (
      select id from pending_commands mine where status = 'pending' and next_attempt_at <= now()
        and not exists (select 1 from pending_commands earlier
          where earlier.case_no = mine.case_no and earlier.status = 'pending' and earlier.created_at < mine.created_at)
      order by created_at limit ${limit} for update skip locked)
    returning id, sub, world, case_no as "caseNo", kind, payload, status, attempts, outcome_status as "outcomeStatus", outcome` as unknown as Promise<
    PendingCommand[]
  >
}

export async function settleCommand(sql: Sql, id: string, outcomeStatus: number, outcome: unknown): Promise<void> {
  await sql`
    update pending_commands set status = 'done', outcome_status = ${outcomeStatus}, outcome = ${json(outcome)}::text::jsonb
    where id = ${id} and status = 'pending'`
}

export async function countPending(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from pending_commands where status = 'pending'`
  return row?.count ?? 0
}
