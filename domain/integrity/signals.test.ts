import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice, type OfficeProfile } from '../office/profile.ts'
import { builtInCalendar } from '../time/calendar.ts'
import type { Evidence, Reassignment, StaffAct, TurnedRed } from './evidence.ts'
import { findingsOf, integritySignals } from './signals.ts'

const none: Evidence = { acts: [], jumps: [], reds: [], looks: [], attempts: [], reassignments: [] }

function found(id: string, evidence: Partial<Evidence>, office: OfficeProfile = demoOffice) {
  const signal = integritySignals.find(one => one.id === id)
  if (!signal) throw new Error(`no signal ${id}`)
  return findingsOf(signal, { ...none, ...evidence }, office, builtInCalendar)
}

const act = (change: Partial<StaffAct>): StaffAct => ({
  ...{ caseNo: 'A', seq: 2, type: 'Examined', at: '2025-06-05T10:00:00+08:00', actor: 'examiner-1', onBehalfOf: null },
  ...{ procedure: 'transfer-by-sale', notice: null, overrideReason: null, feeReduction: null },
  ...change,
})

describe('work outside opening hours [S0-120] [S1-60]', () => {
  const at = (time: string, change: Partial<StaffAct> = {}) => act({ at: `2025-06-05T${time}:00+08:00`, ...change })

  it('late at night, at dawn and on a day off is listed, the noon break is not', () => {
    const acts = [
      at('12:30', { caseNo: 'noon' }),
      at('23:10', { caseNo: 'night' }),
      at('06:00', { caseNo: 'dawn' }),
      act({ caseNo: 'sunday', at: '2025-06-08T10:00:00+08:00' }),
    ]
    expect(found('after-hours', { acts }).map(({ caseNo }) => caseNo)).toEqual(['dawn', 'night', 'sunday'])
  })

  it('what was in hand on the same day while the office was open is extended service; the next day it is not', () => {
    const begun = at('17:20', { seq: 2 })
    const sameNight = at('19:00', { seq: 3 })
    const nextNight = act({ seq: 4, at: '2025-06-06T19:00:00+08:00' })
    expect(found('after-hours', { acts: [begun, sameNight, nextNight] })).toMatchObject([
      { who: 'examiner-1', document: '账本 A 第 4 号' },
    ])
  })

  it('the minute of closing is outside, the minute of opening inside', () => {
    expect(found('after-hours', { acts: [at('17:30')] })).toHaveLength(1)
    expect(found('after-hours', { acts: [at('17:29'), at('09:00', { caseNo: 'B' })] })).toEqual([])
  })

  it('never lists an act at a time at which the office is open, whatever else was done', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    const two = (n: number) => String(n).padStart(2, '0')
    fc.assert(
      fc.property(fc.array(time, { maxLength: 12 }), times => {
        const acts = times.map(([h, m], i) => at(`${two(h)}:${two(m)}`, { caseNo: String(i % 3), seq: i }))
        const late = found('after-hours', { acts })
        expect(late.every(({ at: t }) => t.slice(11, 16) < '09:00' || t.slice(11, 16) >= '17:30')).toBe(true)
        // A case with anything done in the open office is never listed on that day.
        const inHand = new Set(
          acts.filter(one => one.at.slice(11, 16) >= '09:00' && one.at.slice(11, 16) < '17:30').map(one => one.caseNo),
        )
        expect(late.some(({ caseNo }) => inHand.has(caseNo ?? ''))).toBe(false)
      }),
    )
  })
})

it('a second one-time notice names the override, its notice and whom a stand-in acted for [S0-120]', () => {
  const acts = [
    act({ type: 'SupplementRequested', notice: 'A-01' }),
    act({ seq: 5, type: 'SupplementRequested', notice: 'A-02', overrideReason: '发现材料系伪造', onBehalfOf: 'supervisor-2' }),
  ]
  expect(found('second-notice', { acts })).toMatchObject([
    { why: '再次告知：发现材料系伪造（代行 supervisor-2 职责）', document: '一次性告知书 A-02，账本 A 第 5 号' },
  ])
})

it('an order jump names the earlier case and the reason [S0-117] [S0-120]', () => {
  const jumps = [
    { caseNo: 'B', earlierCaseNo: 'A', sub: 'intake-2', reason: 'avoidance', note: '亲属', at: act({}).at, taskId: 'B:accept' },
  ]
  expect(found('order-jump', { jumps })).toMatchObject([
    { who: 'intake-2', caseNo: 'B', why: '先于 A 办理，事由 avoidance：亲属', document: '待办 B:accept' },
  ])
})

