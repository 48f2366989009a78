import type { OfficeProfile } from '../office/profile.ts'
import { type Calendar, dayKind } from '../time/calendar.ts'
import { compareInstants, dateOf, formatInstant, type Instant, type LocalDate, parseInstant } from '../time/instant.ts'
import { openingOf } from '../time/opening.ts'
import { type HallRefusal, hallRefusal } from './standard.ts'

/** From when until when tickets are given out on a day; a break at noon closes windows, not the queue. */
export interface HallHours {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** Null on a day on which the office does not open. */
export function hallHours(calendar: Calendar, { opening }: OfficeProfile, day: LocalDate): HallHours | null {
  const spans = openingOf(calendar, opening, day)
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return null
  const at = (time: string) => formatInstant(parseInstant(`${day}T${time}+08:00`))
  return { opensAt: at(first[0]), closesAt: at(last[1]) }
}

/** Why no ticket is given out now, or the hours of today. After closing there is extended service only for tickets taken before. */
export function hoursNow(calendar: Calendar, profile: OfficeProfile, now: Instant): HallHours | HallRefusal {
  const day = dateOf(now)
  const hours = hallHours(calendar, profile, day)
  if (!hours) return hallRefusal('hall-closed', `${day}（${dayKind(calendar, day).why}）大厅不开放，请在开放日取号或者网上申请`)
  if (compareInstants(now, hours.opensAt) >= 0 && compareInstants(now, hours.closesAt) < 0) return hours
  const [opens, closes] = [hours.opensAt.slice(11, 16), hours.closesAt.slice(11, 16)]
  return hallRefusal(
    'hall-closed',
    `大厅今天 ${opens} 至 ${closes} 取号；下班前已取号的延时办理，其他的请次日取号或者网上申请`,
    'untilDone',
  )
}
