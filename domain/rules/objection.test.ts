import { describe, expect, it } from 'vitest'
import type { ApplicationChange } from '../case/testing/applications.ts'
import { objection, objectionCancel, objectionFacts } from '../case/testing/groups/orders.ts'
import { as, li, liu, wang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, house, registered } from '../case/testing/register.ts'
import { accepted, at, examined, given, recorded, type Situation } from '../case/testing/situation.ts'
import type { Objection, Unit } from '../register/types.ts'

const unitOf = ({ around }: Situation) => around.units.find(({ unitCode }) => unitCode === house)
const on = (change: Partial<Unit>, application = objection()) => given(application).where({ units: [registered(change)] })
const filedAgain = (objections: readonly Objection[], change: ApplicationChange = {}) =>
  on({ objections }, objection(change)).when(accepted)

describe('an objection (异议登记)', () => {
  it('is recorded with a proof, and lapses after fifteen days, rolled off a holiday [CC-220-2] [DR-83-1] [CT-4]', () => {
    const situation = given(objection()).after(accepted, examined)
    const recordedOn = (day: string) => unitOf(situation.after(at(`${day}T09:00:00+08:00`, recorded)))
    expect(recordedOn('2025-06-03')?.objections).toMatchObject([
      { applicant: { name: liu.name }, status: 'active', lapsesOn: '2025-06-18' },
    ])
    expect(recordedOn('2025-06-13')?.objections).toMatchObject([{ lapsesOn: '2025-06-30' }])
    expect(recordedOn('2025-06-03')?.certificates.at(-1)).toMatchObject({ kind: 'proof', status: 'current' })
  })

  it.each([
    ['a seizure', { seizures: [aSeizure()] }],
    ['an advance notice', { notices: [aNotice()] }],
    ['a mortgage', { mortgages: [aMortgage({ transferRestricted: true })] }],
    ['another’s objection', { objections: [anObjection({ applicant: { name: wang.name } })] }],
  ] as const)('is recorded beside %s: it disposes of nothing [DR-84]', (_, change) => {
    expect(on(change).after(accepted, examined).when(recorded).happened).toEqual(['Recorded'])
  })

  it('T11: on the same matter and ground is not accepted again once it has lapsed [DR-83-3]', () => {
    const lapsed = [anObjection({ ...objectionFacts, status: 'lapsed' })]
    expect(filedAgain(lapsed)).toMatchObject({
      rule: 'repeat-objection',
      refusal: { basis: expect.arrayContaining(['DR-83-3']) },
    })
    expect(filedAgain(lapsed, { facts: { ...objectionFacts, ground: ' 系共同出资购买 ' } }).rule).toBe('repeat-objection')
  })

  it('T11: on a new ground or matter, or by another person, is accepted [DR-83-3]', () => {
    const lapsed = [anObjection({ ...objectionFacts, status: 'lapsed' })]
    expect(filedAgain(lapsed, { facts: { ...objectionFacts, ground: '赠与撤销' } }).happened).toEqual(['Accepted'])
    expect(filedAgain(lapsed, { facts: { ...objectionFacts, matter: '份额记载错误' } }).happened).toEqual(['Accepted'])
    expect(filedAgain(lapsed, { parties: [as('interested-party', li)] }).happened).toEqual(['Accepted'])
  })

  it('that is still alive is not recorded twice; one that was cancelled may be raised again [DR-83-3]', () => {
    expect(filedAgain([anObjection(objectionFacts)]).refusal?.detail).toContain('仍然有效')
    expect(filedAgain([anObjection({ ...objectionFacts, status: 'cancelled' })]).happened).toEqual(['Accepted'])
  })

  it('recorded between acceptance and recording bars the second of the two [DR-83-3]', () => {
    const second = given(objection()).after(accepted, examined)
    expect(second.where({ units: [registered({ objections: [anObjection(objectionFacts)] })] }).when(recorded).rule).toBe(
      'repeat-objection',
    )
  })
})

describe('cancelling an objection (注销异议)', () => {
  const examinedCase = (objections: readonly Objection[], change: ApplicationChange = {}) =>
    on({ objections }, objectionCancel(change)).after(accepted, examined)

  it('is for the one who raised it [OP-17.2]', () => {
    expect(unitOf(examinedCase([anObjection()]).after(recorded))?.objections).toMatchObject([{ status: 'cancelled' }])
    expect(examinedCase([anObjection()], { parties: [as('interested-party', wang)] }).when(recorded).rule).toBe('not-holder')
  })

  it('needs to say which, where there are several of his [OP-17.2]', () => {
    const two = [anObjection({ proofNo: '川（2025）广元市不动产证明第0000008号' }), anObjection({ ground: '赠与撤销' })]
    expect(examinedCase(two).when(recorded).rule).toBe('not-holder')
    const named = examinedCase(two, { facts: { of: '川(2025)广元市不动产证明第0000008号' } }).after(recorded)
    expect(unitOf(named)?.objections.map(({ status }) => status)).toEqual(['cancelled', 'active'])
  })
})
