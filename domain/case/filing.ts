import type { OfficeProfile } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { type Calendar, isWorkingDay, nextWorkingDay } from '../time/calendar.ts'
import { addDays, dateOf, formatInstant, type Instant, parseInstant } from '../time/instant.ts'
import type { Application } from './types.ts'

/**
 * When silence on a filing without a counter session means acceptance: the end of that working day, or of the next one when it was
 * filed on a day off or after closing (REG-17-5; the instant is the office's policy). Null at the counter, where `leave` decides.
 */
export function deemedAcceptanceAt(
  application: Application,
  office: Pick<OfficeProfile, 'closesAt'>,
  calendar: Calendar,
  filedAt: Instant,
): Instant | null {
  if (application.channel === 'counter' || editionOf(application.edition).entry !== 'application') return null
  const today = dateOf(filedAt)
  const closing = parseInstant(`${today}T${office.closesAt}+08:00`)
  const inTime = isWorkingDay(calendar, today) && parseInstant(filedAt) < closing
  const day = inTime ? today : nextWorkingDay(calendar, addDays(today, 1))
  return formatInstant(parseInstant(`${day}T${office.closesAt}+08:00`))
}
