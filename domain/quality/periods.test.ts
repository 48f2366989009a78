import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay } from '../time/instant.ts'
import { firstFortnight, fortnightsDue, isOver } from './periods.ts'

const at = (day: string, time = '09:00') => `${day}T${time}:00+08:00`

describe('the fortnights', () => {
  it('run from a Monday to the second Sunday; of those over only the last where nothing was done before', () => {
    expect(fortnightsDue(at('2025-06-09'), null)).toEqual([{ from: '2025-05-26', until: '2025-06-08' }])
    expect(fortnightsDue(at('2025-06-09', '00:59'), null)).toEqual([{ from: '2025-05-12', until: '2025-05-25' }])
    expect(fortnightsDue(at('2025-06-22'), '2025-06-08')).toEqual([])
    expect(fortnightsDue(at('2025-07-07'), '2025-06-08').map(({ until }) => until)).toEqual(['2025-06-22', '2025-07-06'])
    expect(fortnightsDue(at('2019-07-10'), null)).toEqual([])
  })

  it('follow each other without gap or overlap, whenever one looks; a gap of years is made up for by its last year', () =>
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 4_000 }), fc.integer({ min: 1, max: 400 }), (first, later) => {
        const begin = addDays(firstFortnight, first)
        const [last] = fortnightsDue(at(begin), null)
        const next = fortnightsDue(at(addDays(begin, later)), last?.until ?? null)
        expect(next.length).toBeLessThanOrEqual(26)
        const all = later < 300 && last ? [last, ...next] : next
        for (const [i, { from, until }] of all.entries()) {
          expect(epochDay(until) - epochDay(from)).toBe(13)
          if (i > 0) expect(from).toBe(addDays(all[i - 1]?.until ?? '', 1))
          expect(isOver({ from, until }, at(addDays(begin, later)))).toBe(true)
        }
      }),
    ))

  it('a period is over an hour after its last midnight', () => {
    const period = { from: '2025-06-02', until: '2025-06-15' }
    expect(isOver(period, at('2025-06-16', '00:30'))).toBe(false)
    expect(isOver(period, at('2025-06-16', '01:00'))).toBe(true)
  })
})
