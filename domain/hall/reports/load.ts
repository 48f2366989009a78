import { groupBy, total } from '../statistics.ts'
import type { HallFactsOf } from './facts.ts'

/** 窗口忙闲 (S1-49): how the tickets of a period were spread over the comprehensive windows, those that had none included. */
export function spreadReport({ days }: HallFactsOf) {
  const ids = days.flatMap(({ layout }) =>
    layout.windows.filter(({ type, open }) => type === 'comprehensive' && open).map(({ id }) => id),
  )
  const calledAt = (window: string) => total(days.map(({ tickets }) => tickets.filter(ticket => ticket.window === window).length))
  const windows = [...new Set(ids)].sort().map(window => ({ window, tickets: calledAt(window) }))
  const counts = windows.map(({ tickets }) => tickets)
  const all = total(counts)
  return {
    windows: windows.map(one => ({ ...one, share: all === 0 ? null : Number((one.tickets / all).toFixed(2)) })),
    most: counts.length === 0 ? null : Math.max(...counts),
    least: counts.length === 0 ? null : Math.min(...counts),
    // 1 is the same for all; no ratio where there is nothing to spread.
    mostToMean: all === 0 ? null : Number(((Math.max(...counts) * counts.length) / all).toFixed(2)),
  }
}

/**
 * 窗口人员负荷 (S3-28): tickets and cases of each person a day, by window, against the level that the hall has configured. No document
 * states a level: without one nobody is called overloaded.
 */
export const staffingReport = ({ days }: HallFactsOf) => ({
  days: days.map(({ day, layout, tickets }) => {
    const level = layout.hall.ticketsPerPerson
    const staff = groupBy(tickets, ({ calledBy }) => calledBy).map(([sub, own]) => ({
      ...{ sub, ...workIn(own) },
      overloaded: level === null ? null : own.length > level,
      byWindow: groupBy(own, ({ window }) => window).map(([window, there]) => ({ window, ...workIn(there) })),
    }))
    const alerts = staff
      .filter(({ overloaded }) => overloaded)
      .map(({ sub, tickets }) => `${sub} 当日办理 ${tickets} 个号，超过配置的每人每日 ${level} 个，请增派窗口人员`)
    return { day, level, say: level === null ? noLevel : null, staff, alerts }
  }),
})

const noLevel = '每人每日办理量未配置，不作超负荷判断；请管理员在大厅设置中填写 ticketsPerPerson'

const workIn = (tickets: HallFactsOf['days'][number]['tickets']) => ({
  tickets: tickets.length,
  cases: new Set(tickets.flatMap(({ cases }) => cases)).size,
})
