import { clockTitles } from '../case/clockWords.ts'
import type { EventData, EventType } from '../case/events.ts'
import { saidBy } from '../case/eventWords.ts'
import type { Instant } from '../time/instant.ts'

/** What a supervisor looks at every day (S0-18). Which acts count as set by hand no source says: the list is ours. */
export const exceptionKinds = {
  overdue: '超期',
  'out-of-order': '越序办理',
  're-notice': '再次告知补正',
  override: '人工干预',
} as const
export type ExceptionKind = keyof typeof exceptionKinds

/** An event of a case's ledger on the day, and how often the case had been sent for supplements before it. */
export interface DayEvent {
  readonly caseNo: string
  readonly procedure: string
  readonly seq: number
  readonly type: EventType
  readonly at: Instant
  readonly actor: string
  readonly data: EventData[EventType]
  readonly noticesBefore: number
}

/** A task taken before an earlier one that was free. */
export interface DayJump {
  readonly caseNo: string
  readonly earlierCaseNo: string
  readonly sub: string
  readonly reason: string
  readonly note: string | null
  readonly at: Instant
}

/** Something out of the ordinary: `seq` of the event behind it, null of what is no event. */
export interface DayException {
  readonly kind: ExceptionKind
  readonly caseNo: string
  readonly seq: number | null
  readonly at: Instant
  readonly by: string
  readonly says: string
}

/** By event: of what kind it is, or null where this one is ordinary; and what it says. */
const exceptional: { readonly [T in EventType]?: (data: EventData[T], noticesBefore: number) => [ExceptionKind, string] | null } =
  {
    LightChanged: ({ light, clock }) => (light === 'red' ? ['overdue', `${clockTitles[clock]}届满`] : null),
    SupplementRequested: (data, before) => (before > 0 ? ['re-notice', told('SupplementRequested', data)] : null),
    Reassigned: data => ['override', `改派：${told('Reassigned', data)}`],
    Stopped: data => ['override', `叫停：${told('Stopped', data)}`],
    StopLifted: data => ['override', `解除叫停：${told('StopLifted', data)}`],
    // An announcement suspends and resumes by itself; only acts have a code.
    ClockSuspended: data => (data.code ? ['override', `中止期限：${told('ClockSuspended', data)}`] : null),
    ClockResumed: data => (data.code ? ['override', `恢复期限：${told('ClockResumed', data)}`] : null),
  }

const told = <T extends EventType>(type: T, data: EventData[T]): string => saidBy({ type, data }).join('；') || '没有说明理由'

/** Events that may be exceptional: no others need to be read. */
export const exceptionalEvents = Object.keys(exceptional) as EventType[]

/** The exceptions of a day, in order of time. */
export function exceptionsOf(events: readonly DayEvent[], jumps: readonly DayJump[]): DayException[] {
  const ofEvents = events.flatMap(({ caseNo, seq, at, type, actor: by, data, noticesBefore }): DayException[] => {
    const judge = exceptional[type] as
      | ((data: EventData[EventType], before: number) => [ExceptionKind, string] | null)
      | undefined
    const found = judge?.(data, noticesBefore)
    return found ? [{ kind: found[0], caseNo, seq, at, by, says: found[1] }] : []
  })
  const ofJumps = jumps.map(({ caseNo, earlierCaseNo, sub: by, reason, note, at }): DayException => {
    const says = `先于 ${earlierCaseNo} 领取，事由 ${reason}${note ? `：${note}` : ''}`
    return { kind: 'out-of-order', caseNo, seq: null, at, by, says }
  })
  return [...ofEvents, ...ofJumps].sort(
    (a, b) => a.at.localeCompare(b.at) || a.caseNo.localeCompare(b.caseNo) || (a.seq ?? 0) - (b.seq ?? 0),
  )
}
