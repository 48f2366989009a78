import { type DayEvent, exceptionalEvents } from '../../domain/quality/exceptions.ts'
import { addDays, type LocalDate } from '../../domain/time/instant.ts'
import type { Sql } from '../client.ts'
import type { QualityPlace } from './record.ts'

/** The events of a day that may be out of the ordinary, in the office's cases. */
export function dayEvents(sql: Sql, { world, office }: QualityPlace, on: LocalDate): Promise<DayEvent[]> {
  return sql<DayEvent[]>`
    select events.case_no as "caseNo", procedure, events.seq, type, at, actor, data, (
        select count(*)::int from case_events before
        where before.case_no = events.case_no and before.seq < events.seq and before.type = 'SupplementRequested') as "noticesBefore"
    from case_events events join cases on cases.case_no = events.case_no
    where type = any(${exceptionalEvents}::text[]) and at >= ${on} and at < ${addDays(on, 1)}
      and cases.world = ${world} and cases.office = ${office}
    order by at, events.case_no, events.seq` as unknown as Promise<DayEvent[]>
}
