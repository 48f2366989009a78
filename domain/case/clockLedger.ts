import { type Citation, cite } from '../law/provisions.ts'
import type { OfficeProfile } from '../office/profile.ts'
import { type Calendar, dayKind } from '../time/calendar.ts'
import { addDays, dateOf, type Instant, type LocalDate } from '../time/instant.ts'
import type { Clock, DayClock, HourClock, Redating, Suspension } from './clock.ts'
import { type HourEntry, hourEntries, hourSentence } from './hourLedger.ts'
import { takesOut } from './suspension.ts'

/** What days stand for in the ledger of a clock. */
export type DayGroup = 'start' | 'counted' | 'rest' | 'suspended'

/** Days in a row that stand for the same reason, both ends included. `days`: working days used up (`counted`), else days passed over. */
export interface ClockEntry {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly group: DayGroup
  readonly days: number
  readonly why: string
}

interface LedgerCommon {
  readonly name: Clock['name']
  readonly document: string
  readonly dueOn: LocalDate
  readonly provisional: boolean
  /** Time that is out of the limit, as it was suspended: why, by which rule, on which document. */
  readonly suspensions: readonly ToldSuspension[]
  /** How it has moved when a year's holidays were published, in order. */
  readonly redatings: readonly Redating[]
  /** Why the last day is what it is, in Chinese, ready to read out. */
  readonly sentences: readonly string[]
}

/** As long as `open`, the end of the limit is only what it would be if the time went on now. */
interface ToldSuspension extends Pick<Suspension, 'from' | 'to' | 'reason' | 'evidence'> {
  readonly basis: readonly Citation[]
  readonly open: boolean
}

export interface DayLedger extends LedgerCommon {
  readonly budgetWorkingDays: number
  readonly countedWorkingDays: number
  readonly entries: readonly ClockEntry[]
}

/** A limit in hours is told interval by interval. */
export interface HourLedger extends LedgerCommon {
  readonly budgetWorkingDays: null
  readonly countedWorkingDays: null
  readonly budgetMinutes: number
  readonly countedMinutes: number
  readonly dueAt: Instant
  readonly entries: readonly HourEntry[]
}

export type ClockLedger = DayLedger | HourLedger

/**
 * How a clock came to its end: every day from its start, or every interval of its hours, with what it counted for. Rest days are told by
 * name (春节放假), worked weekends too (调休上班), time out of the limit by the suspension's reason. Recounting it must give `dueAt`
 * (contract.md, Time).
 */
export function clockLedger(clock: Clock, calendar: Calendar, office: Pick<OfficeProfile, 'opening'>): ClockLedger {
  return clock.limitHours === undefined ? dayLedger(clock, calendar) : hourLedger(clock, calendar, office)
}

const toldSuspensions = ({ suspensions }: Clock): ToldSuspension[] =>
  suspensions.map(({ from, to, reason, basis, evidence }) => ({
    ...{ from, to, reason, basis: basis.map(cite), open: to === null },
    ...(evidence ? { evidence } : {}),
  }))

/** Suspensions with what was cited for them, and that one still stands. */
const suspensionSentences = ({ suspensions }: Clock): string[] =>
  suspensions.flatMap(({ from, to, reason, evidence }) => [
    ...(evidence ? [`${from} 因${reason}中止，依据：${evidence.join('、')}`] : []),
    ...(to === null ? [`自 ${from} 起因${reason}中止，尚未恢复，届满日在恢复后顺延`] : []),
  ])

const countedTitles = { elapsed: '连续计时，延时服务计入', 'opening-time': '只计工作时间' } as const

function hourLedger(clock: HourClock, calendar: Calendar, office: Pick<OfficeProfile, 'opening'>): HourLedger {
  const { name, document, provisional, startedAt, dueAt, limitHours } = clock
  const entries = hourEntries({ calendar, office }, clock)
  const end = `${document}规定 ${limitHours} 小时，${dueAt} 届满`
  return {
    ...{ name, document, provisional, dueAt, dueOn: dateOf(dueAt), suspensions: toldSuspensions(clock) },
    redatings: clock.redatings ?? [],
    budgetWorkingDays: null,
    countedWorkingDays: null,
    budgetMinutes: limitHours * 60,
    countedMinutes: entries.reduce((sum, { group, minutes }) => (group === 'counted' ? sum + minutes : sum), 0),
    entries,
    sentences: [
      `自 ${startedAt} 受理时起算（${countedTitles[clock.hoursCounted]}）`,
      ...suspensionSentences(clock),
      ...entries.map(hourSentence),
      ...recounts(clock),
      end,
    ],
  }
}

function dayLedger(clock: DayClock, calendar: Calendar): DayLedger {
  const start = dateOf(clock.startedAt)
  const dueOn = dateOf(clock.dueAt)
  const entries: ClockEntry[] = [{ from: start, to: start, group: 'start', days: 0, why: '起算日，不计入期间' }]
  for (let day = addDays(start, 1); day <= dueOn; day = addDays(day, 1)) join(entries, entryOf(clock, calendar, day))
  const countedWorkingDays = entries.reduce((sum, { group, days }) => (group === 'counted' ? sum + days : sum), 0)
  const { name, document, limitWorkingDays: budgetWorkingDays, provisional } = clock
  return {
    name,
    document,
    budgetWorkingDays,
    countedWorkingDays,
    dueOn,
    provisional,
    entries,
    suspensions: toldSuspensions(clock),
    redatings: clock.redatings ?? [],
    sentences: [...suspensionSentences(clock), ...entries.map(sentenceOf), ...recounts(clock), closing(clock, dueOn)],
  }
}

function entryOf({ suspensions }: Clock, calendar: Calendar, day: LocalDate): ClockEntry {
  const { working, why } = dayKind(calendar, day)
  const suspension = suspensions.find(one => takesOut(one, day))
  if (working && suspension) return { from: day, to: day, group: 'suspended', days: 1, why: `${suspension.reason}，不计入期限` }
  return working ? { from: day, to: day, group: 'counted', days: 1, why } : { from: day, to: day, group: 'rest', days: 1, why }
}

/** Neighbours that stand for the same thing are told together. */
function join(entries: ClockEntry[], next: ClockEntry): void {
  const last = entries.at(-1)
  if (last && last.group === next.group && last.why === next.why)
    entries[entries.length - 1] = { ...last, to: next.to, days: last.days + next.days }
  else entries.push(next)
}

const groupTitles: Readonly<Record<DayGroup, string>> = { start: '起算', counted: '计入', rest: '休息', suspended: '扣除' }

function sentenceOf({ from, to, group, days, why }: ClockEntry): string {
  const when = from === to ? from : `${from} 至 ${to}`
  return group === 'start' ? `${when}：${why}` : `${when}：${groupTitles[group]} ${days} 日（${why}）`
}

const recounts = ({ redatings = [] }: Clock): string[] => redatings.map(({ at, why }) => `${dateOf(at)}：${why}`)

function closing({ limitWorkingDays, document, provisional }: DayClock, dueOn: LocalDate): string {
  const because = `${document}规定 ${limitWorkingDays} 个工作日，最后一日为 ${dueOn}，当日二十四时届满`
  return provisional ? `${because}；经过尚未公布放假安排的年度，公布后重新计算` : because
}
