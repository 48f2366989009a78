/** What a State Council notice says of one year: what is off besides ordinary weekends, and which weekends are worked (调休). */
export interface HolidayDates {
  /** Inclusive ranges of `MM-DD`. */
  readonly off: readonly { readonly holiday: string; readonly from: string; readonly to: string }[]
  /** Weekend days that are worked, `MM-DD`, with the holiday they make up for. */
  readonly worked: readonly { readonly holiday: string; readonly days: readonly string[] }[]
}

/** A notice whose year this release has built in. */
export interface HolidayNotice extends HolidayDates {
  /** Who published it, and under which content number of gov.cn (law.md section 24, source F10). */
  readonly source: string
  readonly contentNo: string
}

const source = '国务院办公厅节假日安排通知'

// biome-ignore format: a table, one holiday per row
/** The built-in years, by year. Later ones are published in the running system (db/calendar.ts). */
export const holidayNotices: Readonly<Record<string, HolidayNotice>> = {
  2024: {
    source, contentNo: 'content_6911528',
    off: [
      { holiday: '元旦',   from: '01-01', to: '01-01' },
      { holiday: '春节',   from: '02-10', to: '02-17' },
      { holiday: '清明节', from: '04-04', to: '04-06' },
      { holiday: '劳动节', from: '05-01', to: '05-05' },
      { holiday: '端午节', from: '06-10', to: '06-10' },
      { holiday: '中秋节', from: '09-15', to: '09-17' },
      { holiday: '国庆节', from: '10-01', to: '10-07' },
    ],
    worked: [
      { holiday: '春节',   days: ['02-04', '02-18'] },
      { holiday: '清明节', days: ['04-07'] },
      { holiday: '劳动节', days: ['04-28', '05-11'] },
      { holiday: '中秋节', days: ['09-14'] },
      { holiday: '国庆节', days: ['09-29', '10-12'] },
    ],
  },
  2025: {
    source, contentNo: 'content_6986383',
    off: [
      { holiday: '元旦',           from: '01-01', to: '01-01' },
      { holiday: '春节',           from: '01-28', to: '02-04' },
      { holiday: '清明节',         from: '04-04', to: '04-06' },
      { holiday: '劳动节',         from: '05-01', to: '05-05' },
      { holiday: '端午节',         from: '05-31', to: '06-02' },
      { holiday: '国庆节、中秋节', from: '10-01', to: '10-08' },
    ],
    worked: [
      { holiday: '春节',           days: ['01-26', '02-08'] },
      { holiday: '劳动节',         days: ['04-27'] },
      { holiday: '国庆节、中秋节', days: ['09-28', '10-11'] },
    ],
  },
  2026: {
    source, contentNo: 'content_7047091',
    off: [
      { holiday: '元旦',   from: '01-01', to: '01-03' },
      { holiday: '春节',   from: '02-15', to: '02-23' },
      { holiday: '清明节', from: '04-04', to: '04-06' },
      { holiday: '劳动节', from: '05-01', to: '05-05' },
      { holiday: '端午节', from: '06-19', to: '06-21' },
      { holiday: '中秋节', from: '09-25', to: '09-27' },
      { holiday: '国庆节', from: '10-01', to: '10-07' },
    ],
    worked: [
      { holiday: '元旦',   days: ['01-04'] },
      { holiday: '春节',   days: ['02-14', '02-28'] },
      { holiday: '劳动节', days: ['05-09'] },
      { holiday: '国庆节', days: ['09-20', '10-10'] },
    ],
  },
}
