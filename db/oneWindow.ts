import type { LedgerEvent } from '../domain/case/events.ts'
import type { WindowType } from '../domain/hall/dictionary.ts'
import { layoutOn } from '../domain/hall/layout.ts'
import type { TurnedAway, VisitedCase } from '../domain/supervision/oneWindow.ts'
import { addDays } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'
import { readSettings } from './halls.ts'
import { asEvent, type EventRow, eventColumns } from './ledger.ts'
import type { ReportScope } from './orderJumps.ts'

/** The cases filed in a period, each with the visits that were linked to it until now. */
export function visitedCases(sql: Sql, { world, office, from, until }: ReportScope): Promise<VisitedCase[]> {
  return sql<VisitedCase[]>`
    select cases.case_no as "caseNo", left(filed_at, 10) as "filedOn", count(visit.no)::int as visits
    from cases left join ticket_cases visit on visit.case_no = cases.case_no and visit.world = cases.world
    where cases.world = ${world} and cases.office = ${office} and filed_at >= ${from} and filed_at < ${addDays(until, 1)}
    group by cases.case_no, filed_at order by cases.case_no` as unknown as Promise<VisitedCase[]>
}

/** The whole ledgers of the cases accepted in a period. */
export async function ledgersOf(
  sql: Sql,
  { world, office, from, until }: ReportScope,
): Promise<{ caseNo: string; events: LedgerEvent[] }[]> {
  const rows = await sql<(EventRow & { caseNo: string })[]>`
    select case_no as "caseNo", ${eventColumns(sql)} from case_events where case_no in (
      select case_no from cases where world = ${world} and office = ${office} and accepted_at >= ${from} and accepted_at < ${addDays(until, 1)})
    order by case_no, seq`
  const ledgers = new Map<string, LedgerEvent[]>()
  for (const { caseNo, ...row } of rows)
    ledgers.set(caseNo, [...(ledgers.get(caseNo) ?? []), asEvent(row as unknown as EventRow)])
  return [...ledgers].map(([caseNo, events]) => ({ caseNo, events }))
}

/** What counters did not accept in a period, with the type of the window that served its last visit, as the hall stood on that day. */
export async function turnedAway(sql: Sql, { world, office, from, until }: ReportScope): Promise<TurnedAway[]> {
  const rows = await sql<(Omit<TurnedAway, 'window'> & { hall: string | null; day: string | null; at: string | null })[]>`
    select events.case_no as "caseNo", procedure, data ->> 'ground' as ground, hall, day, at_window as at
    from case_events events join cases on cases.case_no = events.case_no
    left join lateral (
      select tickets.hall, tickets.day, at_window from ticket_cases visit
      join tickets on (tickets.world, tickets.office, tickets.hall, tickets.day, tickets.no) = (visit.world, visit.office, visit.hall, visit.day, visit.no)
      where visit.case_no = cases.case_no and visit.world = cases.world order by tickets.taken_at desc limit 1) last on true
    where type = 'NotAccepted' and events.at >= ${from} and events.at < ${addDays(until, 1)}
      and cases.world = ${world} and cases.office = ${office} and cases.state -> 'application' ->> 'channel' = 'counter'
    order by events.at, events.case_no`
  const halls = [...new Set(rows.flatMap(({ hall }) => hall ?? []))]
  const settings = new Map(
    await Promise.all(halls.map(async hall => [hall, await readSettings(sql, { world, office, hall })] as const)),
  )
  const typeOf = (hall: string | null, day: string | null, at: string | null): WindowType | null =>
    layoutOn(settings.get(hall ?? '') ?? [], day ?? from)?.windows.find(({ id }) => id === at)?.type ?? null
  return rows.map(({ hall, day, at, ...row }) => ({ ...row, window: typeOf(hall, day, at) }))
}

/** How many open cases wait in each stage. */
export function openByStage(sql: Sql, { world, office }: Pick<ReportScope, 'world' | 'office'>) {
  return sql<{ stage: string; cases: number }[]>`
    select stage, count(*)::int as cases from cases where world = ${world} and office = ${office} and stage <> 'closed'
      and not (stage = 'examination' and state -> 'tracks' ->> 'examination' in ('none', 'passed'))
    group by stage order by stage`
}
