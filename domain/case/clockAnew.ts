import type { OfficeProfile } from '../office/profile.ts'
import { passesUnpublished, withoutYear } from '../time/calendar.ts'
import {
  compareInstants,
  dateOf,
  endOfDay,
  formatInstant,
  type Instant,
  laterOf,
  startOfDay,
  startOfNextDay,
} from '../time/instant.ts'
import { addOpeningMinutes } from '../time/opening.ts'
import { afterHours, type HourCounting, minutesBetween } from './hours.ts'
import { notBeforeToday, type Publication, redatingOf } from './publication.ts'
import { dueOutside } from './suspension.ts'
import type { Clock, DayClock, HourClock } from './types.ts'

/**
 * A running clock on the final calendar: its end is the start and the budget outside suspensions, and its light goes with it. What has
 * run out stays so; an end that would lie before today is today. A clock that stands still without an end is counted when it goes on.
 */
export function clockAnew(clock: Clock, publication: Publication, office: Pick<OfficeProfile, 'opening'>): Clock {
  if (compareInstants(clock.redAt, publication.at) <= 0 || clock.suspensions.some(({ to }) => to === null)) return clock
  const counted = clock.limitHours === undefined ? daysAnew(clock, publication) : hoursAnew(clock, publication, office)
  return {
    ...counted.clock,
    calendar: publication.calendar.edition,
    light: compareInstants(publication.at, counted.clock.yellowAt) < 0 ? 'green' : clock.light,
    redatings: [
      ...(clock.redatings ?? []),
      redatingOf(publication, clock.name, { before: clock.dueAt, after: counted.clock.dueAt, counted: counted.dueAt }),
    ],
  }
}

interface Counted<C extends Clock> {
  readonly clock: C
  /** What the count gives, were it not past. */
  readonly dueAt: Instant
}

function daysAnew(clock: DayClock, { calendar, at }: Publication): Counted<DayClock> {
  const start = dateOf(clock.startedAt)
  const counted = dueOutside(calendar, start, clock.limitWorkingDays, clock.suspensions)
  const yellow = dueOutside(calendar, start, Math.ceil((clock.limitWorkingDays * 4) / 5), clock.suspensions)
  const due = notBeforeToday(counted, at)
  return {
    dueAt: endOfDay(counted),
    clock: {
      ...clock,
      yellowAt: formatInstant(startOfDay(yellow)),
      dueAt: endOfDay(due),
      redAt: startOfNextDay(due),
      provisional: passesUnpublished(calendar, start, due),
    },
  }
}

/**
 * Hours without a break are the same on every calendar. Opening hours are counted from the start; after a suspension, what was left on
 * the calendar before is left from where the clock goes on.
 */
function hoursAnew(clock: HourClock, publication: Publication, office: Pick<OfficeProfile, 'opening'>): Counted<HourClock> {
  const { calendar, year, at } = publication
  const counting: HourCounting = { calendar, hours: office.opening, counted: clock.hoursCounted }
  const before: HourCounting = { ...counting, calendar: withoutYear(calendar, year) }
  const resumed = (on: HourCounting): Instant =>
    clock.suspensions.reduce(
      (latest, { to }) => (to ? laterOf(latest, addOpeningMinutes(on.calendar, on.hours, startOfNextDay(to), 0)) : latest),
      at,
    )
  const minutes = clock.limitHours * 60
  const end = (of: Instant, budget: number) => {
    if (clock.suspensions.length === 0) return afterHours(counting, clock.startedAt, budget)
    const from = resumed(before)
    const passed = { at: of, provisional: false }
    return compareInstants(of, from) <= 0 ? passed : afterHours(counting, resumed(counting), minutesBetween(before, from, of))
  }
  const due = end(clock.dueAt, minutes)
  const dueAt = laterOf(due.at, at)
  const yellowAt = end(clock.yellowAt, (minutes * 4) / 5).at
  return { dueAt: due.at, clock: { ...clock, yellowAt, dueAt, redAt: dueAt, provisional: due.provisional } }
}
