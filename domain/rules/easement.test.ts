import { describe, expect, it } from 'vitest'
import { applicationOf } from '../case/application.ts'
import { type ApplicationChange, filedAs, filingDay } from '../case/testing/filed.ts'
import { easement, easementCancellation } from '../case/testing/groups/burdens.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, bankA, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, house, nextDoor, registered } from '../case/testing/register.ts'
import { accepted, act, examined, given, recorded, type Situation } from '../case/testing/situation.ts'
import type { Unit } from '../register/types.ts'

const servient = (change: Partial<Unit> = {}) => registered(change)
const dominant = (change: Partial<Unit> = {}) =>
  registered({ unitCode: nextDoor, holders: [{ name: wang.name, idNo: wang.idNo, share: '1/1' }], ...change })
const given2 = (units: readonly Unit[], change: ApplicationChange = {}) => given(easement(change)).where({ units })
const ready = (units: readonly Unit[], change: ApplicationChange = {}) => given2(units, change).after(accepted, examined)
const unitOf = ({ around }: Situation, unitCode: string): Unit => {
  const unit = around.units.find(one => one.unitCode === unitCode)
  if (!unit) throw new Error(`没有 ${unitCode}`)
  return unit
}

describe('a first registration of an easement (地役权首次登记)', () => {
  const { writes, situation } = ready([servient(), dominant()]).when(recorded)

  it('is written in the registers of both units, with one proof [DR-64] [DR-20] [S4-22]', () => {
    const proofNo = '川（2025）广元市不动产证明第0000001号'
    expect(writes.map(({ unitCode }) => unitCode)).toEqual([house, nextDoor])
    for (const code of [house, nextDoor]) {
      expect(unitOf(situation, code).easements).toMatchObject([
        {
          content: '通行',
          servient: house,
          dominant: nextDoor,
          from: '2025-07-01',
          until: '2045-06-30',
          holder: wang.name,
          proofNo,
        },
      ])
    }
    expect(situation.state).toMatchObject({
      recording: { certificates: [{ kind: 'proof', number: proofNo }], payment: { payer: wang.name, totalFen: 8_000 } },
    })
  })

  it('is applied for by the holders of both, each of his own [DR-60] [CC-216]', () => {
    const ofLi = { holders: [{ name: li.name }] }
    expect(ready([servient(ofLi), dominant()]).when(recorded).refusal).toMatchObject({
      rule: 'not-holder',
      detail: expect.stringContaining('供役地'),
    })
    expect(ready([servient(), dominant(ofLi)]).when(recorded).refusal).toMatchObject({
      rule: 'not-holder',
      detail: expect.stringContaining('需役地'),
    })
  })

  it('needs enough of those who own the servient unit together, and one of the dominant [DR-10]', () => {
    const together = { holders: [{ name: zhang.name }, { name: wang.name }] }
    expect(given2([servient(together), dominant()]).when(accepted).rule).toBe('joint-application')
    expect(ready([servient(), dominant(together)]).when(recorded).rule).toBeNull()
  })

  it('informs the mortgagee of the servient unit, who needs not consent (Table B6)', () => {
    const after = ready([servient({ mortgages: [aMortgage()] }), dominant()]).after(recorded)
    expect(under(noticeOf(after.state, 'mortgagee-notice'), '通知')).toContain(bankA.name)
    const free = ready([servient(), dominant({ mortgages: [aMortgage()] })]).after(recorded)
    expect(free.state.notices.map(({ kind }) => kind)).not.toContain('mortgagee-notice')
  })

  it.each<[string, Partial<Unit>, string]>([
    ['is seized', { seizures: [aSeizure()] }, 'seized'],
    ['has an advance notice', { notices: [aNotice({ holder: { name: li.name } })] }, 'advance-notice-consent'],
    ['has an objection', { objections: [anObjection()] }, 'objection-undertaking'],
  ])('burdens the servient unit: it matters that it %s, not that the dominant does (Table B1, B3, B4)', (_, change, rule) => {
    expect(ready([servient(change), dominant()]).when(recorded).rule).toBe(rule)
    expect(ready([servient(), dominant(change)]).when(recorded).rule).toBeNull()
  })

  it('goes on with the consent of the notice holder, or the undertakings of both applicants [PX-4] [DR-84]', () => {
    const noticed = ready([servient({ notices: [aNotice({ holder: { name: li.name } })] }), dominant()])
    expect(noticed.after(act('consent', { by: li.name, of: 'notice-holder' })).when(recorded).rule).toBeNull()
    const contested = ready([servient({ objections: [anObjection()] }), dominant()])
    const undertaken = contested.after(act('undertake', { by: zhang.name }), act('undertake', { by: wang.name }))
    expect(undertaken.when(recorded).rule).toBeNull()
  })

  it.each([
    ['servient', [servient({ landTermEnds: '2040-06-30' }), dominant()]],
    ['dominant', [servient(), dominant({ landTermEnds: '2040-06-30' })]],
  ])('may not outlast the land right of the %s unit [CC-354]', (_, units) => {
    expect(ready(units).when(recorded).rule).toBe('land-term')
    const facts = { content: '通行', from: '2025-07-01', until: '2040-06-30' }
    expect(ready(units, { facts }).when(recorded).rule).toBeNull()
  })

  it.each<[string, ApplicationChange]>([
    ['names one unit only', { units: [house] }],
    ['ends before it begins', { facts: { content: '通行', from: '2025-07-01', until: '2025-06-30' } }],
    ['does not say what it allows', { facts: { from: '2025-07-01', until: '2045-06-30' } }],
  ])('that %s is no application', (_, change) => {
    const { units, parties, facts } = easement()
    const filed = filedAs('easement-first', { units, ...change }, { channel: 'counter', parties, facts, ...change })
    expect(applicationOf(filed, filingDay)).toMatchObject({ ok: false, faults: [expect.any(String)] })
  })
})

