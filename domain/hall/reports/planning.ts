import { endOfDay, formatInstant, type Instant, laterOf, parseInstant } from '../../time/instant.ts'
import { minuteOf, type OpenSpan } from '../../time/opening.ts'
import { businessTitles, type WindowType, windowKinds } from '../dictionary.ts'
import { groupBy, minutesBetween, minutesOf, total } from '../statistics.ts'
import type { Ticket } from '../tickets.ts'
import { type HallDay, type HallFactsOf, known, serviceOf, typeOn, waitOf } from './facts.ts'

/**
 * 窗口规划 (S0-47): by hour of the day, how many came for which business, how long they waited and were served, and how much of the open
 * time of each type of window was used.
 */
export const planningReport = ({ days, now }: HallFactsOf) => ({
  business: hours.flatMap(hour =>
    groupBy(
      days.flatMap(({ tickets }) => tickets).filter(({ takenAt }) => hourOf(takenAt) === hour),
      ({ business }) => business,
    ).map(([business, tickets]) => ({
      ...{ hour, business, title: businessTitles[business], arrivals: tickets.length },
      waitMinutes: minutesOf(known(tickets.map(waitOf))),
      serviceMinutes: minutesOf(known(tickets.map(serviceOf))),
    })),
  ),
  windowTypes: hours.flatMap(hour => Object.keys(windowKinds).flatMap(type => useOf(days, now, hour, type as WindowType) ?? [])),
})

const HOUR_MS = 3_600_000
const hours: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)
const hourOf = (instant: Instant): number => Number(instant.slice(11, 13))

/** Null for a type of which nothing was open or busy in that hour. Outside opening hours there is work, and no share. */
function useOf(days: readonly HallDay[], now: Instant, hour: number, type: WindowType) {
  const openMinutes = total(days.map(day => openWindows(day, type) * openMinutesIn(day.spans, hour)))
  const busyMinutes = total(
    days.flatMap(day =>
      day.tickets.filter(({ window }) => typeOn(day, window) === type).map(ticket => busyMinutesIn(ticket, hour, now)),
    ),
  )
  if (openMinutes === 0 && busyMinutes === 0) return null
  return {
    ...{ hour, type, title: windowKinds[type].title, openMinutes, busyMinutes: Math.round(busyMinutes) },
    utilisation: openMinutes === 0 ? null : Number((busyMinutes / openMinutes).toFixed(2)),
  }
}

const openWindows = ({ layout }: HallDay, type: WindowType): number =>
  layout.windows.filter(window => window.open && window.type === type).length

function openMinutesIn(spans: readonly OpenSpan[], hour: number): number {
  const [from, to] = [hour * 60, (hour + 1) * 60]
  return total(spans.map(([opens, closes]) => Math.max(0, Math.min(minuteOf(closes), to) - Math.max(minuteOf(opens), from))))
}

/** Minutes of an hour of its day in which a ticket kept a window busy. */
function busyMinutesIn({ day, lastCalledAt, endedAt }: Ticket, hour: number, now: Instant): number {
  if (lastCalledAt === null) return 0
  const from = formatInstant(parseInstant(`${day}T00:00+08:00`) + hour * HOUR_MS)
  const to = formatInstant(parseInstant(from) + HOUR_MS)
  const until = earlierOf(endedAt ?? now, to)
  return minutesBetween(laterOf(lastCalledAt, from), until)
}

const earlierOf = (a: Instant, b: Instant): Instant => (laterOf(a, b) === a ? b : a)

/** 场地容量 (S0-39): visitors a day, and how many waited at once, against what the hall is set up for. */
export const capacityReport = ({ days, now }: HallFactsOf) => ({
  days: days.map(({ day, layout, tickets }) => {
    const { capacity } = layout.hall
    const peakWaiting = peakOf(tickets, now)
    const verdict = capacity === null ? 'not-configured' : peakWaiting > capacity ? 'over' : 'within'
    return { day, visitors: tickets.length, peakWaiting, capacity, verdict, say: capacitySays[verdict] }
  }),
})

const capacitySays = {
  'not-configured': '大厅容量未配置，请管理员在大厅设置中填写 capacity',
  over: '同时等候人数超过大厅容量，请增开窗口或者引导分流',
  within: '同时等候人数在大厅容量以内',
} as const

/** The most people who waited at the same moment. Whoever is called in the moment in which another comes has left first. */
function peakOf(tickets: readonly Ticket[], now: Instant): number {
  const moves = tickets
    .flatMap(({ day, takenAt, calledAt, endedAt }) => [
      { at: parseInstant(takenAt), by: 1 },
      { at: parseInstant(calledAt ?? endedAt ?? earlierOf(now, endOfDay(day))), by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by)
  let [waiting, peak] = [0, 0]
  for (const { by } of moves) {
    waiting += by
    peak = Math.max(peak, waiting)
  }
  return peak
}
