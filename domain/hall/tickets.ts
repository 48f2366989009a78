import { type PriorityClass, priorityTitles } from '../office/priority.ts'
import { compareInstants, dateOf, type Instant, type LocalDate } from '../time/instant.ts'
import { type Business, businessTitles, type CallMode } from './dictionary.ts'
import { type HallLayout, type QueueRules, type Window, windowTitle } from './layout.ts'
import { type HallRefusal, hallRefusal } from './standard.ts'

export const ticketStates = ['waiting', 'called', 'served', 'no-show', 'left', 'excepted'] as const
export type TicketState = (typeof ticketStates)[number]

/** 号票: a place in the queue of one hall on one day. Nothing in it tells who the person is. */
export interface Ticket {
  /** `<hall>-<day>-<no>` */
  readonly id: string
  readonly hall: string
  readonly day: LocalDate
  /** Counted from 1 each day, in order of taking. */
  readonly no: number
  readonly business: Business
  readonly class: PriorityClass
  /** Why it goes before others; null for an ordinary one. */
  readonly reason: string | null
  readonly callMode: CallMode
  readonly takenAt: Instant
  /** Whoever of the staff gave it out, and so was asked first: it never changes. */
  readonly firstAsked: string
  readonly state: TicketState
  readonly window: string | null
  readonly calledBy: string | null
  readonly calledAt: Instant | null
  /** Differs from `calledAt` after a recall: the service begins with it. */
  readonly lastCalledAt: Instant | null
  /** Of earlier tickets, how many waited when this one was called. */
  readonly passedOver: number
  readonly endedAt: Instant | null
  /** Why it was not finished on its day. */
  readonly exception: string | null
  /** Closing time of its day: of a day that has passed it stays what it was. */
  readonly closesAt: Instant
  readonly cases: readonly string[]
}

export type Wanted = Pick<Ticket, 'business' | 'class' | 'reason' | 'callMode'>

/** Why nobody can be given this ticket, or null: its reason, the way of calling, and that some open window will serve it. */
export function refuseTicket({ queue, windows }: HallLayout, wanted: Wanted): HallRefusal | null {
  const ranked = queue.classes.find(({ class: name }) => name === wanted.class)
  const title = priorityTitles[wanted.class]
  if (!ranked) return hallRefusal('priority-reason', `本大厅现行排队规则不设${title}，请按普通号取号`)
  if (wanted.class === 'ordinary' && wanted.reason !== null)
    return hallRefusal('priority-reason', '普通号不写优先事由；有优先事由的请选择相应类别')
  if (wanted.class !== 'ordinary' && !ranked.reasons.includes(wanted.reason ?? ''))
    return hallRefusal('priority-reason', `${title}应当写明事由：${ranked.reasons.join('、')}`, 'green')
  if (!queue.callModes.includes(wanted.callMode))
    return hallRefusal('call-mode', `本大厅现行叫号方式为 ${queue.callModes.join('、')}，请另选`, 'calling')
  if (!windows.some(window => window.open && serves(window, wanted)))
    return hallRefusal('no-window', `当前没有开放的窗口办理“${businessTitles[wanted.business]}”（${title}），请到咨询台引导`)
  return null
}

export function serves({ scope, classes }: Window, { business, class: name }: Pick<Ticket, 'business' | 'class'>): boolean {
  if (classes !== null && !classes.includes(name)) return false
  return scope === 'registration' ? isRegistration(business) : scope.includes(business)
}

const isRegistration = (business: Business): boolean => business !== 'consultation' && business !== 'certificate-collection'

export interface Call {
  readonly ticket: Ticket
  readonly passedOver: number
}

/**
 * Whom a window calls next: of those it serves, the highest class by the rules of the day, and within it who came first. All windows draw
 * on one queue. Null when nobody waits for it.
 */