describe('the cancellation of an easement (地役权注销登记)', () => {
  const granted = anEasement()
  const cancelling = (units: readonly Unit[], change: ApplicationChange = {}) =>
    given(easementCancellation(change)).where({ units }).after(accepted, examined)

  it('ends it in both registers, and its proof [DR-63] [DR-64]', () => {
    const granting = ready([servient(), dominant()]).after(recorded)
    const after = cancelling(granting.around.units).after(recorded)
    for (const code of [house, nextDoor]) expect(unitOf(after, code).easements).toMatchObject([{ status: 'cancelled' }])
    const proofs = [house, nextDoor].flatMap(code => unitOf(after, code).certificates.filter(({ kind }) => kind === 'proof'))
    expect(new Set(proofs.map(({ status }) => status))).toEqual(new Set(['void']))
    expect(after.state).toMatchObject({ stage: 'archive' })
  })

  it('means the one that `of` names where there are two between the units', () => {
    const two = [granted, anEasement({ content: '铺设管道', proofNo: '川（2025）广元市不动产证明第0000005号' })]
    const units = [servient({ easements: two }), dominant({ easements: two })]
    expect(cancelling(units).when(recorded).rule).toBe('not-holder')
    const after = cancelling(units, { facts: { of: '川(2025)广元市不动产证明第0000005号' } }).after(recorded)
    expect(unitOf(after, house).easements.map(({ status }) => status)).toEqual(['active', 'cancelled'])
  })

  it('is applied for by who holds the units now, the easement having followed the land [CC-374]', () => {
    const easements = [granted]
    const parties = [as('servient-holder', zhang), as('dominant-holder', li)]
    const units = [servient({ easements }), dominant({ holders: [{ name: li.name }], easements })]
    expect(cancelling(units, { parties }).when(recorded).rule).toBeNull()
    expect(cancelling(units).when(recorded).rule).toBe('not-holder')
  })

  it('clears the register of the one unit when the right to the other is extinct [DR-63]', () => {
    const gone = dominant({ holders: [], easements: [{ ...granted, status: 'cancelled' }] })
    const after = cancelling([servient({ easements: [granted] }), gone]).after(recorded)
    expect(unitOf(after, house).easements).toMatchObject([{ status: 'cancelled' }])
    expect(after.state).toMatchObject({ recording: { entries: [{ unitCode: house }] } })
  })

  it('is refused where nothing is registered between the two [CC-216]', () => {
    const others = anEasement({ dominant: `${nextDoor.slice(0, 27)}9` })
    expect(cancelling([servient({ easements: [others] }), dominant()]).when(recorded).rule).toBe('not-holder')
  })
})
