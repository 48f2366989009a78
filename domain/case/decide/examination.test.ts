import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInstant, parseInstant } from '../../time/instant.ts'
import { mortgage, sale } from '../testing/applications.ts'
import { noticeOf, under } from '../testing/notices.ts'
import { examiner1, housing, intake1, multi1, partnerBank, registrar1, tax } from '../testing/people.ts'
import {
  accepted,
  act,
  at,
  by,
  caseNo,
  examined,
  given,
  housingPassed,
  left,
  recorded,
  type Situation,
  type Step,
  taxCleared,
} from '../testing/situation.ts'

const open = given(sale()).after(accepted)
const refusing = act('examine', { decision: 'refuse', findings: '出让人已经死亡', grounds: ['权属存在争议'] })
const housingFailed = act('department-result', { department: 'housing', result: 'failed' })

describe('examining a case (审核)', () => {
  it('that passes leaves findings and signer on the record, and ends the examination [REG-18]', () => {
    const { events, situation } = open.when(examined)
    expect(events).toEqual([{ type: 'Examined', data: { decision: 'pass', findings: '材料齐全，权属清楚' } }])
    expect(situation.state).toMatchObject({ stage: 'examination', examinedBy: 'examiner-1', tracks: { examination: 'passed' } })
    expect(situation.when(examined).rule).toBe('stage')
  })

  it('may send it back to the clerk for errors of entry: stage, acceptance and clocks stay', () => {
    const { happened, situation } = open.when(act('examine', { decision: 'return', findings: '受让人姓名录入有误' }))
    expect(happened).toEqual(['Examined'])
    expect(situation.state).toMatchObject({ stage: 'examination', examinedBy: null, tracks: { examination: 'open' } })
    if (!('clocks' in open.state) || !('clocks' in situation.state)) throw new Error('没有期限')
    expect(situation.state.acceptance).toEqual(open.state.acceptance)
    expect(situation.state.clocks).toEqual(open.state.clocks)
    expect(situation.when(examined).happened).toEqual(['Examined'])
  })

  it('that refuses closes it, with the written refusal in the same act [REG-22]', () => {
    const { happened, situation } = open.when(refusing)
    expect(happened).toEqual(['Examined', 'Refused', 'Closed'])
    expect(situation.state).toMatchObject({ stage: 'closed', outcome: 'refused', tracks: { examination: 'failed' } })
  })

  it('that refuses must say why [REG-22]', () => {
    for (const grounds of [undefined, []]) {
      const silent = act('examine', { decision: 'refuse', findings: '不符合', ...(grounds ? { grounds } : {}) })
      expect(open.when(silent)).toMatchObject({ rule: 'body', happened: [] })
    }
  })

  it('is not done before acceptance, nor after the examination is over', () => {
    expect(given(sale()).when(examined).rule).toBe('stage')
    expect(given(mortgage()).after(accepted, examined).when(examined).rule).toBe('stage')
  })
})

describe('the refusal of a registration (不予登记)', () => {
  const { state } = open.after(refusing)
  const notice = noticeOf(state, 'refusal')

  it('is a numbered notice with reasons, law and what becomes of the materials [REF-DOC] [REG-22]', () => {
    expect(notice).toMatchObject({ no: `${caseNo}-02`, at: state.lastAt })
    expect(under(notice, '决定')).toBe('不予登记')
    expect(under(notice, '理由')).toBe('权属存在争议\n出让人已经死亡')
    expect(under(notice, '依据')).toMatch(/《不动产登记暂行条例》第二十二条/)
    expect(under(notice, '材料')).toContain('退还申请人')
  })

  it('tells the remedies with their bodies and limits [REM-1] [REM-2]', () => {
    expect(under(notice, '救济途径')).toMatch(/六十日.*广元市人民政府.*行政复议/)
    expect(under(notice, '救济途径')).toMatch(/六个月.*广元市利州区人民法院.*行政诉讼/)
  })

  it('stops the clocks', () => {
    if (!('clocks' in state)) throw new Error('没有期限')
    for (const clock of state.clocks) expect(clock.stoppedAt).toBe(state.lastAt)
  })

  it('writes out the sentence of a rule that is named as ground', () => {
    const closed = open.after(act('refuse', { grounds: ['seized', 'land-term', '其他'], findings: '见查封裁定' })).state
    expect(under(noticeOf(closed, 'refusal'), '理由')).toBe(
      '不动产被依法查封、预查封期间，不得办理处分登记，但登记至预查封的被执行人名下的除外\nland-term\n其他\n见查封裁定',
    )
  })

  it.each([
    ['by the examiner, during examination', open, examiner1],
    [
      'by the registrar, when something has changed since the examination',
      given(mortgage()).after(accepted, examined),
      registrar1,
    ],
    ['by the registrar, during examination', open, registrar1],
  ] as const)('may be decided %s', (_, situation, actor) => {
    expect(situation.when(by(actor, act('refuse'))).happened).toEqual(['Refused', 'Closed'])
  })

  it('is too early before acceptance and too late after recording', () => {
    expect(given(sale()).when(act('refuse')).rule).toBe('stage')
    const done = given(mortgage()).after(accepted, examined, recorded)
    expect(done.when(act('refuse')).rule).toBe('stage')
  })
})

