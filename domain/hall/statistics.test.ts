import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, minutesOf, percentile } from './statistics.ts'

const samples = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('waits in figures [S3-15]', () => {
  it('the 95th percentile is a wait somebody had, not exceeded by 95 of 100', () => {
    fc.assert(
      fc.property(samples, waits => {
        const p95 = percentile(waits, 0.95)
        const within = waits.filter(wait => wait <= p95).length
        const below = waits.filter(wait => wait < p95).length
        return waits.includes(p95) && within >= 0.95 * waits.length && below < 0.95 * waits.length
      }),
    )
    expect(
      percentile(
        [...Array(20).keys()].map(i => i + 1),
        0.95,
      ),
    ).toBe(19)
  })

  it('the median has as many above as below it', () => {
    fc.assert(
      fc.property(samples, waits => {
        const middle = median(waits)
        return (
          waits.filter(wait => wait < middle).length <= waits.length / 2 &&
          waits.filter(wait => wait > middle).length <= waits.length / 2
        )
      }),
    )
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
  })

  it('are whole minutes, and nothing where nobody waited', () => {
    expect(minutesOf([1.2, 2.6])).toEqual({ mean: 2, median: 2, p95: 3 })
    expect(minutesOf([])).toEqual({ mean: null, median: null, p95: null })
  })
})