export function nextCall({ queue }: HallLayout, window: Window, waiting: readonly Ticket[]): Call | null {
  const rank = (ticket: Ticket): number => rankOf(queue, ticket.class)
  const before = (a: Ticket, b: Ticket): boolean => rank(a) < rank(b) || (rank(a) === rank(b) && a.no < b.no)
  let next: Ticket | null = null
  for (const ticket of waiting) if (serves(window, ticket) && (next === null || before(ticket, next))) next = ticket
  if (next === null) return null
  const { no } = next
  return { ticket: next, passedOver: waiting.filter(other => other.no < no && serves(window, other)).length }
}

/** A class that the rules of today no longer have was given out lawfully: it still goes just before the ordinary. */
function rankOf({ classes }: QueueRules, wanted: PriorityClass): number {
  const place = (name: PriorityClass) => classes.findIndex(ranked => ranked.class === name)
  return place(wanted) < 0 ? place('ordinary') - 0.5 : place(wanted)
}

/** Why a window may not call: it is not open, or has somebody still. */
export function refuseCall(window: HallLayout['windows'][number], inHand: Ticket | null): HallRefusal | null {
  if (!window.open) return hallRefusal('window-closed', `${windowTitle(window)}今天没有开放，请值班长先开放窗口`)
  if (inHand)
    return hallRefusal('ticket-in-hand', `${windowTitle(window)}正在办理 ${inHand.no} 号，请先办结或者作过号处理，再叫下一号`)
  return null
}

export const ticketSteps = ['recall', 'served', 'no-show', 'leave'] as const
export type TicketStep = (typeof ticketSteps)[number]

interface Step {
  readonly title: string
  readonly from: readonly TicketState[]
  readonly to: TicketState
}

const steps: Readonly<Record<TicketStep | 'exception' | 'link', Step | Omit<Step, 'to'>>> = {
  recall: { title: '重呼', from: ['called'], to: 'called' },
  served: { title: '办结', from: ['called'], to: 'served' },
  'no-show': { title: '过号', from: ['called'], to: 'no-show' },
  leave: { title: '弃号', from: ['waiting', 'called'], to: 'left' },
  exception: { title: '登记未办结原因', from: ['waiting', 'called'], to: 'excepted' },
  link: { title: '关联登记案件', from: ['called', 'served'] },
}

/** Why a step may not be taken, or null. What was not finished on its day needs a recorded exception (直到当天办结为止, S1-60). */
export function refuseStep(ticket: Ticket, step: keyof typeof steps, now: Instant): HallRefusal | null {
  const { title, from } = steps[step]
  if (!from.includes(ticket.state))
    return hallRefusal('ticket-state', `${ticket.no} 号现在是${stateTitles[ticket.state]}，不能${title}`)
  if (step === 'exception')
    return isExtended(ticket, now)
      ? null
      : hallRefusal('ticket-day', `${ticket.no} 号还在营业时间内，请继续办理；下班后仍不能办结的再登记原因`, 'untilDone')
  if (dateOf(now) !== ticket.day && step !== 'link')
    return hallRefusal('ticket-day', `${ticket.no} 号是 ${ticket.day} 的号，当天没有办结，请值班长登记未办结原因`, 'untilDone')
  return null
}

export const stateTitles: Readonly<Record<TicketState, string>> = {
  waiting: '等候中',
  called: '办理中',
  served: '已办结',
  'no-show': '已过号',
  left: '已弃号',
  excepted: '已登记未办结原因',
}

export const isOpen = ({ state }: Pick<Ticket, 'state'>): boolean => state === 'waiting' || state === 'called'

/** 延时服务: still open at the closing time of its day. A matter of times, so that no bell has to ring for it. */
export const isExtended = ({ closesAt, endedAt }: Pick<Ticket, 'closesAt' | 'endedAt'>, now: Instant): boolean =>
  compareInstants(endedAt ?? now, closesAt) > 0

/** A ticket after a step that was not refused. */
export function stepped(ticket: Ticket, step: TicketStep, now: Instant): Ticket {
  if (step === 'recall') return { ...ticket, lastCalledAt: now }
  const to = { served: 'served', 'no-show': 'no-show', leave: 'left' } as const
  return { ...ticket, state: to[step], endedAt: now }
}
