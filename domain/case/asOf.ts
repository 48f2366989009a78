import { compareInstants, type Instant } from '../time/instant.ts'
import type { LedgerEvent } from './events.ts'

/**
 * Which events of a ledger to look back to. `seq`: the first so many. `at`: what counted in law at an instant. `known`: what stood in the
 * ledger by then. Together they bind each for itself: what, of that which was known on Monday, counted on Friday.
 */
export interface AsOf {
  readonly seq?: number
  readonly at?: Instant
  readonly known?: Instant
}

/**
 * When an event counts in law. What comes due by itself (视为受理, a light, the end of an announcement) counts from its legal instant,
 * however late it was recorded; everything else from when it was recorded: when it was asked for (`receivedAt`) changes nothing.
 */
export const effectiveAt = ({ dueAt, at }: LedgerEvent): Instant => dueAt ?? at

/**
 * The events as of then: always a beginning of the ledger, since an event may only be read after those before it. `at` never goes back,
 * and a due alarm is carried out before the next act; so nothing that counted is left out. Ties go by the sequence: all are in.
 */
export function eventsAsOf(events: readonly LedgerEvent[], { seq, at, known }: AsOf): LedgerEvent[] {
  const end = events.findIndex(
    event =>
      (seq !== undefined && event.seq > seq) ||
      (at !== undefined && compareInstants(effectiveAt(event), at) > 0) ||
      (known !== undefined && compareInstants(event.at, known) > 0),
  )
  return end === -1 ? [...events] : events.slice(0, end)
}
