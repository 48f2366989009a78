import { describe, expect, it } from 'vitest'
import { aNotice, anObjection, registered } from '../case/testing/register.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { decideTermAct } from './termActs.ts'

const caseNo = '510802-20250303-0000001'
const proof = { kind: 'suit-proof', caseNo, document: '受理案件通知书（2025）川0802民初123号' } as const
const confirmation = { kind: 'confirm-registrable', caseNo, registrableOn: '2025-06-03' } as const
const decide = (unit: Parameters<typeof decideTermAct>[0], act: Parameters<typeof decideTermAct>[1]) =>
  decideTermAct(unit, act, builtInCalendar)

describe('the proof that a suit was accepted', () => {
  it("keeps the case's own objection alive, and no other on the unit [DR-83-2]", () => {
    const unit = registered({ objections: [anObjection({ caseNo: 'another' }), anObjection({ caseNo })] })
    const entry = { kind: 'objection-sued', objectionIndex: 1, document: proof.document }
    expect(decide(unit, proof)).toEqual({ kind: 'entry', entry })
  })

  it.each([
    ['lapsed', '2025-03-18 后失效'],
    ['cancelled', '已经注销'],
  ] as const)('comes too late for one that has %s, and says so [DR-83-2]', (status, says) => {
    const unit = registered({ objections: [anObjection({ caseNo, status, lapsesOn: '2025-03-18' })] })
    const refusal = { rule: 'stage', detail: expect.stringContaining(says), basis: ['DR-83-2'] }
    expect(decide(unit, proof)).toEqual({ kind: 'refused', refusal })
  })

  it('has nothing to keep alive before the objection is recorded [DR-83-2]', () => {
    const refused = { kind: 'refused', refusal: { rule: 'stage', detail: expect.stringContaining('尚未记载') } }
    expect(decide(registered(), proof)).toMatchObject(refused)
    expect(decide(null, proof)).toMatchObject(refused)
  })
})

describe('the day on which registration became possible', () => {
  it('sets the 90 days of the advance notice going; the last day rolls off the weekend [CC-221-2]', () => {
    const entry = { kind: 'notice-registrable', noticeIndex: 0, registrableOn: '2025-06-03', lapsesOn: '2025-09-01' }
    expect(decide(registered({ notices: [aNotice({ caseNo })] }), confirmation)).toEqual({ kind: 'entry', entry })
    const rolled = { ...confirmation, registrableOn: '2025-06-09' } // 90 days later is Sunday 2025-09-07
    expect(decide(registered({ notices: [aNotice({ caseNo })] }), rolled)).toMatchObject({ entry: { lapsesOn: '2025-09-08' } })
  })

  it.each(['lapsed', 'cancelled', 'converted'] as const)('means nothing to a notice that is %s [CC-221-2]', status => {
    const refusal = { rule: 'stage', basis: ['CC-221-2'] }
    expect(decide(registered({ notices: [aNotice({ caseNo, status })] }), confirmation)).toMatchObject({
      kind: 'refused',
      refusal,
    })
  })
})
