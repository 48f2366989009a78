import type { Instant, LocalDate } from '../../time/instant.ts'
import type { OpenSpan } from '../../time/opening.ts'
import type { WindowType } from '../dictionary.ts'
import type { HallLayout } from '../layout.ts'
import { minutesBetween } from '../statistics.ts'
import type { Ticket } from '../tickets.ts'

/** One day of a hall, with the layout that it had on that day. */
export interface HallDay {
  readonly day: LocalDate
  readonly layout: HallLayout
  /** When the office is open; none on a day off. */
  readonly spans: readonly OpenSpan[]
  readonly tickets: readonly Ticket[]
}

/** What a report is made of. `now` is where tickets that are open have come to. */
export interface HallFactsOf {
  readonly days: readonly HallDay[]
  readonly now: Instant
}

/** Minutes until the first call; null of those who were not called. */
export const waitOf = ({ takenAt, calledAt }: Ticket): number | null =>
  calledAt === null ? null : minutesBetween(takenAt, calledAt)

/** Minutes from the call that was answered until the end; null where nobody was served. */
export const serviceOf = ({ state, lastCalledAt, endedAt }: Ticket): number | null =>
  state === 'served' && lastCalledAt && endedAt ? minutesBetween(lastCalledAt, endedAt) : null

export const known = <T>(values: readonly (T | null)[]): T[] => values.filter(value => value !== null)

/** The type a window had on a day; null of a window that has gone since it called. */
export const typeOn = ({ layout }: HallDay, id: string | null): WindowType | null =>
  layout.windows.find(window => window.id === id)?.type ?? null
