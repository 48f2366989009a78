import { describe, expect, it } from 'vitest'
import { mortgage, sale } from '../testing/applications.ts'
import { as, bankA, housing, intake1, li, partnerBank, quality1, supervisor1, wang, zhang } from '../testing/people.ts'
import {
  accepted,
  act,
  by,
  examined,
  given,
  housingPassed,
  issued,
  recorded,
  type Situation,
  taxCleared,
} from '../testing/situation.ts'

const filed = given(sale())
const recording = filed.after(accepted, examined, housingPassed, taxCleared)
const stages: [string, Situation][] = [
  ['at intake', filed],
  ['while the notice is out', filed.after(act('request-supplement'))],
  ['during examination', filed.after(accepted)],
  ['while recording is awaited', recording],
]

describe('withdrawing an application (撤回)', () => {
  it.each(stages)('by all applicants %s closes the case (T22) [REG-15-2] [OP-1.10.2]', (_, situation) => {
    const { happened, situation: after } = situation.when(act('withdraw', { by: [li.name, zhang.name] }))
    expect(happened).toEqual(['Withdrawn', 'Closed'])
    expect(after.state).toMatchObject({ stage: 'closed', outcome: 'withdrawn' })
  })

  it.each(stages)('by some of them %s is refused, and leaves nothing behind (T22) [OP-1.10.2]', (_, situation) => {
    const { refusal, happened, situation: after } = situation.when(act('withdraw', { by: [zhang.name] }))
    expect(refusal).toMatchObject({
      rule: 'withdrawal-by-all',
      basis: ['REG-15-2', 'OP-1.10.2'],
      detail: expect.stringMatching(/还缺少：李秀兰$/),
    })
    expect(happened).toEqual([])
    expect(after.state).toBe(situation.state)
    expect(situation.when(act('withdraw', { by: [li.name] })).rule).toBe('withdrawal-by-all')
  })

  it('by strangers, alone or beside the applicants, is refused, and says who they are', () => {
    const detailOf = (...names: string[]) => filed.when(act('withdraw', { by: names })).refusal?.detail
    expect(detailOf(wang.name)).toMatch(/还缺少：张建国、李秀兰；不是本案申请人：王志强$/)
    expect(detailOf(zhang.name, li.name, wang.name)).toMatch(/不是本案申请人：王志强$/)
    expect(detailOf()).toMatch(/还缺少：张建国、李秀兰$/)
  })

  it('needs the mortgagee too, where it applies with them', () => {
    const three = given(sale({ parties: [as('transferor', zhang), as('transferee', li), as('mortgagee', bankA)] }))
    expect(three.when(act('withdraw')).rule).toBe('withdrawal-by-all')
    expect(three.when(act('withdraw', { by: [zhang.name, li.name, bankA.name] })).happened).toEqual(['Withdrawn', 'Closed'])
  })

  it('is too late once recorded: a new transfer back would be needed (T22) [REG-15-2]', () => {
    expect(recording.after(recorded).when(act('withdraw')).rule).toBe('stage')
    expect(recording.after(recorded, issued).when(act('withdraw')).rule).toBe('stage')
  })

  it('is handed in at the window, or by the partner that filed', () => {
    const banks = given(mortgage(), { by: partnerBank })
    const both = act('withdraw', { by: [zhang.name, bankA.name] })
    expect(banks.when(by(partnerBank, both)).happened).toEqual(['Withdrawn', 'Closed'])
    expect(given(mortgage()).when(by(partnerBank, both)).rule).toBe('post')
    expect(filed.when(by(housing, act('withdraw'))).rule).toBe('post')
  })

  it('stops the clocks', () => {
    const { state } = filed.after(accepted, act('withdraw'))
    if (!('clocks' in state)) throw new Error('没有期限')
    for (const clock of state.clocks) expect(clock.stoppedAt).toBe(state.lastAt)
  })
})

describe('consent in writing', () => {
  it('is put on the record with its day, whose it is and what for', () => {
    const { events, situation } = filed.when(act('consent', { by: wang.name, of: 'notice-holder' }))
    expect(events).toEqual([{ type: 'Consented', data: { by: '王志强', of: 'notice-holder' } }])
    expect(situation.state.consents).toEqual([{ by: '王志强', of: 'notice-holder', at: situation.state.lastAt }])
    expect(situation.state.stage).toBe('intake')
  })

  it('may be given as long as the case is open', () => {
    for (const [, situation] of stages) expect(situation.when(act('consent')).happened).toEqual(['Consented'])
    expect(filed.after(act('withdraw')).when(act('consent')).rule).toBe('stage')
  })
})

describe('undertaking the risk of an objection (自担风险承诺)', () => {
  it('is given by each applicant for himself [DR-84]', () => {
    const { events, situation } = filed.when(act('undertake', { by: zhang.name }))
    expect(events).toEqual([{ type: 'Undertaken', data: { by: '张建国' } }])
    expect(situation.after(act('undertake', { by: li.name })).state.undertakings).toEqual(['张建国', '李秀兰'])
  })

  it('is not for others to give [DR-84]', () => {
    expect(filed.when(act('undertake', { by: wang.name }))).toMatchObject({ rule: 'body', happened: [] })
  })

  it('is of no use once recorded', () => {
    expect(recording.after(recorded).when(act('undertake')).rule).toBe('stage')
  })
})

describe('urging (督办)', () => {
  it('is put on the record by supervision and changes nothing else [SEED-2]', () => {
    for (const actor of [supervisor1, quality1]) {
      const { events, situation } = recording.when(by(actor, act('urge', { note: '请于今日登簿' })))
      expect(events).toEqual([{ type: 'Urged', data: { note: '请于今日登簿' } }])
      const { seq: _, head: __, lastAt: ___, ...state } = situation.state
      expect(recording.state).toMatchObject(state)
    }
    expect(recording.when(by(intake1, act('urge'))).rule).toBe('post')
  })
})
