import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  compareInstants,
  dateOf,
  endOfDay,
  formatInstant,
  isLocalDate,
  laterOf,
  parseInstant,
  startOfDay,
  startOfNextDay,
} from './instant.ts'

const anyMs = fc.integer({ min: Date.UTC(1001, 0, 1), max: Date.UTC(9998, 11, 31) })
const anyDate = anyMs.map(dateOf)

describe('an instant of Beijing time', () => {
  it('is printed with +08:00, with seconds always and milliseconds only when there are any [CT-7]', () => {
    expect(formatInstant(Date.UTC(2025, 5, 5, 2, 12))).toBe('2025-06-05T10:12:00+08:00')
    expect(formatInstant(Date.UTC(2025, 5, 5, 2, 12, 5, 40))).toBe('2025-06-05T10:12:05.040+08:00')
  })

  it.each([
    ['2025-06-05T10:12+08:00', '2025-06-05T10:12:00+08:00'],
    ['2025-06-05T10:12:30+08:00', '2025-06-05T10:12:30+08:00'],
    ['2025-06-05T10:12:30.25+08:00', '2025-06-05T10:12:30.250+08:00'],
    ['2025-06-05T16:00Z', '2025-06-06T00:00:00+08:00'],
    ['2025-06-05T10:00-05:00', '2025-06-05T23:00:00+08:00'],
    ['2024-02-29T00:00+08:00', '2024-02-29T00:00:00+08:00'],
  ])('%s is read as %s', (text, printed) => expect(formatInstant(parseInstant(text))).toBe(printed))

  it.each([
    '',
    '2025-06-05',
    '2025-06-05T10:12',
    '2025-06-05 10:12+08:00',
    '2025-02-30T10:12+08:00',
    '2025-02-29T10:12+08:00',
    '2025-13-01T10:12+08:00',
    '2025-06-05T24:00+08:00',
    '2025-06-05T10:60+08:00',
    '2025-6-5T10:12+08:00',
    '2025-06-05T10:12+08:00\n',
  ])('%j is refused with a sentence that shows the accepted form', text => {
    expect(() => parseInstant(text)).toThrow(RangeError)
    expect(() => parseInstant(text)).toThrow(/例如2025-06-05T10:12\+08:00/)
  })

  it('printed and read again is the same', () => {
    fc.assert(fc.property(anyMs, ms => parseInstant(formatInstant(ms)) === ms))
  })

  it('outside the years it can print is refused', () => {
    expect(() => formatInstant(Number.NaN)).toThrow(RangeError)
    expect(() => formatInstant(Date.UTC(10_000, 0, 1))).toThrow(RangeError)
  })

  it('is compared by what it means, not how it is written', () => {
    expect(compareInstants('2025-06-05T10:00+08:00', '2025-06-05T02:00Z')).toBe(0)
    expect(laterOf('2025-06-05T10:00+08:00', '2025-06-05T03:00Z')).toBe('2025-06-05T03:00Z')
  })
})

describe('a day in Beijing', () => {
  it('begins at 16:00 UTC of the day before and ends at 24:00 Beijing time [CT-7]', () => {
    expect(startOfDay('2025-06-05')).toBe(Date.UTC(2025, 5, 4, 16))
    expect(endOfDay('2025-06-05')).toBe('2025-06-05T23:59:59+08:00')
    expect(startOfNextDay('2024-02-28')).toBe('2024-02-29T00:00:00+08:00')
    expect(dateOf('2025-06-04T15:59:59Z')).toBe('2025-06-04')
    expect(dateOf('2025-06-04T16:00Z')).toBe('2025-06-05')
  })

  it('holds its first and its last second', () => {
    fc.assert(fc.property(anyDate, date => dateOf(startOfDay(date)) === date && dateOf(endOfDay(date)) === date))
  })

  it('is as many days away as were added, and back again', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
        fc.pre(date > '1100-01-01' && date < '9900-01-01')
        const later = addDays(date, days)
        expect(startOfDay(later) - startOfDay(date)).toBe(days * 86_400_000)
        expect(addDays(later, -days)).toBe(date)
      }),
    )
  })

  it('that does not exist is none', () => {
    for (const text of ['2025-02-29', '2025-00-10', '2025-04-31', '25-01-01', '2025-1-1', '0000-01-01', 'x'])
      expect(isLocalDate(text)).toBe(false)
    expect(isLocalDate('2024-02-29')).toBe(true)
    expect(() => addDays('2025-02-30', 1)).toThrow(/实际存在的日期/)
  })
})
