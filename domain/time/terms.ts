import { addWorkingDays, type Calendar, type CountedDay, dayKind, LONGEST_TERM } from './calendar.ts'
import { addDays, dateOf, endOfDay, formatInstant, type Instant, type LocalDate, parseInstant } from './instant.ts'

/** A term from an instant; exactly one amount is given, a whole number from 1 to 10 000. */
export interface Term {
  readonly from: Instant
  readonly workingDays?: number | undefined
  readonly hours?: number | undefined
  readonly days?: number | undefined
  readonly months?: number | undefined
  readonly years?: number | undefined
}

/** When a term ends. `dueOn` is its last day; `provisional`: an unpublished year decided; `explain`: the days to check it by. */
export interface Due {
  readonly dueAt: Instant
  readonly dueOn: LocalDate
  readonly provisional: boolean
  readonly explain: readonly CountedDay[]
}

const HOUR_MS = 3_600_000
const units = ['workingDays', 'hours', 'days', 'months', 'years'] as const
type TermUnit = (typeof units)[number]

/**
 * The end of a term (contract.md, Time). The start day is day 0. Terms in days, months and years end with their last day, which moves
 * off days that are not worked (CT-4); months and years clamp to the month's end (CT-3); working days do not move; hours are elapsed
 * time. Throws RangeError, in Chinese, for a bad instant, none or several amounts, or an amount out of range.
 */
export function dueOf(calendar: Calendar, term: Term): Due {
  const { unit, amount } = onlyAmount(term)
  const from = parseInstant(term.from)
  const start = dateOf(from)
  switch (unit) {
    case 'hours':
      return dueAfterHours(from, amount)
    case 'workingDays':
      return dueAfterWorkingDays(calendar, start, amount)
    case 'days':
      return rolled(calendar, start, addDays(start, amount), `期间届满日（第${amount}日）`)
    case 'months':
      return rolled(calendar, start, addMonthsClamped(start, amount), `期间届满日（满${amount}个月）`)
    case 'years':
      return rolled(calendar, start, addMonthsClamped(start, amount * 12), `期间届满日（满${amount}年）`)
  }
}

/** The corresponding day so many months later, or that month's last day where it has none (民法典第二百零二条, CT-3). */
export function addMonthsClamped(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  return `${first}-${String(Math.min(day, daysInMonth(index))).padStart(2, '0')}`
}

function daysInMonth(index: number): number {
  return new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
}

function onlyAmount(term: Term): { unit: TermUnit; amount: number } {
  const given = units.flatMap(unit => (term[unit] === undefined ? [] : [{ unit, amount: term[unit] }]))
  const [only] = given
  if (only === undefined || given.length > 1)
    throw new RangeError('期限应当且只能给出一项：workingDays、hours、days、months或years。')
  if (!Number.isInteger(only.amount) || only.amount < 1 || only.amount > LONGEST_TERM)
    throw new RangeError(`期限${only.unit}应为1至${LONGEST_TERM}的整数，收到的是${only.amount}。`)
  return only
}

function dueAfterHours(from: number, hours: number): Due {
  const dueAt = formatInstant(from + hours * HOUR_MS)
  const dueOn = dateOf(dueAt)
  return {
    dueAt,
    dueOn,
    provisional: false,
    explain: [{ date: dueOn, counted: true, why: `自${formatInstant(from)}起满${hours}小时` }],
  }
}

function dueAfterWorkingDays(calendar: Calendar, start: LocalDate, workingDays: number): Due {
  const { date, provisional, explain } = addWorkingDays(calendar, start, workingDays)
  return { dueAt: endOfDay(date), dueOn: date, provisional, explain }
}

// Only the last day matters to a term in calendar days, so only it (and the days it moves over) is explained and can be provisional.
function rolled(calendar: Calendar, start: LocalDate, last: LocalDate, title: string): Due {
  const explain: CountedDay[] = [{ date: start, counted: false, why: '起算日，不计入期间' }]
  let dueOn = last
  let kind = dayKind(calendar, dueOn)
  let provisional = !kind.published
  while (!kind.working) {
    explain.push({
      date: dueOn,
      counted: dueOn === last,
      why: `${dueOn === last ? title : '顺延'}：${kind.why}，顺延至其后第一个工作日`,
    })
    dueOn = addDays(dueOn, 1)
    kind = dayKind(calendar, dueOn)
    provisional ||= !kind.published
  }
  explain.push({ date: dueOn, counted: true, why: `${dueOn === last ? title : '顺延后的届满日'}：${kind.why}` })
  return { dueAt: endOfDay(dueOn), dueOn, provisional, explain }
}
