/** The value below which a share of the sorted sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (sample: readonly number[]): number => percentile(sample, 0.5)

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** Minimum, median and maximum: a ratio without its spread says nothing on a machine that drifts. */
export const spread = (sample: readonly number[]) => ({
  min: round(Math.min(...sample)),
  median: round(median(sample)),
  max: round(Math.max(...sample)),
})
