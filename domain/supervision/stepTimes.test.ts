import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Suspension } from '../case/clock.ts'
import type { StepSpan } from '../case/stepMarks.ts'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { openingMinutesBetween } from '../time/opening.ts'
import { type SteppedCase, type StepTime, stepTimeReport, stepTimer } from './stepTimes.ts'

const now = '2025-06-30T09:00:00+08:00'
const timesOf = stepTimer(builtInCalendar, demoOffice.opening, now)
const of = (spans: readonly StepSpan[], suspensions: readonly Suspension[] = [], caseNo = 'A'): SteppedCase => ({
  ...{ caseNo, procedure: 'homestead-first', spans, suspensions },
})
const stay = (step: StepSpan['step'], from: string, until: string | null): StepSpan => ({
  ...{ step, from: `2025-06-${from}:00+08:00`, until: until && `2025-06-${until}:00+08:00` },
})
const told = (times: readonly StepTime[]) =>
  times.map(({ step, working, suspended, elapsed }) => [step, working, suspended, elapsed])

describe('what a step took of a case [S2-3]', () => {
  it('is working time where the office is open, over lunch, night and weekend, and elapsed time beside it', () => {
    // A Tuesday before lunch to the next morning; a Friday evening over the Saturday duty to Monday.
    const spans = [stay('intake', '03T11:30', '04T09:30'), stay('examination', '06T17:00', '09T09:30')]
    expect(told(timesOf(of(spans)))).toEqual([
      ['intake', 30 + 240 + 30, 0, 22 * 60],
      ['examination', 30 + 180 + 30, 0, 64 * 60 + 30],
    ])
  })

  it('leaves out what stood still, and tells it apart: an announcement until the office opens after its last day', () => {
    const announcement: Suspension = {
      ...{ from: '2025-06-03', to: '2025-06-05', reason: '公告', basis: [], fromAt: '2025-06-03T11:00:00+08:00' },
    }
    // An hour of the third before it, lunch, and half an hour of the sixth after it.
    expect(told(timesOf(of([stay('examination', '03T10:00', '06T09:30')], [announcement])))).toEqual([
      ['examination', 60 + 30, 60 + 240 + 420 + 420, 4290],
    ])
    const overlapping = [announcement, { ...announcement, fromAt: '2025-06-04T09:00:00+08:00', from: '2025-06-04' }]
    expect(told(timesOf(of([stay('examination', '03T10:00', '06T09:30')], overlapping)))[0]?.[2]).toBe(1140)
  })

  it('adds up what it came back to, and is not over while the case is there', () => {
    const spans = [
      ...[stay('intake', '03T09:00', '03T09:10'), stay('awaiting-supplement', '03T09:10', '03T10:00')],
      stay('intake', '03T10:00', '03T10:05'),
      stay('examination', '03T10:05', null),
    ]
    const times = timesOf(of(spans))
    expect(told(times).slice(0, 2)).toEqual([
      ['intake', 15, 0, 15],
      ['awaiting-supplement', 50, 0, 50],
    ])
    expect(times.map(({ running }) => running)).toEqual([false, false, true])
  })

  it('what nobody has ended yet has stood still until now', () => {
    const open: Suspension = { from: '2025-06-30', to: null, reason: 'x', basis: [], fromAt: '2025-06-27T17:00:00+08:00' }
    expect(told(timesOf(of([stay('examination', '27T16:00', null)], [open])))).toEqual([['examination', 60, 30 + 180, 65 * 60]])
  })

  it('working and suspended time together are the time the office was open, whatever stood still', () => {
    const minute = fc
      .integer({ min: 0, max: 60 * 24 * 20 })
      .map(n => formatInstant(parseInstant('2025-06-03T00:00:00+08:00') + n * 60_000))
    const pair = fc
      .tuple(minute, minute)
      .map(two => two.toSorted((a, b) => parseInstant(a) - parseInstant(b)) as [string, string])
    fc.assert(
      fc.property(pair, fc.array(pair, { maxLength: 4 }), ([from, until], stood) => {
        const suspensions = stood.map(([fromAt, toAt]) => ({
          ...{ from: fromAt.slice(0, 10), to: toAt.slice(0, 10), reason: 'x', basis: [], fromAt, toAt },
        }))
        const [time] = timesOf(of([{ step: 'examination', from, until }], suspensions))
        expect(time?.working).toBeGreaterThanOrEqual(0)
        expect(time?.suspended).toBeGreaterThanOrEqual(0)
        const open = openingMinutesBetween(builtInCalendar, demoOffice.opening, from, until)
        expect((time?.working ?? 0) + (time?.suspended ?? 0)).toBe(open)
        expect(open).toBeLessThanOrEqual(time?.elapsed ?? 0)
      }),
    )
  })
})

