import type { Post } from '../case/types.ts'
import type { StaffMember } from '../office/staff.ts'
import type { Noted } from '../quality/finding.ts'
import { type Calendar, isWorkingDay } from '../time/calendar.ts'
import { addDays, type Instant, type LocalDate } from '../time/instant.ts'

/** 节假日前后: the last working day before a holiday or the first after it. */
export interface SensitiveDay {
  readonly on: LocalDate
  readonly moment: 'before' | 'after'
  readonly holiday: string
  /** First and last day of the holiday. */
  readonly from: LocalDate
  readonly until: LocalDate
}

/** The sensitive days after `after` up to and including `through`, in order; of years whose holidays are not published there are none (S0-130). */
export function sensitiveDays(calendar: Calendar, after: LocalDate, through: LocalDate): readonly SensitiveDay[] {
  return holidaysOf(calendar)
    .flatMap((holiday): SensitiveDay[] => [
      { ...holiday, moment: 'before', on: workingDay(calendar, holiday.from, -1) },
      { ...holiday, moment: 'after', on: workingDay(calendar, holiday.until, 1) },
    ])
    .filter(({ on }) => after < on && on <= through)
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
}

type Holiday = Pick<SensitiveDay, 'holiday' | 'from' | 'until'>

/** Days off that follow each other are one holiday, over the end of a year too. */
function holidaysOf({ years }: Calendar): readonly Holiday[] {
  const off = Object.values(years).flatMap(year => Object.entries(year.off))
  const holidays: Holiday[] = []
  for (const [day, why] of off.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = why.replace(/放假$/, '')
    const last = holidays.at(-1)
    if (last && addDays(last.until, 1) === day) {
      const holiday = last.holiday.split('、').includes(name) || last.holiday === name ? last.holiday : `${last.holiday}、${name}`
      holidays[holidays.length - 1] = { ...last, holiday, until: day }
    } else holidays.push({ holiday: name, from: day, until: day })
  }
  return holidays
}

function workingDay(calendar: Calendar, from: LocalDate, step: 1 | -1): LocalDate {
  let day = addDays(from, step)
  while (!isWorkingDay(calendar, day)) day = addDays(day, step)
  return day
}

/** What a reminder says. No source gives its words: they are ours. */
export function reminderText({ moment, holiday, from, until }: SensitiveDay): string {
  const period = from === until ? from : `${from} 至 ${until}`
  return moment === 'before'
    ? `${holiday}（${period}）将至。您在关键岗位，请严守廉政纪律和不动产登记“六不准”，应当回避的及时报告`
    : `${holiday}（${period}）已过。您在关键岗位，请继续严守廉政纪律；假期中有应当报告、应当回避的情形，请及时报告`
}

/** 关键岗位: which posts are, the office says. Whoever holds one is reminded, away or not. */
export const keyPostHolders = (
  staff: readonly Pick<StaffMember, 'sub' | 'posts'>[],
  keyPosts: readonly Post[],
): readonly string[] => staff.filter(({ posts }) => posts.some(post => keyPosts.includes(post))).map(({ sub }) => sub)

/** One for each person and sensitive day: there is no second one, whoever sends it and however often. */
export const reminderId = ({ on, moment }: SensitiveDay, sub: string): string => `${on}-${moment}-${sub}`

export interface Sent extends SensitiveDay {
  readonly sub: string
  readonly text: string
}

export interface ReminderData {
  Sent: Sent
  Acknowledged: Record<string, never>
}

export interface Reminder extends Sent {
  readonly id: string
  readonly sentAt: Instant
  readonly acknowledgedAt: Instant | null
}

/** Folds the lines on one reminder. @throws for a record that nobody has written. */
export function reminderOf(id: string, [sent, acknowledged]: readonly Noted<ReminderData>[]): Reminder {
  if (sent?.type !== 'Sent') throw new Error(`reminder ${id} was not sent`)
  return { id, ...sent.data, sentAt: sent.at, acknowledgedAt: acknowledged?.at ?? null }
}
