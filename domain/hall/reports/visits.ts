import { businessTitles, windowKinds } from '../dictionary.ts'
import { groupBy, minutesOf } from '../statistics.ts'
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
    windowTypes: groupBy(calls, ({ type }) => type).map(([type, own]) => {
      const periods = periodsOf(own)
      return { type, title: windowKinds[type].title, periods, trend: trendOf(periods.map(({ medianMinutes }) => medianMinutes)) }
    }),
  }
}

const periodsOf = (calls: readonly { readonly period: string; readonly wait: number }[]) =>
  groupBy(calls, ({ period }) => period).map(([period, own]) => {
    const { median, p95 } = minutesOf(own.map(({ wait }) => wait))
    return { period, calls: own.length, medianMinutes: median, p95Minutes: p95 }
  })

/** The last period against the first; null where there is one only. */
function trendOf(medians: readonly (number | null)[]): 'shorter' | 'longer' | 'level' | null {
  const [first, last] = [medians[0] ?? null, medians.at(-1) ?? null]
  if (first === null || last === null || medians.length < 2) return null
  if (first === last) return 'level'
  return last < first ? 'shorter' : 'longer'
}
