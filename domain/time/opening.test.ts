import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar } from './calendar.ts'
import { addOpeningMinutes, openingMinutesBetween, openingOf } from './opening.ts'

const hours = demoOffice.opening
const endAfter = (from: string, minutes: number) => addOpeningMinutes(builtInCalendar, hours, from, minutes)

describe('the hours in which an office is open', () => {
  it.each([
    ['2025-06-03', 2, 'an ordinary working day'],
    ['2025-06-07', 1, 'a Saturday: duty in the morning'],
    ['2025-06-08', 0, 'a Sunday'],
    ['2025-05-31', 0, 'a Saturday in the Dragon Boat holiday: no duty'],
    ['2025-09-28', 2, 'a Sunday worked for the National Day'],
    ['2025-10-11', 2, 'a Saturday worked for the National Day'],
  ])('%s: %i spans, %s', (date, spans) => {
    expect(openingOf(builtInCalendar, hours, date)).toHaveLength(spans)
  })

  it.each([
    ['2025-06-03T10:00:00+08:00', 60, '2025-06-03T11:00:00+08:00', 'within the morning'],
    ['2025-06-03T11:50:00+08:00', 60, '2025-06-03T14:20:00+08:00', 'over lunch [S3-21]'],
    ['2025-06-03T17:20:00+08:00', 60, '2025-06-04T09:50:00+08:00', 'over night [S3-21]'],
    ['2025-06-06T17:20:00+08:00', 60, '2025-06-07T09:50:00+08:00', 'into the Saturday duty'],
    ['2025-06-07T11:30:00+08:00', 60, '2025-06-09T09:30:00+08:00', 'from the Saturday duty to Monday'],
    ['2025-01-27T17:20:00+08:00', 60, '2025-02-05T09:50:00+08:00', 'over the Spring Festival'],
    ['2025-06-03T11:00:00+08:00', 60, '2025-06-03T12:00:00+08:00', 'to the last minute before lunch'],
    ['2025-06-03T12:00:00+08:00', 0, '2025-06-03T13:30:00+08:00', 'nothing: the next opening'],
  ])('from %s, %i minutes end at %s: %s', (from, minutes, end) => {
    expect(endAfter(from, minutes)).toBe(end)
  })

  it('counted back, are as many as were counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 400 }), fc.integer({ min: 1, max: 5_000 }), (start, minutes) => {
        const from = new Date(Date.UTC(2025, 0, 1) + start * 60_000).toISOString()
        expect(openingMinutesBetween(builtInCalendar, hours, from, endAfter(from, minutes))).toBe(minutes)
      }),
    )
  })

  it('never end where the office never opens', () => {
    const never = { workingDays: [], saturdayDuty: [] }
    expect(() => addOpeningMinutes(builtInCalendar, never, '2025-06-03T10:00:00+08:00', 1)).toThrow('营业时间')
  })
})
