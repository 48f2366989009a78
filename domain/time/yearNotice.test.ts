import { describe, expect, it } from 'vitest'
import { type HolidayDates, holidayNotices } from './holidays.ts'
import { invented2027 } from './testing/years.ts'
import { yearFaults } from './yearNotice.ts'

const changed = (change: Partial<HolidayDates>): HolidayDates => ({ ...invented2027, ...change })
const withOff = (holiday: string, from: string, to: string): HolidayDates =>
  changed({ off: invented2027.off.map(one => (one.holiday === holiday ? { holiday, from, to } : one)) })

describe('an arrangement of holidays', () => {
  it.each(Object.entries(holidayNotices))('of %s, as the State Council gave it, has no fault [CT-2]', (year, notice) => {
    expect(yearFaults(Number(year), notice)).toEqual([])
  })

  it('that is made up in their manner has none either', () => {
    expect(yearFaults(2027, invented2027)).toEqual([])
  })

  it.each([
    ['a day that the year does not have', withOff('春节', '02-05', '02-29'), '2027 年没有 02-29 这一天'],
    ['a range that runs backwards', withOff('春节', '02-13', '02-05'), '春节的放假首日 02-13 晚于末日 02-05'],
    ['ranges that overlap', withOff('清明节', '02-13', '04-05'), '清明节（02-13 起）应当排在春节（至 02-13）之后'],
    ['a holiday that is missing', changed({ off: invented2027.off.slice(1) }), '缺少元旦的放假安排'],
    ['a holiday that is none', renamed('端午节', '重阳节'), '没有名为“重阳节”的法定节日'],
    ['a holiday named twice', renamed('端午节', '清明节'), '清明节的放假安排写了两次'],
    ['National Day without its day', withOff('国庆节', '10-02', '10-07'), '国庆节的放假日应当包括 10-01'],
    ['a worked day that is an ordinary one', worked('02-22'), '02-22 不是周六或者周日'],
    ['a worked day in the holiday', worked('02-07'), '02-07 既是放假日又是调休上班日'],
    ['a worked day given twice', worked('02-20', '02-20'), '02-20 写了两次'],
  ])('with %s is refused, and told what to do', (_, dates, fault) => {
    expect(yearFaults(2027, dates).join('；')).toContain(fault)
  })
})

function renamed(from: string, to: string): HolidayDates {
  return changed({ off: invented2027.off.map(one => (one.holiday === from ? { ...one, holiday: to } : one)) })
}

function worked(...days: string[]): HolidayDates {
  return changed({ worked: [{ holiday: '春节', days }] })
}
