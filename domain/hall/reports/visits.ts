import { businessTitles, type WindowType, windowKinds } from '../dictionary.ts'
import { groupBy, minutesOf, percentile } from '../statistics.ts'
import { isOpen, type Ticket } from '../tickets.ts'
import { type HallDay, type HallFactsOf, known, typeOn, waitOf } from './facts.ts'

/** 大厅日报 (S0-6): what was taken, served and given up each day, and how long people waited, also by window and by business. */
export const dailyReport = ({ days }: HallFactsOf) => ({
  days: days.map(day => ({
    day: day.day,
    ...visits(day.tickets),
    byWindow: groupBy(day.tickets, ({ window }) => window).map(([window, tickets]) => ({
      window,
      type: typeOn(day, window),
      ...visits(tickets),
    })),
    byBusiness: groupBy(day.tickets, ({ business }) => business).map(([business, tickets]) => ({
      business,
      title: businessTitles[business],
      ...visits(tickets),
    })),
  })),
})

function visits(tickets: readonly Ticket[]) {
  const count = (...states: readonly Ticket['state'][]) => tickets.filter(({ state }) => states.includes(state)).length
  return {
    taken: tickets.length,
    served: count('served'),
    abandoned: count('no-show', 'left'),
    excepted: count('excepted'),
    open: tickets.filter(isOpen).length,
    waitMinutes: minutesOf(known(tickets.map(waitOf))),
  }
}

/** Up to this many days are told day by day, more of them month by month. */
const mostDays = 31

/** 等候时间 (S3-15): median and 95th percentile of the wait by window type and period, and where they are going. */
export function waitReport({ days }: HallFactsOf) {
  const periodOf = ({ day }: HallDay): string => (days.length > mostDays ? day.slice(0, 7) : day)
  const calls = days.flatMap(day =>
    day.tickets.flatMap(ticket => {
      const [wait, type] = [waitOf(ticket), typeOn(day, ticket.window)]
      return wait === null || type === null ? [] : [{ period: periodOf(day), type, wait }]
    }),
  )
  return {
    windowTypes: groupBy(calls, ({ type }) => type).map(([type, own]) => ({
      type,
      title: windowKinds[type satisfies WindowType].title,
      periods: periodsOf(own),
      trend: trendOf(own),
    })),
  }
}

interface Waited {
  readonly period: string
  readonly wait: number
}

const periodsOf = (calls: readonly Waited[]) =>
  groupBy(calls, ({ period }) => period).map(([period, own]) => {
    const waits = own.map(({ wait }) => wait)
    return { period, calls: own.length, medianMinutes: minutesOf(waits).median, p95Minutes: minutesOf(waits).p95 }
  })

/** The last period against the first, by the median in whole minutes; null where there is one period only. */
function trendOf(calls: readonly Waited[]): 'shorter' | 'longer' | 'level' | null {
  const periods = groupBy(calls, ({ period }) => period).map(([, own]) =>
    Math.round(
      percentile(
        own.map(({ wait }) => wait),
        0.5,
      ),
    ),
  )
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined || periods.length < 2) return null
  if (first === last) return 'level'
  return last < first ? 'shorter' : 'longer'
}
