import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockFrom } from '../case/accepting.ts'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar as calendar, isWorkingDay, workingDaysBetween } from './calendar.ts'
import { addDays, startOfDay } from './instant.ts'
import { addMonthsClamped, dueOf, type Term } from './terms.ts'

const dueOn = (from: string, term: Omit<Term, 'from'>) => dueOf(calendar, { from: `${from}T10:00+08:00`, ...term }).dueOn
/** The clock of a case with such a limit, accepted at ten. */
const running = (acceptedOn: string, workingDays: number) => {
  const limit = { kind: 'promised', amount: workingDays, unit: 'working-day', document: '承诺', basis: [] } as const
  return clockFrom(limit, demoOffice, calendar, `${acceptedOn}T10:00:00+08:00`)
}
const anyDate = fc.integer({ min: 0, max: 2500 }).map(days => addDays('2023-06-01', days))

describe('limits in working days', () => {
  it('T1: accepted before the Spring Festival of 2025, the thirty working days end on 28 February, yellow from 20 February [TL-30] [CT-1] [CT-2]', () => {
    expect(dueOf(calendar, { from: '2025-01-13T09:00+08:00', workingDays: 30 })).toMatchObject({
      dueAt: '2025-02-28T23:59:59+08:00',
      dueOn: '2025-02-28',
      provisional: false,
    })
    expect(running('2025-01-13', 30).yellowAt).toBe('2025-02-20T00:00:00+08:00')
  })

  it('T2: five working days promised before the National Day of 2025 end on 10 October, day by day [TL-SLA] [CT-2]', () => {
    const due = dueOf(calendar, { from: '2025-09-26T10:00+08:00', workingDays: 5 })
    expect(due).toMatchObject({ dueOn: '2025-10-10', provisional: false })
    const counted = due.explain.filter(day => day.counted).map(day => day.date)
    expect(counted).toEqual(['2025-09-28', '2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10'])
    expect(running('2025-09-26', 5).yellowAt).toBe('2025-10-09T00:00:00+08:00')
  })

  it('T3: deemed accepted on 4 March 2025, the limit ends on 16 April [REG-17-5] [CT-2]', () => {
    expect(dueOn('2025-03-04', { workingDays: 30 })).toBe('2025-04-16')
  })

  it('T4: accepted on 14 March 2025, the limit ends on a Sunday that is worked, 27 April [CT-2] [CT-4]', () => {
    expect(dueOn('2025-03-14', { workingDays: 30 })).toBe('2025-04-27')
  })

  it('past the published years the answer stands, as provisional [CT-2]', () => {
    expect(dueOf(calendar, { from: '2026-12-25T10:00+08:00', workingDays: 5 })).toMatchObject({
      dueOn: '2027-01-01',
      provisional: true,
    })
  })

  it('the clock of a case and the public answer count alike, whatever the day and the limit [CT-1] [CT-2]', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (acceptedOn, workingDays) => {
        const { dueAt, provisional } = dueOf(calendar, { from: `${acceptedOn}T10:00+08:00`, workingDays })
        expect(running(acceptedOn, workingDays)).toMatchObject({ dueAt, provisional })
      }),
    )
  })

  it.each([
    [1, 1],
    [5, 4],
    [10, 8],
    [15, 12],
    [30, 24],
    [35, 28],
  ])('of %i working days, yellow begins with working day %i', (limit, day) => {
    const yellowOn = running('2025-06-03', limit).yellowAt.slice(0, 10)
    expect(workingDaysBetween(calendar, '2025-06-03', yellowOn)).toBe(day)
  })
})

describe('limits in hours', () => {
  it('one hour is one elapsed hour, over midnight and weekends too', () => {
    expect(dueOf(calendar, { from: '2025-06-06T23:30+08:00', hours: 1 })).toMatchObject({
      dueAt: '2025-06-07T00:30:00+08:00',
      dueOn: '2025-06-07',
    })
  })
})

