import type { SupervisionThresholds } from '../office/profile.ts'
import { addWorkingDays, type Calendar } from '../time/calendar.ts'
import { dateOf, type Instant } from '../time/instant.ts'

/** Whose disposition a red case awaits: the supervisor's, and the director's once the supervisor has let the office's days go by (S4-75). */
export function awaitsDisposition(
  redSince: Instant,
  now: Instant,
  calendar: Calendar,
  { directorAfterWorkingDays }: Pick<SupervisionThresholds, 'directorAfterWorkingDays'>,
): 'supervisor' | 'director' {
  const lastDay = addWorkingDays(calendar, dateOf(redSince), directorAfterWorkingDays).date
  return dateOf(now) > lastDay ? 'director' : 'supervisor'
}
