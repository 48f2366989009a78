import { type Instant, parseInstant } from '../time/instant.ts'

const MINUTE_MS = 60_000

/** Minutes from one instant to another; never less than none, as clocks of two machines may differ by a moment. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.max(0, parseInstant(to) - parseInstant(from)) / MINUTE_MS

/** The smallest value that is not exceeded by `share` of the sample (nearest rank). NaN of nothing. */
export function percentile(sample: readonly number[], share: number): number {
  // As plain numbers, which sort ten times faster: a report may be over tens of thousands of cases.
  const sorted = new Float64Array(sample).sort()
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The middle, or the mean of the two in the middle. NaN of nothing. */
export const median = (sample: readonly number[]): number =>
  (percentile(sample, 0.5) -
    percentile(
      sample.map(value => -value),
      0.5,
    )) /
  2

export const total = (sample: readonly number[]): number => sample.reduce((sum, value) => sum + value, 0)

/** Whole minutes; all null where there is nothing to measure. */
export interface Minutes {
  readonly mean: number | null
  readonly median: number | null
  readonly p95: number | null
}

export function minutesOf(sample: readonly number[]): Minutes {
  if (sample.length === 0) return { mean: null, median: null, p95: null }
  return {
    mean: Math.round(total(sample) / sample.length),
    median: Math.round(median(sample)),
    p95: Math.round(percentile(sample, 0.95)),
  }
}

/** Groups in order of their first member. */
export function groupBy<T, K extends string | number>(items: readonly T[], keyOf: (item: T) => K | null): [K, T[]][] {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key) ?? []
    group.push(item)
    groups.set(key, group)
  }
  return [...groups]
}
