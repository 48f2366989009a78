import { builtInCalendar, withYear } from '../calendar.ts'
import type { HolidayDates } from '../holidays.ts'

// biome-ignore format: a table, one holiday per row
/** A made-up arrangement for 2027, in the manner of those before: nothing in it is law, its notice does not exist yet. */
export const invented2027: HolidayDates = {
  off: [
    { holiday: '元旦',   from: '01-01', to: '01-03' },
    { holiday: '春节',   from: '02-05', to: '02-13' },
    { holiday: '清明节', from: '04-03', to: '04-05' },
    { holiday: '劳动节', from: '05-01', to: '05-05' },
    { holiday: '端午节', from: '06-09', to: '06-09' },
    { holiday: '中秋节', from: '09-15', to: '09-17' },
    { holiday: '国庆节', from: '10-01', to: '10-07' },
  ],
  worked: [
    { holiday: '春节',   days: ['01-31', '02-20'] },
    { holiday: '国庆节', days: ['09-26', '10-09'] },
  ],
}

export const with2027 = withYear(builtInCalendar, 2027, '《国务院办公厅关于2027年部分节假日安排的通知》（演练）', invented2027)
