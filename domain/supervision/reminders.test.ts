import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInCalendar, isWorkingDay, withYear } from '../time/calendar.ts'
import { addDays } from '../time/instant.ts'
import { keyPostHolders, reminderId, reminderText, sensitiveDays } from './reminders.ts'

const told = (from: string, until: string, calendar = builtInCalendar) =>
  sensitiveDays(calendar, addDays(from, -1), until).map(({ on, moment, holiday }) => `${on} ${moment} ${holiday}`)

describe('sensitive days (节假日前后) [S0-130]', () => {
  it('are the last working day before a holiday and the first after it, worked weekends included', () => {
    expect(told('2025-09-01', '2025-10-31')).toEqual(['2025-09-30 before 国庆节、中秋节', '2025-10-09 after 国庆节、中秋节'])
    // 2025-01-26 is a Sunday that is worked for the holiday; the 27th a Monday.
    expect(told('2025-01-10', '2025-02-28')).toEqual(['2025-01-27 before 春节', '2025-02-05 after 春节'])
    expect(told('2024-09-01', '2024-09-30')).toEqual([
      '2024-09-14 before 中秋节',
      '2024-09-18 after 中秋节',
      '2024-09-30 before 国庆节',
    ])
  })

  it('of New Year’s Day lie in two years, and days off that meet there are one holiday', () => {
    expect(told('2024-12-20', '2025-01-05')).toEqual(['2024-12-31 before 元旦', '2025-01-02 after 元旦'])
    const dates = { off: [{ holiday: '元旦', from: '12-31', to: '12-31' }], worked: [] }
    expect(told('2026-12-01', '2027-01-31', withYear(builtInCalendar, 2026, '另一安排', dates))).toEqual([
      '2026-12-30 before 元旦',
      '2027-01-01 after 元旦',
    ])
    const two = [2026, 2027].reduce(
      (calendar, year) =>
        withYear(calendar, year, '安排', {
          off: [{ holiday: '元旦', ...(year === 2026 ? { from: '12-31', to: '12-31' } : { from: '01-01', to: '01-03' }) }],
          worked: [],
        }),
      builtInCalendar,
    )
    expect(told('2026-12-01', '2027-01-31', two)).toEqual(['2026-12-30 before 元旦', '2027-01-04 after 元旦'])
  })

  it('of a year that is not published there are none', () => {
    expect(told('2030-01-01', '2030-12-31')).toEqual([])
  })

  it('are working days, and the same however a period is cut', () => {
    const day = fc.integer({ min: 0, max: 1_095 }).map(n => addDays('2024-01-01', n))
    fc.assert(
      fc.property(day, day, day, (...days) => {
        const [a = '', b = '', c = ''] = days.sort()
        const whole = sensitiveDays(builtInCalendar, a, c)
        expect([...sensitiveDays(builtInCalendar, a, b), ...sensitiveDays(builtInCalendar, b, c)]).toEqual(whole)
        for (const { on, moment, from, until } of whole) {
          expect(isWorkingDay(builtInCalendar, on)).toBe(true)
          expect(moment === 'before' ? on < from : on > until).toBe(true)
        }
      }),
    )
  })
})

it('the holders of key posts are reminded, each once a day, in words that name the holiday [S0-130]', () => {
  const staff = [
    { sub: 'multi-1', posts: ['intake', 'examiner', 'registrar'] },
    { sub: 'admin-1', posts: ['admin'] },
    { sub: 'director-1', posts: ['director'] },
  ] as const
  expect(keyPostHolders(staff, ['examiner', 'registrar', 'director'])).toEqual(['multi-1', 'director-1'])
  const [before, after] = sensitiveDays(builtInCalendar, '2025-09-29', '2025-10-09')
  if (!before || !after) throw new Error('two days')
  expect(reminderText(before)).toContain('国庆节、中秋节（2025-10-01 至 2025-10-08）将至')
  expect(reminderText(after)).toContain('已过')
  expect(new Set([before, after].flatMap(day => ['a', 'b'].map(sub => reminderId(day, sub)))).size).toBe(4)
})