it('looks are listed beyond the figure of the office, not at it [S0-120]', () => {
  const day = (sub: string, looks: number) => ({
    ...{ sub, on: '2025-06-05', looks, objects: 40, rows: 0, lastTrace: 9, lastAt: '2025-06-05T18:00:00+08:00' },
  })
  const strict = { ...demoOffice, supervision: { ...demoOffice.supervision, bulkLooksPerDay: 50 } }
  const looks = [day('a', 50), day('b', 51)]
  expect(found('bulk-looks', { looks }, strict)).toMatchObject([{ who: 'b', caseNo: null, why: '一日查阅 51 次，涉及 40 项' }])
  expect(found('bulk-looks', { looks })).toEqual([])
})

describe('repeated reds [S0-120]', () => {
  const red = (caseNo: string, change: Partial<TurnedRed> = {}): TurnedRed => ({
    ...{ caseNo, seq: 4, at: '2025-06-12T00:00:00+08:00', clock: 'promised', procedure: 'transfer-by-sale', after: 'Accepted' },
    claims: [{ action: 'examine', sub: 'examiner-1', at: '2025-06-05T10:00:00+08:00' }],
    movedLater: [],
    ...change,
  })

  it('fall to whoever had claimed the step that was waiting, from the third case on', () => {
    expect(found('repeated-red', { reds: [red('A'), red('B')] })).toEqual([])
    expect(found('repeated-red', { reds: [red('A'), red('B'), red('C')] })).toMatchObject([
      { who: 'examiner-1', caseNo: 'A', why: expect.stringContaining('本期共 3 件') },
      { who: 'examiner-1', caseNo: 'B' },
      { who: 'examiner-1', caseNo: 'C' },
    ])
  })

  it('a case whose two clocks run out counts once', () => {
    expect(found('repeated-red', { reds: [red('A'), red('B'), red('B', { seq: 9, clock: 'statutory' })] })).toEqual([])
  })

  it('fall to nobody where the step was not claimed, was claimed by then by nobody, or another step was claimed', () => {
    const reds = [
      red('A', { claims: [] }),
      red('B', { claims: [{ action: 'examine', sub: 'examiner-1', at: '2025-06-13T10:00:00+08:00' }] }),
      red('C', { after: 'Examined' }),
    ]
    expect(found('repeated-red', { reds })).toEqual([])
  })

  it('fall to whom the case was taken from when it was reassigned for it', () => {
    const moved = { movedLater: [{ action: 'examine' as const, from: 'examiner-3' }] }
    expect(found('repeated-red', { reds: [red('A', moved), red('B', moved), red('C', moved)] })).toMatchObject([
      { who: 'examiner-3' },
      { who: 'examiner-3' },
      { who: 'examiner-3' },
    ])
  })

  it('of a section are listed where the office is divided into sections, whoever had the cases [S3-27]', () => {
    const reds = [
      red('A', { claims: [] }),
      red('B'),
      red('C', { procedure: 'transfer-by-gift' }),
      red('D', { procedure: 'seizure' }),
    ]
    expect(found('repeated-red-section', { reds })).toEqual([])
    expect(found('repeated-red-section', { reds }, kaifengOffice).map(({ who, caseNo }) => [who, caseNo])).toEqual([
      ['转让登记科', 'A'],
      ['转让登记科', 'B'],
      ['转让登记科', 'C'],
    ])
  })
})

it('a case that is reassigned back to whom it was taken from is listed, one that goes on is not [S0-120]', () => {
  const move = (seq: number, from: string | null, to: string, caseNo = 'A'): Reassignment => ({
    ...{
      caseNo,
      seq,
      at: `2025-06-05T10:0${seq}:00+08:00`,
      actor: 'supervisor-1',
      action: 'examine',
      from,
      to,
      reason: '工作积压',
    },
  })
  const onward = [move(1, null, 'a'), move(2, 'a', 'b'), move(3, 'b', 'c')]
  expect(found('to-and-fro', { reassignments: [...onward, move(4, 'c', 'a', 'B')] })).toEqual([])
  expect(found('to-and-fro', { reassignments: [...onward, move(4, 'c', 'a')] })).toMatchObject([
    { who: 'supervisor-1', why: '改派回 a，此前已由其改出：工作积压', document: '账本 A 第 4 号' },
  ])
})

it('key steps are listed one by one: refusals, unsealing, corrections, reduced fees [S1-102]', () => {
  const acts = [
    act({ caseNo: 'A', type: 'Refused' }),
    act({ caseNo: 'B', type: 'Recorded', procedure: 'seizure-release' }),
    act({ caseNo: 'C', type: 'Recorded', procedure: 'correction-ex-officio' }),
    act({ caseNo: 'D', type: 'Recorded', feeReduction: '小微企业免收登记费' }),
    act({ caseNo: 'E', type: 'Recorded' }),
    act({ caseNo: 'F', type: 'Examined', procedure: 'seizure-release' }),
  ]
  expect(found('key-step', { acts }).map(({ caseNo, why }) => [caseNo, why])).toEqual([
    ['A', '不予登记'],
    ['B', '解除查封'],
    ['C', '依职权更正登记'],
    ['D', '减免登记费：小微企业免收登记费'],
  ])
})
