import { bulkSigns, type DayOfLooks } from '../audit/looks.ts'
import type { ActionName } from '../case/commands.ts'
import type { EventType } from '../case/events.ts'
import type { OfficeProfile } from '../office/profile.ts'
import { sectionOf } from '../office/sections.ts'
import { type ProcedureId, procedureTitles } from '../procedures/ids.ts'
import { publishedCalendar } from '../time/calendar.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import { type OpeningHours, type OpenSpan, openingOf } from '../time/opening.ts'
import type { Evidence, Jump, Reassignment, RefusedAttempt, StaffAct, TurnedRed } from './evidence.ts'

/** Something to look at more closely; no finding is a fault by itself. */
export interface Finding {
  /** A person's id; a section's name where it is a section's; null where nobody had the case. */
  readonly who: string | null
  readonly caseNo: string | null
  readonly at: Instant
  /** In Chinese. */
  readonly why: string
  /** What stands behind it: 账本 case number and sequence, notice, task, trace. */
  readonly document: string
}

interface SignalFrom<K extends keyof Evidence> {
  readonly id: string
  readonly title: string
  readonly looksAt: K
  /** From when on, in Chinese: figures are the office's. */
  readonly threshold: (office: OfficeProfile) => string
  readonly requirements: readonly string[]
  readonly find: (rows: Evidence[K], office: OfficeProfile) => readonly Finding[]
}

type Signal = { [K in keyof Evidence]: SignalFrom<K> }[keyof Evidence]

const each = () => '逐件'

/** The signals (廉政风险提示): S0-120 names their kinds; which steps are key (S1-102) and where a threshold lies is our choice. */
export const integritySignals: readonly Signal[] = [
  {
    id: 'second-notice',
    title: '再次告知补正（值班长说明理由放行）',
    looksAt: 'acts',
    threshold: each,
    requirements: ['S0-120'],
    find: acts => acts.filter(({ overrideReason }) => overrideReason !== null).map(secondNotice),
  },
  {
    id: 'order-jump',
    title: '越过在先申请办理',
    looksAt: 'jumps',
    threshold: each,
    requirements: ['S0-117', 'S0-120'],
    find: jumps => jumps.map(jumped),
  },
  {
    id: 'after-hours',
    title: '非营业时间办理',
    looksAt: 'acts',
    threshold: () => '营业时间之外，且本件当日营业时间内没有办理过（不属延时服务）',
    requirements: ['S0-120', 'S1-60'],
    find: afterHours,
  },
  {
    id: 'bulk-looks',
    title: '大量查阅',
    looksAt: 'looks',
    threshold: ({ supervision }) =>
      `一人一日超过 ${supervision.bulkLooksPerDay} 次，或者列表超过 ${supervision.bulkRowsPerDay} 行`,
    requirements: ['S0-120'],
    find: (days, { supervision }) => days.flatMap(day => bulk(day, bulkSigns(day, supervision))),
  },
  {
    id: 'repeated-red',
    title: '同一人员多次超期',
    looksAt: 'reds',
    threshold: ({ supervision }) => `本期 ${supervision.repeatedReds} 件起`,
    requirements: ['S0-120'],
    find: (reds, { supervision }) => repeated(reds, holderOf, supervision.repeatedReds),
  },
  {
    id: 'repeated-red-section',
    title: '同一科室多次超期',
    looksAt: 'reds',
    threshold: ({ supervision }) => `本期 ${supervision.repeatedReds} 件起`,
    requirements: ['S0-120', 'S3-27'],
    find: (reds, office) => repeated(reds, ({ procedure }) => sectionOf(office, procedure), office.supervision.repeatedReds),
  },
  {
    id: 'refused-attempt',
    title: '应当回避或者重复审核而被拒绝的办理',
    looksAt: 'attempts',
    threshold: each,
    requirements: ['S0-120', 'S1-103'],
    find: attempts => attempts.map(attempted),
  },
  {
    id: 'to-and-fro',
    title: '改派往返',
    looksAt: 'reassignments',
    threshold: () => '改派回曾被改出的人员',
    requirements: ['S0-120'],
    find: toAndFro,
  },
  {
    id: 'key-step',
    title: '关键环节',
    looksAt: 'acts',
    threshold: () => '不予登记、解除查封、更正、减免登记费，逐件',
    requirements: ['S1-102'],
    find: acts => acts.flatMap(act => keyStep(act).map(why => ofAct(act, why))),
  },
]

