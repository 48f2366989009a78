import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/instant.ts'
import {
  type LeaderVisit,
  leaderVisitOf,
  quarterOf,
  quartersBetween,
  refuseVisit,
  type Visited,
  visitsByQuarter,
} from './leaderVisits.ts'

const walked: Visited = {
  kind: 'walk-through',
  leader: 'director-1',
  on: '2025-05-06',
  procedure: 'transfer-by-sale',
  painPoints: ['两次排队'],
}
const visit = (no: number, change: Partial<Visited> = {}): LeaderVisit =>
  leaderVisitOf(no, [{ type: 'Visited', data: { ...walked, ...change }, at: '2025-05-07T09:00:00+08:00', actor: 'quality-1' }])

describe('“三个经常” by quarter', () => {
  const year = { from: '2025-01-01', until: '2025-12-31', today: '2025-08-15' }
  const states = (...visits: LeaderVisit[]) =>
    visitsByQuarter(visits, [], year).map(
      ({ quarter, kind, state }) => `${quarter} ${kind === 'walk-through' ? '走' : '查'} ${state}`,
    )

  it('a quarter that is over without a visit of a kind is missing, one that runs is still due [S0-61] [S0-62]', () => {
    expect(states(visit(1), visit(2, { kind: 'window-inspection', on: '2025-01-31' }))).toEqual([
      ...['2025-Q1 走 missing', '2025-Q1 查 held'],
      ...['2025-Q2 走 held', '2025-Q2 查 missing'],
      ...['2025-Q3 走 due', '2025-Q3 查 due'],
      ...['2025-Q4 走 due', '2025-Q4 查 due'],
    ])
  })

  it('tells the pain points, and how many of the findings are not closed yet, of its own visits alone [S0-61] [S0-62]', () => {
    const findings = [
      { source: { visit: '1' }, status: 'closed' },
      { source: { visit: '1' }, status: 'open' },
      { source: { visit: '2' }, status: 'open' },
      { status: 'open' },
    ] as const
    const rows = visitsByQuarter([visit(1), visit(2, { on: '2025-07-01' })], findings, year)
    expect(rows.find(({ quarter, kind }) => quarter === '2025-Q2' && kind === 'walk-through')).toMatchObject({
      ...{ visits: [1], painPoints: ['两次排队'], findings: 2, notClosed: 1 },
    })
  })

  it('every day lies in one quarter of those between any two days around it', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map(n => addDays('2020-01-01', n))
    fc.assert(
      fc.property(day, day, day, (...days) => {
        const [a = '', b = '', c = ''] = days.sort()
        const quarters = quartersBetween(a, c)
        expect(quarters.filter(one => one === quarterOf(b))).toHaveLength(1)
        expect([...quarters].sort()).toEqual(quarters)
      }),
    )
  })
})

it('a walk-through names the registration that was walked [S0-61]', () => {
  expect(refuseVisit(walked)).toBeNull()
  expect(refuseVisit({ kind: 'walk-through' })?.rule).toBe('body')
  expect(refuseVisit({ kind: 'window-inspection' })).toBeNull()
})