describe('four eyes: who accepts, who examines and who records are three people', () => {
  const acceptedByMulti = given(sale()).after(by(multi1, accepted))
  const passed = (situation: Situation) => situation.after(housingPassed, taxCleared)

  it.each<[string, Situation, Step]>([
    ['examine what he accepted', acceptedByMulti, examined],
    ['examine what was deemed accepted when he let the applicant go', given(sale()).after(by(multi1, left)), examined],
    ['refuse what he accepted', acceptedByMulti, act('refuse')],
    ['record what he accepted', passed(acceptedByMulti.after(examined)), recorded],
    ['record what he examined', passed(open.after(by(multi1, examined))), recorded],
  ])('nobody may %s [LIA-2]', (_, situation, step) => {
    const { refusal } = situation.when(by(multi1, step))
    expect(refusal).toMatchObject({ rule: 'four-eyes', basis: ['LIA-2'], detail: expect.stringMatching(/受理|审核/) })
  })

  it('filing does not count: whoever took the papers in may accept, examine or record [LIA-2]', () => {
    const filed = given(sale(), { by: multi1 })
    expect(filed.when(by(multi1, accepted)).happened).toEqual(['Accepted'])
    expect(filed.after(accepted).when(by(multi1, examined)).happened).toEqual(['Examined'])
    expect(passed(filed.after(accepted, examined)).when(by(multi1, recorded)).happened).toEqual(['Recorded'])
  })

  it('sending back to the clerk is no examination: who did it may still record', () => {
    const returned = open.after(by(multi1, act('examine', { decision: 'return', findings: '录入有误' })), examined)
    expect(passed(returned).when(by(multi1, recorded)).happened).toEqual(['Recorded'])
  })

  it('the acts after recording are free of it', () => {
    const everyPost = { sub: 'intake-1', posts: ['intake', 'certifier', 'archivist'] as const }
    const done = given(mortgage()).after(accepted, examined, recorded)
    expect(done.when(by(everyPost, act('issue'))).happened).toEqual(['Issued'])
  })
})

describe('the answer of a department', () => {
  it('passes its track, with its data on the record [SEED-1]', () => {
    const { events, situation } = open.when(
      act('department-result', { department: 'housing', result: 'passed', data: { 备案号: 'A-1' } }),
    )
    expect(events).toEqual([
      { type: 'DepartmentAnswered', data: { department: 'housing', result: 'passed', data: { 备案号: 'A-1' } } },
    ])
    expect(situation.state.tracks.departments).toEqual({ housing: 'passed' })
    expect(situation.when(housingPassed).rule).toBe('stage')
  })

  it('that fails keeps the case from recording, and may be mended by a later one', () => {
    const failed = open.after(examined, taxCleared, housingFailed)
    expect(failed.state).toMatchObject({ stage: 'examination', tracks: { departments: { housing: 'failed' } } })
    expect(failed.when(recorded)).toMatchObject({
      rule: 'department-pending',
      refusal: { detail: expect.stringContaining('住房城乡建设部门') },
    })
    const mended = failed.after(housingPassed)
    expect(mended.state.stage).toBe('recording')
    expect(mended.when(recorded).happened).toEqual(['Recorded'])
  })

  it('is given by that department itself: no other, and no clerk for it', () => {
    for (const stranger of [tax, partnerBank, intake1, examiner1])
      expect(open.when(by(stranger, housingPassed)).rule).toBe('post')
  })

  it('is not awaited from one that the procedure does not ask', () => {
    const civilAffairs = { sub: 'civil-affairs', posts: ['department:civil-affairs'] as const }
    const unasked = act('department-result', { department: 'civil-affairs', result: 'failed' }, civilAffairs)
    expect(open.when(unasked)).toMatchObject({ rule: 'stage', happened: [] })
    expect(given(mortgage()).after(accepted).when(by(housing, housingPassed)).rule).toBe('stage')
  })

  it('once it has passed is not given again', () => {
    expect(open.after(housingPassed).when(housingFailed).rule).toBe('stage')
  })
})

