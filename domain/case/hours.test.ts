import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptanceReceipt } from '../notices/documents.ts'
import { kaifengOffice, type OfficeProfile } from '../office/profile.ts'
import { editionInForce } from '../procedures/registry.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { compareInstants, type Instant } from '../time/instant.ts'
import type { HoursCounted } from '../time/opening.ts'
import { clocksFrom } from './accepting.ts'
import type { Clock } from './clock.ts'
import { suspendedClock } from './suspension.ts'
import { sale as filedSale } from './testing/applications.ts'
import { given } from './testing/situation.ts'

const counted = (hoursCounted: HoursCounted): OfficeProfile => ({ ...kaifengOffice, hoursCounted })
const sale = editionInForce('transfer-by-sale', '2025-06-03')
const clocks = (at: Instant, office: OfficeProfile) => {
  if (!sale) throw new Error('no sale in force')
  return clocksFrom({ edition: sale, office, calendar: builtInCalendar }, at)
}
const promised = (at: Instant, how: HoursCounted = 'elapsed'): Clock => {
  const clock = clocks(at, counted(how)).find(({ name }) => name === 'promised')
  if (!clock) throw new Error('nothing is promised')
  return clock
}

describe('a promise of one hour at the Kaifeng office', () => {
  it.each([
    ['elapsed', '11:50', '2025-06-03T12:38:00+08:00', '2025-06-03T12:50:00+08:00', 'through the lunch break'],
    ['elapsed', '17:20', '2025-06-03T18:08:00+08:00', '2025-06-03T18:20:00+08:00', 'into the extended service, the same day'],
    ['opening-time', '11:50', '2025-06-03T14:08:00+08:00', '2025-06-03T14:20:00+08:00', 'after the lunch break'],
    ['opening-time', '17:20', '2025-06-04T09:38:00+08:00', '2025-06-04T09:50:00+08:00', 'the next morning'],
  ] as const)('counted as %s from %s turns yellow at %s, red at %s: %s [S3-21] [S3-26]', (how, time, yellowAt, dueAt, _where) => {
    const clock = promised(`2025-06-03T${time}:00+08:00`, how)
    expect(clock).toMatchObject({ limitHours: 1, hoursCounted: how, yellowAt, dueAt, redAt: dueAt, light: 'green' })
  })

  it('runs beside the thirty working days of the law [TL-30]', () => {
    const [statutory] = clocks('2025-06-03T11:50:00+08:00', kaifengOffice)
    expect(statutory).toMatchObject({ name: 'statutory', limitWorkingDays: 30, dueAt: '2025-07-15T23:59:59+08:00' })
  })

  it('is printed on the receipt to the minute [S4-70]', () => {
    if (!sale) throw new Error('no sale in force')
    const at = '2025-06-03T11:50:00+08:00'
    const { state } = given(filedSale())
    const receipt = acceptanceReceipt({ state, edition: sale, office: kaifengOffice, at }, [
      { term: sale.term, clocks: clocks(at, kaifengOffice), fees: [] },
    ])
    expect(receipt.sections.find(({ heading }) => heading === '办理时限')?.lines).toEqual([
      '承诺 1 小时，2025-06-03 12:50 前办结',
      '法定 30 个工作日，最迟 2025-07-15',
    ])
  })

  it('that stops for an announcement goes on with what is left when the office opens after it [TL-EX1]', () => {
    const suspension = { from: '2025-06-03', to: '2025-06-24', reason: '公告', basis: ['TL-EX1'] } as const
    const frame = { calendar: builtInCalendar, office: kaifengOffice }
    const begun = promised('2025-06-03T09:00:00+08:00')
    expect(suspendedClock(frame, begun, suspension, '2025-06-03T09:20:00+08:00')).toMatchObject({
      yellowAt: '2025-06-25T09:28:00+08:00',
      dueAt: '2025-06-25T09:40:00+08:00',
      redAt: '2025-06-25T09:40:00+08:00',
      light: 'green',
    })
    const late = { ...begun, light: 'yellow' as const }
    expect(suspendedClock(frame, late, suspension, '2025-06-03T09:50:00+08:00')).toMatchObject({
      yellowAt: '2025-06-03T09:48:00+08:00',
      dueAt: '2025-06-25T09:10:00+08:00',
      light: 'yellow',
    })
    const over = { ...begun, light: 'red' as const }
    expect(suspendedClock(frame, over, suspension, '2025-06-03T10:01:00+08:00')).toBe(over)
  })

  it('turns yellow before it is red, whenever it begins and however it is counted [S3-21]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 365 }),
        fc.constantFrom<HoursCounted>('elapsed', 'opening-time'),
        (minute, how) => {
          const at = new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString()
          const { yellowAt, redAt } = promised(at, how)
          expect(compareInstants(at, yellowAt)).toBeLessThan(0)
          expect(compareInstants(yellowAt, redAt)).toBeLessThan(0)
        },
      ),
    )
  })
})
