import { type PriorityClass, priorityReasons, priorityTitles } from '../../office/priority.ts'
import { endOfDay, type Instant, laterOf } from '../../time/instant.ts'
import { businessTitles } from '../dictionary.ts'
import { groupBy, minutesBetween, total } from '../statistics.ts'
import { isExtended, isOpen, stateTitles, type Ticket } from '../tickets.ts'
import type { HallFactsOf } from './facts.ts'

/** 延时服务 (S0-85, S1-60): every ticket that was open at closing time, how long it took beyond, its cases, and what was left undone. */
export function extendedReport({ days, now }: HallFactsOf) {
  const items = days
    .flatMap(({ tickets }) => tickets)
    .filter(ticket => isExtended(ticket, now))
    .map(ticket => ({
      ...pick(ticket),
      ...{ closesAt: ticket.closesAt, endedAt: ticket.endedAt, state: ticket.state, stateTitle: stateTitles[ticket.state] },
      ...{ exception: ticket.exception, cases: ticket.cases, extendedMinutes: Math.round(extendedMinutes(ticket, now)) },
    }))
  return {
    items,
    tickets: items.length,
    cases: new Set(items.flatMap(({ cases }) => cases)).size,
    minutes: total(items.map(({ extendedMinutes }) => extendedMinutes)),
    /** Open, and neither finished nor excepted: on their own day still to be served, later to be explained. */
    unsettled: items.filter(isOpen).map(({ id }) => id),
  }
}

/** Service ends with the day: what is written down later adds no minutes. */
function extendedMinutes({ day, closesAt, endedAt }: Ticket, now: Instant): number {
  const end = endedAt ?? now
  const midnight = endOfDay(day)
  return minutesBetween(closesAt, laterOf(end, midnight) === end ? midnight : end)
}

/** 优先办理 (S0-51): every ticket that went before others, why, who gave it out, and how many who had come earlier it passed. */
export function priorityReport({ days }: HallFactsOf) {
  const items = days
    .flatMap(({ tickets }) => tickets)
    .filter(ticket => ticket.class !== 'ordinary')
    .map(ticket => ({
      ...pick(ticket),
      ...{ class: ticket.class, classTitle: priorityTitles[ticket.class] },
      ...{ reason: ticket.reason, reasonTitle: reasonTitle(ticket), passedOver: ticket.passedOver },
      ...{ calledAt: ticket.calledAt, calledBy: ticket.calledBy },
    }))
  const byReason = groupBy(items, item => `${item.class}:${item.reason}`).map(([, own]) => ({
    ...{ class: own[0]?.class, reason: own[0]?.reason, tickets: own.length },
    passedOver: total(own.map(({ passedOver }) => passedOver)),
  }))
  return { items, byReason }
}

function reasonTitle({ class: name, reason }: Ticket): string | null {
  const titles: Readonly<Record<PriorityClass, Readonly<Record<string, string>>>> = priorityReasons
  return reason === null ? null : (titles[name][reason] ?? null)
}

const pick = ({ id, no, day, business, takenAt, firstAsked, window }: Ticket) => ({
  ...{ id, no, day, business, title: businessTitles[business], takenAt, firstAsked, window },
})
