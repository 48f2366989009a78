import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededStepLimits, stepLimitFor } from '../limits/steps.ts'
import { demoOffice } from '../office/profile.ts'
import type { Absence, StaffMember } from '../office/staff.ts'
import { editionOf } from '../procedures/registry.ts'
import { alarmsOf } from './alarms.ts'
import type { Clock } from './clock.ts'
import type { Duty } from './duty.ts'
import type { LedgerEvent } from './events.ts'
import { promptsOf } from './prompts.ts'
import { stepsOf } from './stepHistory.ts'
import { sale } from './testing/applications.ts'
import {
  accepted,
  act,
  archived,
  at,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from './testing/situation.ts'
import type { Post } from './types.ts'

const filed = given(sale())
const timed = (situation: Situation) => situation.where({ stepLimits: seededStepLimits })
/** Accepted on Tuesday 3 June 2025. */
const open = timed(filed).after(accepted)
const clocks = ({ state }: Situation): readonly Clock[] => ('clocks' in state ? state.clocks : [])
const step = (situation: Situation) => clocks(situation).find(({ name }) => name === 'step')
const ringsNext = (situation: Situation): Situation => {
  const [alarm] = alarmsOf(situation.state)
  if (!alarm) throw new Error('没有闹铃')
  return situation.after(rings(alarm))
}
const lastEvents = ({ ledger }: Situation): LedgerEvent[] => ledger.filter(({ at: when }) => when === ledger.at(-1)?.at)

describe('every step of a case has a start, a deadline, an end and a light of its own [S4-68] [S4-71]', () => {
  it('the examination from the acceptance on, two working days, which are the office’s own and no law', () => {
    expect(step(open)).toMatchObject({
      ...{ startedAt: open.ledger.at(-1)?.at, yellowAt: '2025-06-05T00:00:00+08:00', dueAt: '2025-06-05T23:59:59+08:00' },
      ...{ light: 'green', basis: [], document: expect.stringContaining('非法定'), stoppedAt: null },
    })
  })

  it('each of the following from the act that brought the case there; delivery waits for whoever collects', () => {
    const recording = open.after(examined, housingPassed, at('2025-06-04T10:00:00+08:00', taxCleared))
    expect(step(recording)).toMatchObject({ startedAt: '2025-06-04T10:00:00+08:00', dueAt: '2025-06-06T23:59:59+08:00' })
    const certification = recording.after(at('2025-06-05T10:00:00+08:00', recorded))
    expect(step(certification)).toMatchObject({ startedAt: '2025-06-05T10:00:00+08:00', dueAt: '2025-06-09T23:59:59+08:00' })
    const delivery = certification.after(at('2025-06-05T11:00:00+08:00', issued))
    expect(step(delivery)).toMatchObject({ stoppedAt: '2025-06-05T11:00:00+08:00', light: 'green' })
    expect(alarmsOf(delivery.state)).toEqual([])
    const archive = delivery.after(at('2025-06-12T09:00:00+08:00', delivered))
    expect(step(archive)).toMatchObject({ startedAt: '2025-06-12T09:00:00+08:00', stoppedAt: null })
    expect(step(archive.after(archived))?.stoppedAt).not.toBeNull()
  })

  it('are told from the ledger afterwards, each with its end and the light it ended with', () => {
    const yellow = ringsNext(open)
    const archive = yellow.after(examined, housingPassed, taxCleared, recorded, issued)
    expect(
      stepsOf(archive.ledger, archive.state.caseNo).map(one => [
        one.step,
        one.endedAt !== null,
        one.dueAt?.slice(0, 10),
        one.light,
      ]),
    ).toEqual([
      ['intake', true, undefined, null],
      ['examination', true, '2025-06-05', 'yellow'],
      ['recording', true, '2025-06-09', 'green'],
      ['certification', true, '2025-06-09', 'green'],
      ['delivery', false, undefined, null],
    ])
  })

  it('one that ends in time leaves no event of its own, and never moves the next alarm to an earlier day', () => {
    const steps = [accepted, examined, housingPassed, taxCleared, recorded, issued, delivered, archived]
    const plain = filed.after(...steps).ledger.map(({ type }) => type)
    const walked = steps.map((_, i) => timed(filed).after(...steps.slice(0, i + 1)))
    expect(walked.at(-1)?.ledger.map(({ type }) => type)).toEqual(plain)
    const alarms = walked.flatMap(one => alarmsOf(one.state)[0]?.dueAt ?? [])
    expect(alarms).toEqual(alarms.toSorted())
  })

  it('turns yellow and red by itself; the case’s own light is the promise’s, and red alone is the supervisor’s to see to', () => {
    const yellow = ringsNext(open)
    expect(lastEvents(yellow)).toMatchObject([{ type: 'LightChanged', data: { clock: 'step', light: 'yellow' } }])
    const red = ringsNext(yellow)
    expect(lastEvents(red).map(({ type, data }) => [type, data])).toEqual([
      ['LightChanged', { clock: 'step', light: 'red' }],
      ['Escalated', { to: 'supervisor', clock: 'step', reason: '超过本环节办理时限' }],
    ])
    expect(clocks(red).map(({ name, light }) => [name, light])).toEqual([
      ['statutory', 'green'],
      ['promised', 'green'],
      ['step', 'red'],
    ])
    expect(red.when(act('explain')).rule).toBe('stage')
    expect(step(red.after(examined, housingPassed, taxCleared))?.light).toBe('green')
  })

  it('stands still with the case, and begins standing still when the case already does', () => {
    const paused = open.after(at('2025-06-04T10:00:00+08:00', act('suspend')))
    expect(alarmsOf(paused.state)).toEqual([])
    const recording = paused.after(at('2025-06-10T09:00:00+08:00', examined), housingPassed, taxCleared)
    expect(alarmsOf(recording.state)).toEqual([])
    const resumed = recording.after(at('2025-06-12T09:00:00+08:00', act('resume')))
    expect(step(resumed)).toMatchObject({ dueAt: '2025-06-16T23:59:59+08:00', light: 'green' })
  })

  it('is never allowed longer than what the whole case was promised, whatever rows there are', () => {
    const question = { edition: editionOf('transfer-by-sale@2021-01-01'), office: demoOffice, on: '2025-06-03' }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (promised, rows) => {
          const [row] = seededStepLimits
          if (!row) throw new Error('no rows')
          const limits = rows.map(amount => ({ ...row, amount }))
          const limit = stepLimitFor('examination', question, { amount: promised, unit: 'working-day' }, limits)
          expect(limit?.amount).toBe(Math.min(promised, ...rows))
        },
      ),
    )
    expect(stepLimitFor('recording', question, { amount: 1, unit: 'hour' }, seededStepLimits)).toMatchObject({ unit: 'hour' })
  })
})

