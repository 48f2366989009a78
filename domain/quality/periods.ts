import {
  addDays,
  dateOf,
  dateOfEpochDay,
  epochDay,
  type Instant,
  type LocalDate,
  parseInstant,
  startOfDay,
} from '../time/instant.ts'

export interface Period {
  readonly from: LocalDate
  readonly until: LocalDate
}

/** Fortnights are counted from a Monday: the first after the end of June 2019, from when on the seed asks for them (S2-51). */
export const firstFortnight: LocalDate = '2019-07-01'
const days = 14
/** What is recorded at the stroke of midnight is committed by then. */
const settledAfterMs = 60 * 60_000

/** How a period is named. */
export const periodId = ({ from, until }: Period): string => `${from}..${until}`

/**
 * The fortnights that are over at an instant and stand after `doneUntil`, oldest first; with nothing done yet only the last. Of a longer
 * gap the latest `atMost` are made up for.
 */
export function fortnightsDue(now: Instant, doneUntil: LocalDate | null, atMost = 26): Period[] {
  const today = dateOf(parseInstant(now) - settledAfterMs)
  const over = Math.floor((epochDay(today) - epochDay(firstFortnight)) / days)
  const begun = doneUntil === null ? over - 1 : Math.floor((epochDay(doneUntil) + 1 - epochDay(firstFortnight)) / days)
  const first = Math.max(begun, over - atMost, 0)
  return Array.from({ length: Math.max(over - first, 0) }, (_, i) => fortnight(first + i))
}

function fortnight(index: number): Period {
  const from = dateOfEpochDay(epochDay(firstFortnight) + index * days)
  return { from, until: addDays(from, days - 1) }
}

/** Whether all of a period lies behind, with what was still being written. */
export const isOver = ({ until }: Period, now: Instant): boolean =>
  parseInstant(now) >= startOfDay(addDays(until, 1)) + settledAfterMs