describe('tax', () => {
  it('once cleared stands with its receipt, and until then nothing is recorded [S1-38] [TAX-1]', () => {
    const waiting = open.after(examined, housingPassed)
    expect(waiting.when(recorded)).toMatchObject({ rule: 'tax-unpaid', refusal: { basis: ['TAX-1', 'TAX-2'] } })
    const { events, situation } = waiting.when(act('tax-cleared', { receiptNo: '川税电0001', paidFen: 860_000 }))
    expect(events).toEqual([{ type: 'TaxCleared', data: { receiptNo: '川税电0001', paidFen: 860_000 } }])
    expect(situation.state).toMatchObject({ stage: 'recording', tracks: { tax: 'passed' } })
    expect(situation.ledger.at(-1)).toMatchObject({ type: 'TaxCleared', data: { receiptNo: '川税电0001' }, actor: 'tax' })
  })

  it('may be cleared before the examination as well as after it [TAX-3]', () => {
    expect(open.after(taxCleared, housingPassed, examined).state.stage).toBe('recording')
    expect(open.after(examined, housingPassed, taxCleared).state.stage).toBe('recording')
  })

  it('is cleared once, by the tax department, in an accepted case that has tax', () => {
    expect(open.after(taxCleared).when(taxCleared).rule).toBe('stage')
    expect(open.when(by(housing, taxCleared)).rule).toBe('post')
    expect(given(sale()).when(taxCleared).rule).toBe('stage')
    expect(given(mortgage()).after(accepted).when(taxCleared).rule).toBe('stage')
  })
})

describe('the tracks of a case run side by side', () => {
  const tracks = { examination: examined, housing: housingPassed, tax: taxCleared }

  it('in any order they end in recording exactly when all have passed [S4-3]', () => {
    const steps = fc.shuffledSubarray(Object.values(tracks), { minLength: 0, maxLength: 3 })
    fc.assert(
      fc.property(steps, order => {
        const stages = order.map((_, i) => open.after(...order.slice(0, i + 1)).state.stage)
        expect(stages).toEqual(order.map((_, i) => (i === 2 ? 'recording' : 'examination')))
      }),
      { numRuns: 200 },
    )
  })

  it('with failed answers in between the same: only the passing of the last turns the stage', () => {
    const steps = fc.array(fc.constantFrom(...Object.values(tracks), housingFailed), { maxLength: 12 })
    fc.assert(
      fc.property(steps, order => {
        const end = order.reduce((situation, step) => situation.when(step).situation, open)
        const { examination, tax: cleared, departments } = end.state.tracks
        const all = [examination, cleared, ...Object.values(departments)].every(track => track === 'passed')
        expect(end.state.stage).toBe(all ? 'recording' : 'examination')
      }),
    )
  })

  it('take together as long as the longest of them, not as long as all one after another [S0-14] [S3-12]', () => {
    const minutes = fc.integer({ min: 1, max: 3_000 })
    fc.assert(
      fc.property(fc.record({ examination: minutes, housing: minutes, tax: minutes }), taken => {
        const start = parseInstant(open.state.lastAt)
        const minutesOn = (n: number) => formatInstant(start + n * 60_000)
        const ends = (['examination', 'housing', 'tax'] as const).toSorted((a, b) => taken[a] - taken[b])
        const end = open.after(...ends.map(name => at(minutesOn(taken[name]), tracks[name])))
        expect(end.state).toMatchObject({ stage: 'recording', lastAt: minutesOn(Math.max(...Object.values(taken))) })
      }),
    )
  })
})