describe('where the time goes [S2-3]', () => {
  const time = (caseNo: string, step: StepTime['step'], working: number, change: Partial<StepTime> = {}): StepTime => ({
    ...{ caseNo, procedure: 'objection', step, running: false, working, suspended: 0, elapsed: working * 2 },
    ...change,
  })

  it('each kind’s steps in order with mean, median, 90th percentile, share and the longest case; running ones only counted', () => {
    const examined = Array.from({ length: 10 }, (_, i) => time(`C${i}`, 'examination', (i + 1) * 10, { suspended: 1 }))
    const accepted = Array.from({ length: 10 }, (_, i) => time(`C${i}`, 'intake', 5))
    const [kind] = stepTimeReport([...examined, ...accepted, time('C1', 'recording', 999, { running: true })])
    expect(kind).toMatchObject({ procedure: 'objection', title: '异议登记', cases: 10, workingMinutes: 600 })
    expect(kind?.steps).toEqual([
      {
        ...{ step: 'intake', title: '收件', waitsFor: 'office', cases: 10, running: 0, share: 0.0833, suspended: 0 },
        ...{ working: { mean: 5, median: 5, p90: 5 }, elapsed: { mean: 10, median: 10, p90: 10 } },
        longest: { caseNo: 'C0', minutes: 5 },
      },
      {
        ...{ step: 'examination', title: '审核', waitsFor: 'office', cases: 10, running: 0, share: 0.9167, suspended: 10 },
        ...{ working: { mean: 55, median: 55, p90: 90 }, elapsed: { mean: 110, median: 110, p90: 180 } },
        longest: { caseNo: 'C9', minutes: 100 },
      },
      {
        ...{ step: 'recording', title: '登簿', waitsFor: 'office', cases: 0, running: 1, share: 0, suspended: 0 },
        ...{ working: { mean: null, median: null, p90: null }, elapsed: { mean: null, median: null, p90: null } },
        longest: null,
      },
    ])
  })

  it('what takes most comes first, what waits for the applicant is marked, and nothing is nothing', () => {
    const quick = time('A', 'delivery', 1)
    const slow = time('B', 'archive', 2, { procedure: 'mortgage-first' })
    const report = stepTimeReport([quick, slow])
    expect(report.map(({ procedure }) => procedure)).toEqual(['mortgage-first', 'objection'])
    expect(report.flatMap(({ steps }) => steps.map(({ waitsFor }) => waitsFor))).toEqual(['office', 'applicant'])
    expect(stepTimeReport([])).toEqual([])
  })

  it('shares are of the whole, no figure exceeds the longest, and no case is lost', () => {
    const anyTime = fc
      .tuple(fc.nat(30), fc.constantFrom('intake' as const, 'examination' as const, 'archive' as const), fc.nat(5_000))
      .map(([no, step, working]) => time(`C${no}`, step, working))
    const unique = fc.uniqueArray(anyTime, { selector: ({ caseNo, step }) => `${caseNo} ${step}`, minLength: 1 })
    fc.assert(
      fc.property(unique, times => {
        const [kind] = stepTimeReport(times)
        const { steps = [], workingMinutes = 0 } = kind ?? {}
        expect(steps.reduce((sum, { cases }) => sum + cases, 0)).toBe(times.length)
        for (const { working, longest } of steps) {
          expect(working.median ?? 0).toBeLessThanOrEqual(working.p90 ?? 0)
          expect(working.p90 ?? 0).toBeLessThanOrEqual(longest?.minutes ?? 0)
        }
        if (workingMinutes > 0) expect(steps.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 3)
      }),
    )
  })
})