describe('terms in calendar days', () => {
  it('T10: an objection of Monday 3 March 2025 lapses with 18 March unless a suit is shown [CC-220-2] [CT-5]', () => {
    expect(dueOf(calendar, { from: '2025-03-03T15:00+08:00', days: 15 }).dueAt).toBe('2025-03-18T23:59:59+08:00')
  })

  it('ending in a holiday, move to the first working day after it [CT-4]', () => {
    const due = dueOf(calendar, { from: '2025-09-20T10:00+08:00', days: 15 })
    expect(due.dueOn).toBe('2025-10-09')
    expect(due.explain.at(1)).toMatchObject({ date: '2025-10-05', why: expect.stringContaining('国庆节、中秋节放假') })
    expect(due.explain.at(-1)).toMatchObject({ date: '2025-10-09', counted: true })
  })

  it('ending on a Saturday that is worked, stay there [CT-4]', () => {
    expect(dueOn('2025-01-24', { days: 15 })).toBe('2025-02-08')
  })

  it('ninety days of an advance notice run from the day it became registrable [CC-221-2] [CT-5]', () => {
    expect(dueOn('2025-03-03', { days: 90 })).toBe('2025-06-03')
  })
})

describe('terms in months and years', () => {
  it('end on the corresponding day, or the last day of a shorter month [CT-3]', () => {
    expect(addMonthsClamped('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonthsClamped('2023-12-31', 2)).toBe('2024-02-29')
    expect(addMonthsClamped('2024-02-29', 12)).toBe('2025-02-28')
    expect(dueOn('2025-01-31', { months: 1 })).toBe('2025-02-28')
  })

  it('three years from the day a waiting seizure takes effect end provisionally, in a year not yet published [CPI-485] [CT-3]', () => {
    expect(dueOf(calendar, { from: '2026-06-12T00:00+08:00', years: 3 })).toMatchObject({
      dueOn: '2029-06-12',
      provisional: true,
    })
  })

  it('move off days that are not worked [CT-4]', () => {
    expect(dueOn('2024-10-01', { years: 1 })).toBe('2025-10-09')
    expect(dueOn('2025-07-05', { months: 1 })).toBe('2025-08-05')
    expect(dueOn('2025-07-02', { months: 1 })).toBe('2025-08-04')
  })
})

describe('any term', () => {
  const anyTerm = fc.tuple(fc.constantFrom('days', 'months', 'years', 'workingDays'), fc.integer({ min: 1, max: 40 }))

  it('ends with a working day, never before a shorter one or one that began earlier', () => {
    fc.assert(
      fc.property(anyDate, anyTerm, (from, [unit, amount]) => {
        const due = dueOn(from, { [unit]: amount })
        expect(isWorkingDay(calendar, due)).toBe(true)
        expect(dueOn(from, { [unit]: amount + 1 }) >= due).toBe(true)
        expect(dueOn(addDays(from, 1), { [unit]: amount }) >= due).toBe(true)
        expect(startOfDay(due)).toBeGreaterThan(startOfDay(from))
      }),
    )
  })

  it.each<[Omit<Term, 'from'>, RegExp]>([
    [{}, /只能给出一项/],
    [{ days: 1, months: 1 }, /只能给出一项/],
    [{ days: 0 }, /1至10000的整数/],
    [{ days: -3 }, /1至10000的整数/],
    [{ workingDays: 1.5 }, /1至10000的整数/],
    [{ hours: Number.NaN }, /1至10000的整数/],
    [{ months: 10_001 }, /1至10000的整数/],
    [{ years: 10_000 }, /无效|超出/],
  ])('%j is refused with a sentence in Chinese', (term, sentence) => {
    expect(() => dueOn('2025-01-01', term)).toThrow(RangeError)
    expect(() => dueOn('2025-01-01', term)).toThrow(sentence)
  })

  it('with no day that exists is refused', () => {
    expect(() => dueOf(calendar, { from: '2025-02-30T10:00+08:00', days: 1 })).toThrow(RangeError)
  })
})
