import { describe, expect, it } from 'vitest'
import { type Enquiry, type EnquiryStep, isLeftOpen, refuseStep, responsibleFor } from './enquiry.ts'

const asked: Enquiry = {
  ...{ no: 1, askedAt: '2025-06-03T10:00:00+08:00', firstAsked: 'intake-1', asker: '张建国', question: '如何补证' },
  ...{ routes: [], answer: null, answeredBy: null, answeredAt: null, result: null, satisfied: null, closedAt: null, case: null },
}
const route = (to: string, acceptedAt: string | null = null) => ({ to, reason: '属登簿岗', at: asked.askedAt, acceptedAt })
const ruleOf = (change: Partial<Enquiry>, step: EnquiryStep, sub = 'intake-1') =>
  refuseStep({ ...asked, ...change }, step, sub)?.rule ?? null

describe('first-asked responsibility [S4-56] [S0-63]', () => {
  it('whoever was asked first answers, and gives a result only after an answer [S4-57]', () => {
    expect(ruleOf({}, 'answer')).toBeNull()
    expect(ruleOf({}, 'answer', 'intake-2')).toBe('post')
    expect(ruleOf({}, 'result')).toBe('stage')
    expect(ruleOf({ answer: '凭身份证明申请' }, 'result')).toBeNull()
    expect(ruleOf({ closedAt: asked.askedAt }, 'answer')).toBe('stage')
  })

  it('what is taken elsewhere stays with the first asked until the other accepts it [S4-60]', () => {
    const offered = { routes: [route('registrar-1')] }
    expect(responsibleFor({ ...asked, ...offered })).toBe('intake-1')
    expect(ruleOf(offered, 'answer')).toBeNull()
    expect(ruleOf(offered, 'accept', 'registrar-2')).toBe('stage')
    expect(ruleOf(offered, 'accept', 'registrar-1')).toBeNull()
    const accepted = { routes: [route('registrar-1', '2025-06-03T10:05:00+08:00')] }
    expect(responsibleFor({ ...asked, ...accepted })).toBe('registrar-1')
    expect(ruleOf(accepted, 'answer')).toBe('post')
    expect(ruleOf(accepted, 'answer', 'registrar-1')).toBeNull()
    const onward = { routes: [...accepted.routes, route('examiner-1')] }
    expect(responsibleFor({ ...asked, ...onward })).toBe('registrar-1')
  })

  it('one without a result the day after is a supervisor’s matter [S0-63]', () => {
    expect(isLeftOpen(asked, '2025-06-03T23:59:00+08:00')).toBe(false)
    expect(isLeftOpen(asked, '2025-06-04T00:00:00+08:00')).toBe(true)
    expect(isLeftOpen({ ...asked, closedAt: '2025-06-03T11:00:00+08:00' }, '2025-06-04T00:00:00+08:00')).toBe(false)
  })
})
