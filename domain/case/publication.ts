import type { Calendar } from '../time/calendar.ts'
import { compareInstants, dateOf, type Instant, type LocalDate } from '../time/instant.ts'
import type { Redating, TermName } from './clock.ts'

/** The publication of a year's holidays, as of when a case hears of it. `calendar` has the year in it. */
export interface Publication {
  readonly year: number
  /** Never before anything that the case has seen. */
  readonly at: Instant
  readonly calendar: Calendar
}

/** A last day that the final calendar puts into the past is today: nobody is late by a notice that came late. */
export function notBeforeToday(counted: LocalDate, at: Instant): LocalDate {
  const today = dateOf(at)
  return counted < today ? today : counted
}

/** `counted`: the end that the count gives, `after` where it is not past. */
interface Ends {
  readonly before: Instant
  readonly after: Instant
  readonly counted: Instant
}

const titles: Readonly<Record<TermName, string>> = {
  statutory: '法定时限',
  promised: '承诺时限',
  step: '环节时限',
  announcement: '公告期',
  'announceable-from': '公告前的书面通知期',
  'deemed-acceptance': '逾期视为受理的时点',
}

/** What is kept of a term's move, with its reason in Chinese. */
export function redatingOf({ year, at, calendar }: Publication, term: TermName, ends: Ends): Redating {
  const document = documentOf(calendar, year)
  const { before, after } = ends
  return {
    year,
    document,
    at,
    before,
    after,
    why: `${document}公布了 ${year} 年放假安排，${titles[term]}重新计算：${moved(ends)}`,
  }
}

/** The notice that a year was published by. @throws Error when the calendar does not have it. */
export function documentOf({ edition, years }: Calendar, year: number): string {
  const published = years[year]
  if (!published) throw new Error(`the calendar ${edition} has no year ${year}`)
  return published.source
}

function moved({ before, after, counted }: Ends): string {
  const move = compareInstants(after, before)
  if (move === 0) return `仍为 ${before}，不再是推算`
  const how = `由 ${before} ${move > 0 ? '推后' : '提前'}至 ${after}`
  return compareInstants(counted, after) < 0 ? `${how}（按新安排应为 ${counted}，其日已过，以重新计算之日届满）` : how
}
