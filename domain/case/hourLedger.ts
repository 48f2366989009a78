import type { OfficeProfile } from '../office/profile.ts'
import { type Calendar, dayKind } from '../time/calendar.ts'
import { addDays, dateOf, formatInstant, type Instant, type LocalDate, parseInstant, startOfDay } from '../time/instant.ts'
import { openingOf } from '../time/opening.ts'
import type { HourClock } from './clock.ts'
import { breaksOf } from './hours.ts'

/** Time in a row that stands for the same reason. `minutes` are those that count (`counted`), else those passed over. */
export interface HourEntry {
  readonly from: Instant
  readonly to: Instant
  readonly group: 'counted' | 'rest' | 'suspended'
  readonly minutes: number
  readonly why: string
}

/** Milliseconds since 1970, and what the time between them is. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly open: boolean
  readonly why: string
}

interface Counting {
  readonly calendar: Calendar
  readonly office: Pick<OfficeProfile, 'opening'>
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * How a limit in hours came to its end, interval by interval: opening time, lunch, after hours, days off and suspensions. Counted without
 * a break, lunch and extended service (延时服务) count too and are told by their names.
 */
export function hourEntries(counting: Counting, clock: HourClock): HourEntry[] {
  const start = parseInstant(clock.startedAt)
  const end = parseInstant(clock.dueAt)
  const hours = { calendar: counting.calendar, hours: counting.office.opening, counted: clock.hoursCounted }
  const breaks = breaksOf(hours, clock.suspensions).map(({ begins, ends, reason }) => ({
    begins: parseInstant(begins),
    ends: parseInstant(ends),
    reason,
  }))
  const edges = breaks.flatMap(({ begins, ends }) => [begins, ends])
  const entries: HourEntry[] = []
  for (let day = dateOf(start); startOfDay(day) < end; day = addDays(day, 1))
    for (const piece of piecesOf(counting, day).flatMap(one => cut(one, edges))) {
      const [from, to] = [Math.max(piece.start, start), Math.min(piece.end, end)]
      const suspension = breaks.find(({ begins, ends }) => from >= begins && from < ends)
      if (from < to) join(entries, entryOf(clock, { ...piece, start: from, end: to }, suspension?.reason))
    }
  return entries
}

function entryOf({ hoursCounted }: HourClock, { start, end, open, why }: Piece, suspended: string | undefined): HourEntry {
  const times = { from: formatInstant(start), to: formatInstant(end), minutes: (end - start) / MINUTE_MS }
  if (suspended !== undefined) return { ...times, group: 'suspended', why: `${suspended}，不计入期限` }
  if (open) return { ...times, group: 'counted', why }
  return hoursCounted === 'elapsed' ? { ...times, group: 'counted', why: `${why}，连续计时` } : { ...times, group: 'rest', why }
}

/** A day as the office keeps it: its opening times, and what lies before, between and after them. */
function piecesOf({ calendar, office }: Counting, day: LocalDate): Piece[] {
  const kind = dayKind(calendar, day)
  const spans = openingOf(calendar, office.opening, day).map(([from, to]) => [at(day, from), at(day, to)] as const)
  const begins = startOfDay(day)
  const pieces: Piece[] = []
  let reached = begins
  for (const [i, [start, end]] of spans.entries()) {
    pieces.push({ start: reached, end: start, open: false, why: i === 0 ? '上班以前' : '午间休息' })
    pieces.push({ start, end, open: true, why: kind.working ? '工作时间' : '周六值班' })
    reached = end
  }
  pieces.push({ start: reached, end: begins + DAY_MS, open: false, why: spans.length > 0 ? '延时服务' : kind.why })
  return pieces
}

const at = (day: LocalDate, time: string): number => parseInstant(`${day}T${time}+08:00`)

function cut(piece: Piece, edges: readonly number[]): Piece[] {
  const inside = edges.filter(edge => edge > piece.start && edge < piece.end).sort((a, b) => a - b)
  const bounds = [piece.start, ...inside, piece.end]
  return bounds.slice(1).map((end, i) => ({ ...piece, start: bounds[i] ?? piece.start, end }))
}

function join(entries: HourEntry[], next: HourEntry): void {
  const last = entries.at(-1)
  if (last && last.group === next.group && last.why === next.why)
    entries[entries.length - 1] = { ...last, to: next.to, minutes: last.minutes + next.minutes }
  else entries.push(next)
}

const groupTitles = { counted: '计入', rest: '不计', suspended: '扣除' } as const

/** For people: `2025-06-03 11:50 至 12:00：计入 10 分钟（工作时间）`. */
export function hourSentence({ from, to, group, minutes, why }: HourEntry): string {
  const until = dateOf(from) === dateOf(to) ? to.slice(11, 16) : clockTime(to)
  return `${clockTime(from)} 至 ${until}：${groupTitles[group]} ${Math.round(minutes)} 分钟（${why}）`
}

const clockTime = (instant: Instant): string => instant.slice(0, 16).replace('T', ' ')
