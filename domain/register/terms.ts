import type { Calendar } from '../time/calendar.ts'
import {
  addDays,
  dateOf,
  epochDay,
  formatInstant,
  type Instant,
  type LocalDate,
  startOfDay,
  startOfNextDay,
} from '../time/instant.ts'
import { addMonthsClamped, dueOf } from '../time/terms.ts'
import { isOneOf } from './holders.ts'
import { waitingInOrder } from './seizures.ts'
import type { Entry, Holder, Seizure, SeizureChange, Unit } from './types.ts'

/** Rights that end by themselves: objections without a suit, advance notices, seizures. Their last days stand in the register. */

/** `index` is the right's place in the unit's list of its kind; `endsAt` is 00:00 of the day after the last. */
export interface TermEnd {
  readonly kind: 'objection' | 'notice' | 'seizure'
  readonly index: number
  readonly lastDay: LocalDate
  readonly endsAt: Instant
}

/** 民法典 220(2), 实施细则 83(2). */
const OBJECTION_DAYS = 15
/** 民法典 221(2). */
const NOTICE_DAYS = 90
/** The longest a court may seize an immovable (民诉法解释 485): of a waiting one that does not say how long. */
const LONGEST_SEIZURE_MONTHS = 36

/** The first of the unit's rights to end; on one day objections before notices before seizures. Null when none has a term. */
export function nextTermEnd(unit: Unit): TermEnd | null {
  return termEnds(unit).reduce<TermEnd | null>((first, end) => (first && first.lastDay <= end.lastDay ? first : end), null)
}

/** What the register says when the term has ended: dated `endsAt`, by no case. */
export function endTerm(unit: Unit, { kind, index, endsAt }: TermEnd): Entry {
  switch (kind) {
    case 'objection':
      return { kind: 'objection-ended', objectionIndex: index, how: 'lapsed' }
    case 'notice':
      return { kind: 'notice-ended', noticeIndex: index, how: 'lapsed' }
    case 'seizure':
      return { kind: 'seizure-ended', seizureIndex: index, how: 'expired', promoted: promotionAfter(unit, index, dateOf(endsAt)) }
  }
}

/**
 * What takes effect on the day `on` when the seizure at `endedIndex` ends: the first that waits, at once (查封规定 26, 实施细则 91). A
 * waiting one that ends makes no room, nor does any while another is in effect. Behind a pre-seizure wait further ones of the right
 * that its debtor has yet to register: they are pre-seizures in their turn.
 */
export function promotionAfter(unit: Unit, endedIndex: number, on: LocalDate): SeizureChange | null {
  const ended = unit.seizures[endedIndex]
  const others = unit.seizures.filter((_, i) => i !== endedIndex).map(({ status }) => status)
  if (!ended || ended.status === 'waiting' || others.includes('active')) return null
  const preStands = others.includes('pre')
  for (const index of waitingInOrder(unit).filter(i => i !== endedIndex)) {
    const seizure = unit.seizures[index] as Seizure
    const ofUnregistered = (ended.status === 'pre' || preStands) && isOfStranger(seizure, unit.holders)
    if (!ofUnregistered || !preStands)
      return { index, status: ofUnregistered ? 'pre' : 'active', from: on, until: untilOf(seizure, on) }
  }
  return null
}

/** The last day on which a suit keeps the objection alive; rolls off holidays (CT-4, CT-5). */
export const objectionLapsesOn = (calendar: Calendar, recordedAt: Instant): LocalDate =>
  dueOf(calendar, { from: recordedAt, days: OBJECTION_DAYS }).dueOn

/** The last day on which registration may be applied for; rolls off holidays (CT-4, CT-5). */
export const noticeLapsesOn = (calendar: Calendar, registrableOn: LocalDate): LocalDate =>
  dueOf(calendar, { from: formatInstant(startOfDay(registrableOn)), days: NOTICE_DAYS }).dueOn

/** Of one kind after the other, so that the first of a day comes first. The end of a seizure is the printed day and never rolls. */
const termEnds = ({ objections, notices, seizures }: Unit): TermEnd[] => [
  ...objections.flatMap((one, i) => (one.status === 'active' && !one.suit ? termEnd('objection', i, one.lapsesOn) : [])),
  ...notices.flatMap((one, i) => (one.status === 'active' ? termEnd('notice', i, one.lapsesOn) : [])),
  ...seizures.flatMap((one, i) => (one.status === 'active' || one.status === 'pre' ? termEnd('seizure', i, one.until) : [])),
]

const termEnd = (kind: TermEnd['kind'], index: number, lastDay: LocalDate | null | undefined): TermEnd[] =>
  lastDay ? [{ kind, index, lastDay, endsAt: startOfNextDay(lastDay) }] : []

const isOfStranger = ({ debtor }: Seizure, holders: readonly Holder[]): boolean =>
  debtor !== null && !isOneOf({ name: debtor }, holders)

/** The length a waiting seizure states runs from the day it takes effect (SF-WP): years, whole months, else days. */
function untilOf({ years, from, until }: Seizure, on: LocalDate): LocalDate {
  if (years !== null) return addMonthsClamped(on, years * 12)
  if (from === null || until === null || until < from) return addMonthsClamped(on, LONGEST_SEIZURE_MONTHS)
  const months = wholeMonths(from, until) ?? wholeMonths(from, addDays(until, 1))
  return months === null ? addDays(on, epochDay(until) - epochDay(from)) : addMonthsClamped(on, months)
}

/** How many months after `from` is `to` the corresponding day; null where it is not. */
function wholeMonths(from: LocalDate, to: LocalDate): number | null {
  const months = monthNumber(to) - monthNumber(from)
  return months > 0 && addMonthsClamped(from, months) === to ? months : null
}

const monthNumber = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
