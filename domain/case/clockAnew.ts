import type { OfficeProfile } from '../office/profile.ts'
import { compareInstants, dateOf, endOfDay, type Instant, startOfNextDay } from '../time/instant.ts'
import type { Clock } from './clock.ts'
import { type Publication, redatingOf } from './publication.ts'
import { recounted, relit, standsStill } from './suspension.ts'

/**
 * A running clock on the final calendar: its end is the start and the budget outside suspensions, and its light goes with it. What has
 * run out stays so; an end that would lie before today is today. One that stands still has no end yet, only what it would be.
 */
export function clockAnew(clock: Clock, publication: Publication, office: Pick<OfficeProfile, 'opening'>): Clock {
  const { at, calendar } = publication
  const still = standsStill(clock)
  if (!still && compareInstants(clock.redAt, at) <= 0) return clock
  const counted = recounted({ calendar, office }, clock)
  const moved = still ? counted : notBefore(counted, at)
  const ends = { before: clock.dueAt, after: moved.dueAt, counted: counted.dueAt }
  return { ...relit(moved, at), redatings: [...(clock.redatings ?? []), redatingOf(publication, clock.name, ends)] }
}

/** Nobody is late by a notice that came late. */
function notBefore(clock: Clock, at: Instant): Clock {
  if (compareInstants(clock.dueAt, at) >= 0) return clock
  if (clock.limitHours !== undefined) return { ...clock, dueAt: at, redAt: at }
  const today = dateOf(at)
  return { ...clock, dueAt: endOfDay(today), redAt: startOfNextDay(today) }
}