const member = (sub: string, post: Post, change: Partial<StaffMember> = {}): StaffMember => ({
  ...{
    sub,
    office: '510802',
    name: sub,
    posts: [post],
    employment: null,
    badge: null,
    trained: [post],
    backups: [],
    absences: [],
  },
  ...change,
})
const away = (sub: string, actingSub: string | null): Absence => ({
  ...{ id: sub, sub, from: '2025-06-01', until: '2025-06-30', kind: 'leave', handover: null, actingSub, returnedAt: null },
  ...{ approvedBy: 'supervisor-1', approvedAt: '2025-05-30T09:00:00+08:00' },
})
const duty = (change: Partial<Duty> = {}, examiner: Partial<StaffMember> = {}): Duty => ({
  claimant: null,
  staff: [
    member('examiner-1', 'examiner', { backups: [{ sub: 'examiner-2', post: 'examiner' }], ...examiner }),
    member('examiner-2', 'examiner'),
    member('examiner-9', 'examiner', { trained: [] }),
    member('registrar-1', 'registrar'),
    member('supervisor-1', 'supervisor'),
    member('director-1', 'director'),
  ],
  partners: [
    { sub: 'housing', posts: ['department:housing'] },
    { sub: 'tax', posts: ['department:tax'] },
    { sub: 'bank-a', posts: ['department:bank-a'] },
  ],
  ...change,
})
const told = (situation: Situation, who: Duty) =>
  promptsOf(situation.state, lastEvents(situation), who).map(({ sub, inSteadOf, kind }) =>
    inSteadOf ? `${kind} ${sub} for ${inSteadOf}` : `${kind} ${sub}`,
  )

