import { isWeekend } from './calendar.ts'
import type { HolidayDates } from './holidays.ts'
import { epochDay, isLocalDate } from './instant.ts'

/** The holidays that each notice arranges (law.md section 24), and the day of the year where it is the same in every year. */
const holidays: Readonly<Record<string, string | null>> = {
  元旦: '01-01',
  春节: null,
  清明节: null,
  劳动节: '05-01',
  端午节: null,
  中秋节: null,
  国庆节: '10-01',
}

/**
 * What is wrong with a year's arrangement of holidays, in Chinese with what to do; empty when it may be published. A notice is copied by
 * hand from the State Council's text, and moves the last days of thousands of cases: whatever cannot be meant is told before.
 */
export function yearFaults(year: number, dates: HolidayDates): string[] {
  const malformed = [...dates.off.flatMap(({ from, to }) => [from, to]), ...dates.worked.flatMap(({ days }) => days)]
    .filter(day => !isLocalDate(`${year}-${day}`))
    .map(day => `${year} 年没有 ${day} 这一天，日期应写作“月-日”，且在当年之内`)
  return malformed.length > 0 ? malformed : [...rangeFaults(dates), ...nameFaults(dates), ...workedFaults(year, dates)]
}

function rangeFaults({ off }: HolidayDates): string[] {
  return off.flatMap(({ holiday, from, to }, i) => {
    const before = off[i - 1]
    if (from > to) return [`${holiday}的放假首日 ${from} 晚于末日 ${to}`]
    return before && from <= before.to
      ? [`${holiday}（${from} 起）应当排在${before.holiday}（至 ${before.to}）之后，且不得重叠`]
      : []
  })
}

/** Each of the seven is arranged once; two that meet share one row, `国庆节、中秋节`. */
function nameFaults({ off, worked }: HolidayDates): string[] {
  const named = off.flatMap(({ holiday }) => namesIn(holiday))
  const unknown = [...named, ...worked.flatMap(({ holiday }) => namesIn(holiday))].filter(name => !(name in holidays))
  const missing = Object.keys(holidays).filter(name => !named.includes(name))
  const twice = named.filter((name, i) => named.indexOf(name) !== i)
  const elsewhere = off.flatMap(({ holiday, from, to }) =>
    namesIn(holiday).flatMap(name => {
      const day = holidays[name]
      return day && (day < from || day > to) ? [`${name}的放假日应当包括 ${day}`] : []
    }),
  )
  return [
    ...unknown.map(
      name => `没有名为“${name}”的法定节日，应为${Object.keys(holidays).join('、')}之一；两节相连的写作“国庆节、中秋节”`,
    ),
    ...missing.map(name => `缺少${name}的放假安排，请对照通知原文补全`),
    ...twice.map(name => `${name}的放假安排写了两次`),
    ...elsewhere,
  ]
}

function workedFaults(year: number, { off, worked }: HolidayDates): string[] {
  const all = worked.flatMap(({ days }) => days)
  return all.flatMap((day, i) => {
    if (!isWeekend(epochDay(`${year}-${day}`))) return [`调休上班日 ${day} 不是周六或者周日，本来就是工作日`]
    if (off.some(({ from, to }) => from <= day && day <= to)) return [`${day} 既是放假日又是调休上班日`]
    return all.indexOf(day) === i ? [] : [`调休上班日 ${day} 写了两次`]
  })
}

const namesIn = (holiday: string): string[] => holiday.split('、')
