import { branchesOf, type Duty } from '../domain/case/duty.ts'
import type { Prompt } from '../domain/case/prompts.ts'
import { currentTask, taskIdOf } from '../domain/case/tasks.ts'
import type { CaseState } from '../domain/case/types.ts'
import type { Instant } from '../domain/time/instant.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { readStaffOn, type StaffDay } from './staffing.ts'
import { holderOf } from './tasks.ts'

/** Who is on duty for a case on a day: asked only when a light changes or a case is urged. */
export async function readDuty(tx: Transaction, day: StaffDay, state: CaseState): Promise<Duty> {
  const task = currentTask(state)
  const { office } = state.application
  const [claimant, staff, partners] = await Promise.all([
    task ? holderOf(tx, taskIdOf(state.caseNo, task.action)) : null,
    readStaffOn(tx, office, day),
    tx<
      { sub: string; posts: Duty['partners'][number]['posts'] }[]
    >`select sub, posts from staff where office = ${office} and posts && ${branchesOf(state)}::text[] order by sub`,
  ])
  return { claimant, staff, partners }
}

export function addPrompts(
  tx: Transaction,
  { world, caseNo, at }: { readonly world: string; readonly caseNo: string; readonly at: Instant },
  prompts: readonly Prompt[],
) {
  return tx`
    insert into prompts (world, case_no, seq, sub, in_stead_of, kind, clock, text, at)
    select ${world}, ${caseNo}, seq, sub, "inSteadOf", kind, clock, text, ${at}
    from json_to_recordset(${json(prompts)}::text::json)
      as rows (seq int, sub text, "inSteadOf" text, kind text, clock text, text text)`
}

/** A prompt as whoever it is for reads it. */
export interface PromptRow extends Prompt {
  readonly id: number
  readonly caseNo: string
  readonly at: Instant
  readonly readAt: Instant | null
  readonly readBy: string | null
}

const columns = (sql: Sql) => sql`
  id, case_no as "caseNo", seq, sub, in_stead_of as "inSteadOf", kind, clock, text, at, read_at as "readAt", read_by as "readBy"`

/** What these people have been told, newest first. */
export function promptsFor(
  sql: Sql,
  world: string,
  subs: readonly string[],
  { unread, before, limit = 100 }: { readonly unread: boolean; readonly before?: number | undefined; readonly limit?: number },
): Promise<PromptRow[]> {
  return sql<PromptRow[]>`
    select ${columns(sql)} from prompts
    where world = ${world} and sub = any(${[...subs]}::text[]) ${unread ? sql`and read_at is null` : sql``}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}` as unknown as Promise<PromptRow[]>
}

/** Marks a prompt of one of these people as read by somebody; read before, it stays as it was. Null when it is none of theirs. */
export async function readPrompt(
  sql: Sql,
  world: string,
  subs: readonly string[],
  { id, by, at }: { readonly id: number; readonly by: string; readonly at: Instant },
): Promise<PromptRow | null> {
  const [row] = await sql<PromptRow[]>`
    update prompts set read_at = coalesce(read_at, ${at}), read_by = coalesce(read_by, ${by})
    where id = ${id} and world = ${world} and sub = any(${[...subs]}::text[]) returning ${columns(sql)}`
  return row ?? null
}