describe('a light is told to whoever has the case in hand [S0-118]', () => {
  const promised = filed.after(accepted)
  const yellow = ringsNext(promised)
  const red = ringsNext(yellow)

  it('yellow, to whoever claimed it; unclaimed, to all of the post who may work there; and to the branches that are open [S4-73] [S4-54]', () => {
    expect(told(yellow, duty({ claimant: 'examiner-1' }))).toEqual(['hurry examiner-1', 'hurry housing', 'hurry tax'])
    expect(told(yellow, duty())).toEqual(['hurry examiner-1', 'hurry examiner-2', 'hurry housing', 'hurry tax'])
    const answered = ringsNext(promised.after(housingPassed, taxCleared))
    expect(told(answered, duty({ claimant: 'examiner-1' }))).toEqual(['hurry examiner-1'])
    expect(promptsOf(yellow.state, lastEvents(yellow), duty())[0]?.text).toBe(
      '510802-2025-000001（国有建设用地使用权及房屋所有权转移登记（存量房买卖），审核）所剩时间不多，承诺办理时限 2025-06-10 23:59 届满，请加急办理',
    )
  })

  it('red, to the holder and to the supervisor [S4-74]', () => {
    expect(told(red, duty({ claimant: 'examiner-1' }))).toEqual([
      ...['overdue examiner-1', 'overdue housing', 'overdue tax', 'overdue supervisor-1'],
    ])
  })

  it('to who acts for a holder who is away, or else to his back-ups; and the ledger says that it went to them', () => {
    const acted = duty({ claimant: 'examiner-1' }, { absences: [away('examiner-1', 'examiner-2')] })
    expect(told(yellow, acted)[0]).toBe('hurry examiner-2 for examiner-1')
    expect(told(yellow, duty({ claimant: 'examiner-1' }, { absences: [away('examiner-1', null)] }))[0]).toBe(
      'hurry examiner-2 for examiner-1',
    )
    const gone = ringsNext(yellow.where({ duty: acted }))
    expect(lastEvents(gone).flatMap(event => (event.type === 'Escalated' ? [[event.data.to, event.data.subs]] : []))).toEqual([
      ['backup', ['examiner-2']],
      ['supervisor', undefined],
    ])
  })

  it('an urging, to the holder [S4-54]', () => {
    expect(told(red.after(act('urge')), duty({ claimant: 'examiner-1' }))).toContain('urged examiner-1')
  })
})

describe('a red case that nobody disposes of', () => {
  const red = ringsNext(ringsNext(filed.after(accepted)))

  it('is the director’s after the office’s two working days, once', () => {
    expect(alarmsOf(red.state)[0]).toEqual({ kind: 'undisposed', clock: 'promised', dueAt: '2025-06-14T00:00:00+08:00' })
    const escalated = ringsNext(red)
    expect(lastEvents(escalated)).toMatchObject([{ type: 'Escalated', data: { to: 'director', clock: 'promised' } }])
    expect(told(escalated, duty())).toEqual(['undisposed director-1'])
    expect(alarmsOf(escalated.state).some(({ kind }) => kind === 'undisposed')).toBe(false)
  })

  it.each(['urge', 'explain', 'reassign'] as const)('is not, when %s has been recorded in time', action => {
    expect(alarmsOf(red.after(act(action)).state).some(({ kind }) => kind === 'undisposed')).toBe(false)
  })

  it('is not once its time has stopped, nor while it stands still', () => {
    const done = red.after(examined, housingPassed, taxCleared, recorded, issued)
    expect(alarmsOf(done.state)).toEqual([])
  })
})

describe('a case that supervision stops [S0-123]', () => {
  const recording = filed.after(accepted, examined, housingPassed, taxCleared)
  const stopped = recording.after(act('stop'))

  it('is not recorded until the stop is lifted, and is told by whom and why; its limits go on', () => {
    const { rule, refusal } = stopped.when(recorded)
    expect(rule).toBe('stopped')
    expect(refusal?.detail).toContain('quality-1 叫停：抽查发现权属来源材料存疑')
    expect(alarmsOf(stopped.state)).toEqual(alarmsOf(recording.state))
    expect(stopped.after(act('lift-stop')).when(recorded).rule).toBeNull()
  })

  it('is stopped once, and what was recorded before is not issued either', () => {
    expect(stopped.when(act('stop')).rule).toBe('stage')
    expect(recording.when(act('lift-stop')).rule).toBe('stage')
    expect(recording.after(recorded, act('stop')).when(issued).rule).toBe('stopped')
  })
})
