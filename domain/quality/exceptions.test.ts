import { describe, expect, it } from 'vitest'
import type { EventData, EventType } from '../case/events.ts'
import { type DayEvent, exceptionalEvents, exceptionsOf } from './exceptions.ts'

let seq = 0
const event = <T extends EventType>(type: T, data: EventData[T], noticesBefore = 0): DayEvent => {
  const at = `2025-06-05T10:00:${String(++seq).padStart(2, '0')}+08:00`
  return { caseNo: 'C-1', procedure: 'transfer-by-sale', seq, type, at, actor: 'supervisor-1', data, noticesBefore }
}
const kindsOf = (...events: DayEvent[]) => exceptionsOf(events, []).map(({ kind }) => kind)
const notice = { no: '1' } as unknown as EventData['SupplementRequested']['notice']

describe('the exceptions of a day [S0-18]', () => {
  it('a limit or a step that ran out is overdue; a light that is yellow is not', () => {
    expect(kindsOf(event('LightChanged', { clock: 'promised', light: 'yellow' }))).toEqual([])
    const items = exceptionsOf(
      [event('LightChanged', { clock: 'promised', light: 'red' }), event('LightChanged', { clock: 'step', light: 'red' })],
      [],
    )
    expect(items.map(({ kind, says }) => [kind, says])).toEqual([
      ['overdue', '承诺期限届满'],
      ['overdue', '环节期限届满'],
    ])
  })

  it('the first notice of a case is ordinary, the next is named with its reason', () => {
    expect(kindsOf(event('SupplementRequested', { notice }))).toEqual([])
    const [item] = exceptionsOf([event('SupplementRequested', { notice, overrideReason: '签字页缺失' }, 1)], [])
    expect(item).toMatchObject({ kind: 're-notice', by: 'supervisor-1', says: '再次告知的理由：签字页缺失' })
  })

  it('what people set by hand is an override, what follows by itself is not', () => {
    const clocks = { clocks: [] }
    expect(kindsOf(event('ClockSuspended', { reason: '公告', basis: [], ...clocks }))).toEqual([])
    expect(kindsOf(event('ClockResumed', { reason: '公告期满', ...clocks }))).toEqual([])
    const byHand = exceptionsOf(
      [
        event('ClockSuspended', { reason: '依法中止', basis: [], ...clocks, code: 'other-law' }),
        event('ClockResumed', { reason: '已消除', ...clocks, code: 'other-law' }),
        event('Reassigned', { action: 'examine', from: 'examiner-1', to: 'examiner-2', reason: '请假' }),
        event('Stopped', { reason: '举报' }),
        event('StopLifted', { findings: '不属实' }),
      ],
      [],
    )
    expect(byHand.map(({ kind }) => kind)).toEqual(Array(5).fill('override'))
    expect(byHand[3]?.says).toBe('叫停：举报')
  })

  it('a task taken out of order is listed in its place in time; other events are never read', () => {
    const jump = {
      caseNo: 'C-2',
      earlierCaseNo: 'C-1',
      sub: 'intake-2',
      reason: 'avoidance',
      note: null,
      at: '2025-06-05T09:00:00+08:00',
    }
    const items = exceptionsOf([event('Stopped', { reason: '举报' })], [jump])
    expect(items.map(({ kind }) => kind)).toEqual(['out-of-order', 'override'])
    expect(items[0]).toMatchObject({ seq: null, by: 'intake-2', says: '先于 C-1 领取，事由 avoidance' })
    expect(exceptionalEvents).not.toContain('Recorded')
    expect(kindsOf(event('Archived', {}))).toEqual([])
  })
})
