import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  builtInCalendar as calendar,
  dayKind,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from './calendar.ts'
import { addDays } from './instant.ts'

const anyDate = fc.integer({ min: 0, max: 2500 }).map(days => addDays('2023-06-01', days))
const fewDays = fc.integer({ min: 0, max: 80 })

describe('the working days of the State Council notices', () => {
  it.each([
    ['2024', 251],
    ['2025', 248],
    ['2026', 248],
  ])('%s has %i of them [CT-2]', (year, total) => {
    expect(workingDaysBetween(calendar, `${Number(year) - 1}-12-31`, `${year}-12-31`)).toBe(total)
  })

  it.each([
    ['2025-10-01', false, '国庆节、中秋节放假'],
    ['2024-10-01', false, '国庆节放假'],
    ['2025-01-28', false, '春节放假'],
    ['2026-06-19', false, '端午节放假'],
    ['2025-09-28', true, '国庆节、中秋节调休上班'],
    ['2026-01-04', true, '元旦调休上班'],
    ['2025-06-07', false, '周末'],
    ['2025-06-05', true, '工作日'],
  ])('%s is worked: %s, because it is %s [CT-2]', (date, working, why) => {
    expect(dayKind(calendar, date)).toEqual({ working, published: true, why })
  })

  it('a worked weekend is always a weekend, and a holiday is never also worked', () => {
    for (const year of Object.values(calendar.years)) {
      for (const date of Object.keys(year.worked)) {
        expect([0, 6]).toContain(new Date(date).getUTCDay())
        expect(year.off[date]).toBeUndefined()
      }
    }
  })

  it('say which edition they are', () => expect(calendar.edition).toBe('cn-2024..2026'))
})

describe('a year whose holidays are not published', () => {
  it('counts ordinary weekends, says so, and fails nothing [CT-2]', () => {
    expect(dayKind(calendar, '2027-10-01')).toMatchObject({ working: true, published: false })
    expect(dayKind(calendar, '2027-10-02')).toMatchObject({ working: false, published: false })
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toMatchObject({ date: '2027-01-01', provisional: true })
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toMatchObject({ date: '2026-12-31', provisional: false })
  })
})

describe('counting working days', () => {
  it('holds exactly that many working days between the start and the end, and ends on one [CT-1]', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 80 }), (from, n) => {
        const { date, explain } = addWorkingDays(calendar, from, n)
        expect(workingDaysBetween(calendar, from, date)).toBe(n)
        expect(explain.filter(day => day.counted)).toHaveLength(n)
        expect(isWorkingDay(calendar, date)).toBe(true)
        expect(explain[0]).toMatchObject({ date: from, counted: false })
        expect(explain.at(-1)).toMatchObject({ date, counted: true })
      }),
    )
  })

  it('never ends sooner for a later start or a longer term', () => {
    fc.assert(
      fc.property(anyDate, fewDays, (from, n) => {
        const { date } = addWorkingDays(calendar, from, n)
        expect(addWorkingDays(calendar, addDays(from, 1), n).date >= date).toBe(true)
        expect(addWorkingDays(calendar, from, n + 1).date > date).toBe(true)
      }),
    )
  })

  it('comes to the same in one go or in two', () => {
    fc.assert(
      fc.property(anyDate, fewDays, fewDays, (from, a, b) => {
        const there = addWorkingDays(calendar, from, a).date
        expect(addWorkingDays(calendar, there, b).date).toBe(addWorkingDays(calendar, from, a + b).date)
      }),
    )
  })

  it('from the last day before the Spring Festival of 2025 begins after it', () => {
    expect(nextWorkingDay(calendar, '2025-01-28')).toBe('2025-02-05')
    expect(nextWorkingDay(calendar, '2025-01-26')).toBe('2025-01-26')
    expect(workingDaysBetween(calendar, '2025-01-28', '2025-01-20')).toBe(0)
  })

  it.each([-1, 1.5, 10_001, Number.NaN])('%d working days are refused', n => {
    expect(() => addWorkingDays(calendar, '2025-01-01', n)).toThrow(/工作日数应为/)
  })

  it('carries ten thousand working days in no time', () => {
    const started = performance.now()
    addWorkingDays(calendar, '2025-01-01', 10_000)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