/** What one signal finds in its rows, oldest first. */
export const findingsOf = (signal: Signal, evidence: Evidence, office: OfficeProfile): readonly Finding[] =>
  (signal.find as SignalFrom<keyof Evidence>['find'])(evidence[signal.looksAt] as never, office).toSorted(
    (a, b) => compare(a.at, b.at) || compare(a.document, b.document),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const inLedger = ({ caseNo, seq }: { caseNo: string; seq: number }): string => `账本 ${caseNo} 第 ${seq} 号`

function ofAct(act: StaffAct, why: string): Finding {
  const { actor, onBehalfOf, caseNo, at } = act
  return { who: actor, caseNo, at, why: onBehalfOf ? `${why}（代行 ${onBehalfOf} 职责）` : why, document: inLedger(act) }
}

function secondNotice(act: StaffAct): Finding {
  return { ...ofAct(act, `再次告知：${act.overrideReason}`), document: `一次性告知书 ${act.notice}，${inLedger(act)}` }
}

const jumped = ({ sub, caseNo, earlierCaseNo, reason, note, at, taskId }: Jump): Finding => ({
  ...{ who: sub, caseNo, at },
  why: `先于 ${earlierCaseNo} 办理，事由 ${reason}${note ? `：${note}` : ''}`,
  document: `待办 ${taskId}`,
})

/**
 * Acts before the office opens or after it closes. What was in hand on the day while it was open is finished the same day: that is
 * extended service (延时服务, S1-60) and no signal.
 */
function afterHours(acts: readonly StaffAct[], { opening }: OfficeProfile): readonly Finding[] {
  const isOpen = openHours(opening)
  const dayOf = ({ caseNo, at }: StaffAct): string => `${caseNo}@${dayIn(at)}`
  const inHand = new Set(acts.filter(({ at }) => isOpen(at)).map(dayOf))
  return acts.filter(act => !(isOpen(act.at) || inHand.has(dayOf(act)))).map(act => ofAct(act, '营业时间之外办理，不属延时服务'))
}

/** Whether an instant lies between the first opening and the last closing of its day; each day is looked up once. */
function openHours(opening: OpeningHours): (at: Instant) => boolean {
  const days = new Map<LocalDate, readonly OpenSpan[]>()
  return at => {
    const day = dayIn(at)
    const spans = days.get(day) ?? openingOf(publishedCalendar, opening, day)
    days.set(day, spans)
    const time = at.slice(11, 16)
    return spans.some(([from]) => from <= time) && spans.some(([, to]) => time < to)
  }
}

/** The record's instants are printed in Beijing's offset: their day is their beginning. */
const dayIn = (at: Instant): LocalDate => at.slice(0, 10)

const bulk = ({ sub, lastTrace, lastAt }: DayOfLooks, signs: readonly string[]): Finding[] =>
  signs.map(why => ({ who: sub, caseNo: null, at: lastAt, why, document: `查阅留痕至第 ${lastTrace} 号` }))

/** The act that a case waits for after a step. */
const waitsFor: { readonly [T in EventType]?: ActionName } = {
  Filed: 'accept',
  Supplemented: 'accept',
  Accepted: 'examine',
  DeemedAccepted: 'examine',
  Examined: 'record',
  Recorded: 'issue',
  Issued: 'deliver',
  Delivered: 'archive',
}

export const stepEvents = Object.keys(waitsFor) as readonly EventType[]

/** Who had the case when its time ran out: whom it was taken from afterwards, or who had claimed the step by then; null: nobody. */
function holderOf({ at, after, claims, movedLater }: TurnedRed): string | null {
  const action = waitsFor[after]
  const moved = movedLater.find(move => move.action === action)
  return moved ? moved.from : (claims.find(claim => claim.action === action && claim.at <= at)?.sub ?? null)
}

/** The red cases of those who have at least so many; a case whose two clocks ran out counts once. */
function repeated(reds: readonly TurnedRed[], ownerOf: (red: TurnedRed) => string | null, threshold: number): readonly Finding[] {
  const firstOfCase = new Map(reds.toReversed().map(red => [red.caseNo, red]))
  const casesOf = new Map<string, TurnedRed[]>()
  for (const red of firstOfCase.values()) {
    const owner = ownerOf(red)
    if (owner !== null) casesOf.set(owner, [...(casesOf.get(owner) ?? []), red])
  }
  return [...casesOf].flatMap(([who, cases]) => (cases.length < threshold ? [] : cases.map(red => redOf(who, red, cases.length))))
}

const redOf = (who: string, red: TurnedRed, count: number): Finding => ({
  ...{ who, caseNo: red.caseNo, at: red.at },
  why: `${procedureTitles[red.procedure]}超期，本期共 ${count} 件`,
  document: inLedger(red),
})

const attempted = ({ sub, caseNo, at, rule, detail, commandId }: RefusedAttempt): Finding => ({
  ...{ who: sub, caseNo, at },
  why: `${rule === 'avoidance' ? '应当回避' : '一人办理两个环节'}，未准办理：${detail}`,
  document: `请求 ${commandId}`,
})

function toAndFro(moves: readonly Reassignment[]): readonly Finding[] {
  const before = (move: Reassignment) =>
    moves.filter(({ caseNo, action, seq }) => caseNo === move.caseNo && action === move.action && seq < move.seq)
  return moves
    .filter(move => before(move).some(({ from }) => from === move.to))
    .map(move => ({
      ...{ who: move.actor, caseNo: move.caseNo, at: move.at },
      why: `改派回 ${move.to}，此前已由其改出：${move.reason}`,
      document: inLedger(move),
    }))
}

const keyEntries: { readonly [P in ProcedureId]?: string } = {
  'seizure-release': '解除查封',
  correction: '更正登记',
  'correction-ex-officio': '依职权更正登记',
}

function keyStep({ type, procedure, feeReduction }: StaffAct): string[] {
  if (type === 'Refused') return ['不予登记']
  if (type !== 'Recorded') return []
  const entry = keyEntries[procedure]
  return [...(entry ? [entry] : []), ...(feeReduction ? [`减免登记费：${feeReduction}`] : [])]
}
