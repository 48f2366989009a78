import type { Evidence, Reassignment, RefusedAttempt, StaffAct, TurnedRed } from '../domain/integrity/evidence.ts'
import { stepEvents } from '../domain/integrity/signals.ts'
import { addDays } from '../domain/time/instant.ts'
import { countLooks } from './accesses.ts'
import type { Sql } from './client.ts'
import { jumpsIn, type ReportScope } from './orderJumps.ts'

type Readers = { readonly [K in keyof Evidence]: (sql: Sql, scope: ReportScope) => Promise<Evidence[K]> }

const readers: Readers = {
  acts: staffActs,
  jumps: jumpsIn,
  reds: turnedRed,
  looks: (sql, scope) => countLooks(sql, scope, scope, { staffOnly: true }),
  attempts: refusedAttempts,
  reassignments,
}

/** The rows that the named signals look at; of what none of them does, nothing is read. */
export async function readEvidence(sql: Sql, scope: ReportScope, kinds: readonly (keyof Evidence)[]): Promise<Evidence> {
  const none: Evidence = { acts: [], jumps: [], reds: [], looks: [], attempts: [], reassignments: [] }
  const read = [...new Set(kinds)].map(async kind => [kind, await readers[kind](sql, scope)] as const)
  return { ...none, ...Object.fromEntries(await Promise.all(read)) }
}

// Instants are text in Beijing's offset, so that a day is a range of text.
const inPeriod = (sql: Sql, { from, until }: ReportScope) => sql`at >= ${from} and at < ${addDays(until, 1)}`

const ours = (sql: Sql, { world, office }: ReportScope) => sql`cases.world = ${world} and cases.office = ${office}`

const ownPeople = (sql: Sql, { office }: ReportScope) => sql`
  select sub from staff where office = ${office} and not posts[1] like 'department:%'`

async function staffActs(sql: Sql, scope: ReportScope): Promise<readonly StaffAct[]> {
  return sql<StaffAct[]>`
    select events.case_no as "caseNo", events.seq, type, at, actor, on_behalf_of as "onBehalfOf", procedure,
      data -> 'notice' ->> 'no' as notice, data ->> 'overrideReason' as "overrideReason", (
        select line ->> 'title' from jsonb_array_elements(data -> 'payment' -> 'lines') line
        where (line ->> 'feeFen')::bigint < 0 limit 1) as "feeReduction"
    from case_events events join cases on cases.case_no = events.case_no
    where ${inPeriod(sql, scope)} and ${ours(sql, scope)} and actor in (${ownPeople(sql, scope)})
    order by at, events.case_no, events.seq`
}

async function reassignments(sql: Sql, scope: ReportScope): Promise<readonly Reassignment[]> {
  return sql<Reassignment[]>`
    select case_no as "caseNo", seq, at, actor, data ->> 'action' as action, data ->> 'from' as "from", data ->> 'to' as "to",
      data ->> 'reason' as reason
    from case_events where type = 'Reassigned' and at < ${addDays(scope.until, 1)} and case_no in (
      select events.case_no from case_events events join cases on cases.case_no = events.case_no
      where type = 'Reassigned' and ${inPeriod(sql, scope)} and ${ours(sql, scope)})
    order by at, case_no, seq`
}

async function turnedRed(sql: Sql, scope: ReportScope): Promise<readonly TurnedRed[]> {
  return sql<TurnedRed[]>`
    select red.case_no as "caseNo", red.seq, red.at, red.data ->> 'clock' as clock, procedure, (
        select type from case_events step where step.case_no = red.case_no and step.seq < red.seq
          and step.type = any(${[...stepEvents]}::text[]) order by step.seq desc limit 1) as after,
      (select coalesce(json_agg(json_build_object('action', split_part(task_id, ':', 2), 'sub', sub, 'at',
          to_char(claimed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'))), '[]')
        from task_claims claims where claims.case_no = red.case_no) as claims,
      (select coalesce(json_agg(json_build_object('action', data ->> 'action', 'from', data ->> 'from') order by seq), '[]')
        from case_events move where move.case_no = red.case_no and move.seq > red.seq and move.type = 'Reassigned') as "movedLater"
    from case_events red join cases on cases.case_no = red.case_no
    where red.type = 'LightChanged' and red.data ->> 'light' = 'red' and ${inPeriod(sql, scope)} and ${ours(sql, scope)}
    order by red.at, red.case_no, red.seq`
}

async function refusedAttempts(sql: Sql, scope: ReportScope): Promise<readonly RefusedAttempt[]> {
  return sql<RefusedAttempt[]>`
    select attempts.case_no as "caseNo", sub, action, rule, detail, at, command_id as "commandId"
    from refused_attempts attempts join cases on cases.case_no = attempts.case_no
    where attempts.world = ${scope.world} and ${inPeriod(sql, scope)} and ${ours(sql, scope)}
    order by at, attempts.case_no, command_id`
}
