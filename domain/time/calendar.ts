import { type HolidayDates, type HolidayNotice, holidayNotices } from './holidays.ts'
import { addDays, dateOfEpochDay, epochDay, type LocalDate } from './instant.ts'

/** The exceptions of one published year to ordinary weekends: day → reason in Chinese. */
export interface CalendarYear {
  readonly source: string
  readonly off: Readonly<Record<LocalDate, string>>
  readonly worked: Readonly<Record<LocalDate, string>>
}

/** Working days as plain data; `edition` names the years, e.g. `cn-2024..2026`. A year that is not listed is not published. */
export interface Calendar {
  readonly edition: string
  readonly years: Readonly<Record<string, CalendarYear>>
}

/** What a day is: `published` is false where only ordinary weekends are known; `why` is Chinese. */
export interface DayKind {
  readonly working: boolean
  readonly published: boolean
  readonly why: string
}

/** One day of a count, for people to check it by. */
export interface CountedDay {
  readonly date: LocalDate
  readonly counted: boolean
  readonly why: string
}

export interface WorkingDayCount {
  readonly date: LocalDate
  /** True when the count passed through a year whose holidays are not published. */
  readonly provisional: boolean
  readonly explain: readonly CountedDay[]
}

/** Terms longer than this are taken for slips of the pen. */
export const LONGEST_TERM = 10_000

const UNPUBLISHED = '（该年度放假安排尚未公布，暂按普通周末推算）'

/**
 * The years that this release has built in (law.md section 24): 工作日 excludes statutory holidays and includes worked weekends (CT-2).
 * What a world goes by is `readCalendar` in db/calendar.ts.
 */
export const builtInCalendar: Calendar = calendarOf(holidayNotices)

function calendarOf(notices: Readonly<Record<string, HolidayNotice>>): Calendar {
  const years = Object.entries(notices).map(
    ([year, notice]) => [year, calendarYear(year, `${notice.source}（gov.cn ${notice.contentNo}）`, notice)] as const,
  )
  return calendarOfYears(Object.fromEntries(years))
}

/** The calendar with one more year, or another notice for one of its years. */
export function withYear(calendar: Calendar, year: number, source: string, dates: HolidayDates): Calendar {
  return calendarOfYears({ ...calendar.years, [year]: calendarYear(String(year), source, dates) })
}

function calendarOfYears(years: Calendar['years']): Calendar {
  return { edition: `cn-${editionOf(Object.keys(years))}`, years }
}

/** Years in a row by their ends, `2024..2026`; what stands apart by itself, `2024..2026+2028`. */
function editionOf(years: readonly string[]): string {
  const runs: string[][] = []
  for (const year of years.toSorted()) {
    const run = runs.at(-1)
    if (run && Number(run.at(-1)) === Number(year) - 1) run.push(year)
    else runs.push([year])
  }
  return runs.map(([first, ...rest]) => `${first}..${rest.at(-1) ?? first}`).join('+') || 'none'
}

function calendarYear(year: string, source: string, dates: HolidayDates): CalendarYear {
  const off: Record<LocalDate, string> = {}
  const worked: Record<LocalDate, string> = {}
  for (const { holiday, from, to } of dates.off)
    for (let date = `${year}-${from}`; date <= `${year}-${to}`; date = addDays(date, 1)) off[date] = `${holiday}放假`
  for (const { holiday, days } of dates.worked) for (const day of days) worked[`${year}-${day}`] = `${holiday}调休上班`
  return { source, off, worked }
}

/** What the day is in this calendar, and why. Throws RangeError for a malformed day. */
export function dayKind(calendar: Calendar, date: LocalDate): DayKind {
  return kindOf(calendar, epochDay(date), date)
}

/** Whether the day is worked; in an unpublished year Monday to Friday are. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return dayKind(calendar, date).working
}

/**
 * The `workingDays`th working day after `from`, which is day 0 (民法典第二百零一条, CT-1, CT-2).
 * `explain` lists every day from `from` on. Throws RangeError unless 0 ≤ workingDays ≤ 10 000.
 */
export function addWorkingDays(calendar: Calendar, from: LocalDate, workingDays: number): WorkingDayCount {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > LONGEST_TERM)
    throw new RangeError(`工作日数应为0至${LONGEST_TERM}的整数，收到的是${workingDays}。`)
  const start = epochDay(from)
  const explain: CountedDay[] = [{ date: from, counted: false, why: '起算日，不计入期间' }]
  let date = from
  let provisional = false
  for (let day = start + 1, left = workingDays; left > 0; day++) {
    date = dateOfEpochDay(day)
    const kind = kindOf(calendar, day, date)
    explain.push({ date, counted: kind.working, why: kind.why })
    if (kind.working) left--
    if (!kind.published) provisional = true
  }
  return { date, provisional, explain }
}

/** How many working days lie after `after`, up to and including `through`; 0 when `through` is not later. */
export function workingDaysBetween(calendar: Calendar, after: LocalDate, through: LocalDate): number {
  const last = epochDay(through)
  let count = 0
  for (let day = epochDay(after) + 1; day <= last; day++) if (kindOf(calendar, day, dateOfEpochDay(day)).working) count++
  return count
}

/** The day itself when it is worked, else the first working day after it. */
export function nextWorkingDay(calendar: Calendar, onOrAfter: LocalDate): LocalDate {
  let day = epochDay(onOrAfter)
  while (!kindOf(calendar, day, dateOfEpochDay(day)).working) day++
  return dateOfEpochDay(day)
}

function kindOf(calendar: Calendar, day: number, date: LocalDate): DayKind {
  const year = calendar.years[date.slice(0, 4)]
  const off = year?.off[date]
  if (off !== undefined) return { working: false, published: true, why: off }
  const worked = year?.worked[date]
  if (worked !== undefined) return { working: true, published: true, why: worked }
  const published = year !== undefined
  const working = !isWeekend(day)
  return { working, published, why: `${working ? '工作日' : '周末'}${published ? '' : UNPUBLISHED}` }
}

/** Whether a day, counted from 1970-01-01, is a Saturday or a Sunday. */
export function isWeekend(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = ((day % 7) + 7) % 7
  return weekday === 2 || weekday === 3
}
