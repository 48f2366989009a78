import { describe, expect, it } from 'vitest'
import { type ApplicationChange, sale } from '../case/testing/applications.ts'
import {
  court,
  orderNo,
  otherCourt,
  releaseOrder,
  renewalOrder,
  seizureFacts,
  seizureOrder,
  transferOrder,
} from '../case/testing/groups/orders.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, elsewhere, house, registered } from '../case/testing/register.ts'
import {
  accepted,
  act,
  at,
  examined,
  given,
  housingPassed,
  left,
  recorded,
  type Situation,
  taxCleared,
} from '../case/testing/situation.ts'
import type { Application } from '../case/types.ts'
import type { Seizure, Unit } from '../register/types.ts'

const ready = (application: Application, change: Partial<Unit> = {}) =>
  given(application)
    .where({ units: [registered(change)] })
    .after(accepted)
const unitOf = ({ around }: Situation, unitCode = house) => around.units.find(unit => unit.unitCode === unitCode)
const seizuresAfter = (situation: Situation) => unitOf(situation.after(recorded))?.seizures
const waiting = (change: Partial<Seizure> = {}) =>
  aSeizure({
    organ: otherCourt,
    documentNo: '（2024）川01执9号',
    status: 'waiting',
    from: null,
    until: null,
    years: 3,
    ...change,
  })
const facts = (change: ApplicationChange['facts']): ApplicationChange => ({ facts: { ...seizureFacts, ...change } })

describe('an order of seizure (查封)', () => {
  it('goes to recording at once, without examination or a joint application, and is recorded as it stands [DR-90] [JN-3] [S4-25]', () => {
    const situation = ready(seizureOrder())
    expect(situation.state).toMatchObject({ stage: 'recording', tracks: { examination: 'none' } })
    expect(seizuresAfter(situation)).toMatchObject([
      { organ: court, documentNo: orderNo, status: 'active', from: '2025-06-05', until: '2028-06-04', debtor: zhang.name },
    ])
  })

  it('waits behind another in effect, with its own time of service [DR-91] [SF-26]', () => {
    const second = seizureOrder(facts({ organ: otherCourt, servedAt: '2025-06-03T08:15+08:00' }))
    expect(seizuresAfter(ready(second, { seizures: [aSeizure()] }))).toMatchObject([
      { status: 'active' },
      { organ: otherCourt, status: 'waiting', servedAt: '2025-06-03T08:15:00+08:00', from: '2025-06-05', until: '2028-06-04' },
    ])
    expect(seizuresAfter(ready(second, { seizures: [aSeizure({ status: 'pre' })] }))).toMatchObject([{}, { status: 'waiting' }])
  })

  it('of a day without an hour was served when it was handed in', () => {
    expect(seizuresAfter(ready(seizureOrder(facts({ servedAt: '2025-06-03' }))))).toMatchObject([
      { servedAt: '2025-06-03T09:00:00+08:00' },
    ])
  })

  it.each([
    ['mortgages', { mortgages: [aMortgage({ transferRestricted: true })] }],
    ['advance notices', { notices: [aNotice()] }],
    ['objections', { objections: [anObjection()] }],
  ] as const)('is not stopped by %s [CPI-485]', (_, change) => {
    expect(seizuresAfter(ready(seizureOrder(), change))).toMatchObject([{ status: 'active' }])
  })

  it('of one co-owner’s debt is recorded on what is owned in common [SF-12]', () => {
    expect(seizuresAfter(ready(seizureOrder(), { holders: [{ name: wang.name }, { name: zhang.name }] }))).toMatchObject([
      { debtor: zhang.name, status: 'active' },
    ])
  })

  it('T14: served while a sale is pending, it is recorded, and the sale then is not [SF-23-1] [FDC-38]', () => {
    const pending = given(sale()).after(left, examined, housingPassed, taxCleared)
    const seized = unitOf(ready(seizureOrder()).after(at('2025-06-05T10:12:00+08:00', recorded)))
    if (!seized) throw new Error('没有登记')
    expect(pending.where({ units: [seized] }).when(at('2025-06-05T10:12:05+08:00', recorded))).toMatchObject({
      rule: 'seized',
      writes: [],
    })
  })

  it('T15: served when the flat was already sold on, it is not recorded, and the court is told so [SF-23-1]', () => {
    const situation = ready(seizureOrder(), { holders: [{ name: wang.name }] })
    const { rule, refusal } = situation.when(recorded)
    expect(rule).toBe('not-holder')
    expect(refusal?.detail).toMatch(/未登记在 张建国 名下（登记簿记载的权利人：王志强）.*回复嘱托机关/)
    const answered = situation.when(act('reply-to-court', { reason: '不动产已转移登记至他人名下' }))
    expect(answered.happened).toEqual(['CourtAnswered', 'Closed'])
    expect(answered.situation.state).toMatchObject({ stage: 'closed', outcome: 'refused' })
    expect(under(noticeOf(answered.situation.state, 'reply-to-court'), '附：登记簿的记载')).toMatch(/权利人：王志强/)
  })

  it('longer than its organ may is recorded as stated, and a review suggested [CPI-485] [GA-2] [DR-19]', () => {
    const sealed = (change: ApplicationChange['facts']) => ready(seizureOrder(facts(change))).after(recorded)
    expect(under(noticeOf(sealed({ until: '2028-06-06' }).state, 'review-suggestion'), '建议审查')).toMatch(/最长期限 3 年/)
    expect(unitOf(sealed({ until: '2028-06-06' }))?.seizures).toMatchObject([{ until: '2028-06-06' }])
    const police = sealed({ organ: '广元市公安局', until: '2027-06-06' })
    expect(noticeOf(police.state, 'review-suggestion').basis).toContain('GA-2')
    for (const until of ['2028-06-04', '2028-06-05'])
      expect(sealed({ until }).state.notices.map(({ kind }) => kind)).toEqual(['acceptance-receipt'])
    // No limit for the organs of supervision is known here.
    expect(sealed({ organ: '广元市监察委员会', until: '2035-06-04' }).state.notices).toHaveLength(1)
  })

  it('of a flat under a maximum-amount mortgage determines its claims, and the mortgagee is told [CC-423] [DR-71]', () => {
    const mortgages = [aMortgage({ kind: 'maximum' }), aMortgage({ mortgagee: '广元乙银行' })]
    const done = ready(seizureOrder(), { mortgages }).after(at('2025-06-05T10:12:00+08:00', recorded))
    expect(unitOf(done)?.mortgages).toMatchObject([{ determinationTriggeredOn: '2025-06-05' }, {}])
    expect(under(noticeOf(done.state, 'mortgagee-notice'), '通知')).toMatch(/^广元甲银行：/)
    const second = ready(seizureOrder(facts({ organ: otherCourt })), { mortgages, seizures: [aSeizure()] }).after(recorded)
    expect(second.state.notices.map(({ kind }) => kind)).not.toContain('mortgagee-notice')
  })
})

describe('an order of pre-seizure (预查封)', () => {
  const preSeizure = seizureOrder(facts({ debtor: li.name, preSeizure: true, location: '广元市利州区东坝街道滨江路9号' }))

  it('reaches what the debtor has bought and not yet registered [JN-15]', () => {
    expect(seizuresAfter(ready(preSeizure))).toMatchObject([{ status: 'pre', debtor: li.name, until: '2028-06-04' }])
  })

  it('may be the first that the register says of a unit, which anything else may not [DR-24]', () => {
    const unregistered = (application: Application) => given(application).where({ units: [] })
    expect(unregistered(seizureOrder()).when(accepted).rule).toBe('not-registered')
    expect(unitOf(unregistered(preSeizure).after(accepted, recorded))).toMatchObject({
      holders: [],
      location: '广元市利州区东坝街道滨江路9号',
      seizures: [{ status: 'pre' }],
    })
  })

  it('of a flat that is the debtor’s already is a seizure', () => {
    expect(seizuresAfter(ready(preSeizure, { holders: [{ name: li.name }] }))).toMatchObject([{ status: 'active' }])
  })
})

describe('an order of renewal (续封)', () => {
  const renewal = (change: ApplicationChange['facts'] = {}) => renewalOrder({ facts: { ...renewalOrder().facts, ...change } })

  it('in time moves the last day of the one it names, by number, or of the organ’s only one [CPI-485]', () => {
    const seizures = [aSeizure(), waiting()]
    for (const of of [undefined, orderNo, '(2025)川0802执101号'])
      expect(seizuresAfter(ready(renewal(of ? { of } : {}), { seizures }))).toMatchObject([
        { status: 'active', until: '2031-06-04' },
        { status: 'waiting' },
      ])
  })

  it('that comes after the end is an order of seizure served now [SF-27]', () => {
    const seizures = [aSeizure({ status: 'expired', debtor: zhang.name }), aSeizure({ organ: otherCourt })]
    expect(seizuresAfter(ready(renewal(), { seizures }))).toMatchObject([
      { status: 'expired', until: '2028-06-04' },
      { status: 'active' },
      { organ: court, documentNo: `${orderNo}之一`, status: 'waiting', until: '2031-06-04', debtor: zhang.name },
    ])
  })

  it('after the end is refused where the flat has passed to somebody else since [SF-23-1]', () => {
    const over = aSeizure({ status: 'expired', from: '2022-06-05', until: '2025-05-04' })
    const sold = { heldSince: { at: '2025-05-20T10:00:00+08:00', caseNo: null } }
    expect(ready(renewal(), { seizures: [over], ...sold }).when(recorded).rule).toBe('not-holder')
    expect(ready(renewal(), { seizures: [{ ...over, debtor: wang.name }] }).when(recorded).rule).toBe('not-holder')
    expect(ready(renewal(), { seizures: [over] }).when(recorded).happened).toEqual(['Recorded'])
  })

  it('for longer than the organ may goes with a suggestion to review: the police may renew for one year [GA-2]', () => {
    const police = { organ: '广元市公安局', from: '2028-06-05', until: '2029-06-06' }
    const done = ready(renewal(police), { seizures: [aSeizure({ organ: '广元市公安局' })] }).after(recorded)
    expect(under(noticeOf(done.state, 'review-suggestion'), '建议审查')).toMatch(/续封期限.*最长期限 1 年/)
  })

  it('that names nothing on the register is answered to the organ', () => {
    expect(ready(renewal({ of: '（2020）川0802执1号' }), { seizures: [aSeizure()] }).when(recorded).refusal?.detail).toMatch(
      /登记簿上没有 （2020）川0802执1号 .*的有效查封/,
    )
    expect(ready(renewal(), { seizures: [aSeizure(), aSeizure({ status: 'waiting' })] }).when(recorded).rule).toBe('not-holder')
  })
})

describe('an order of release (解封)', () => {
  const release = (change: ApplicationChange['facts'] = {}) => releaseOrder({ facts: { ...releaseOrder().facts, ...change } })

  it('lets the first that waits take effect the same instant [SF-26] [DR-91]', () => {
    const seizures = [
      aSeizure(),
      waiting({ servedAt: '2025-04-01T10:00:00+08:00' }),
      waiting({ organ: '绵阳市中级人民法院', servedAt: '2025-03-01T10:00:00+08:00' }),
    ]
    expect(seizuresAfter(ready(release(), { seizures }))).toMatchObject([
      { status: 'lifted' },
      { status: 'waiting' },
      { status: 'active', from: '2025-06-03', until: '2028-06-03' },
    ])
  })

  it('of one that waits takes it out of the queue and moves nothing else [DR-91]', () => {
    expect(seizuresAfter(ready(release({ organ: otherCourt }), { seizures: [aSeizure(), waiting()] }))).toMatchObject([
      { status: 'active' },
      { status: 'lifted' },
    ])
  })

  it('of what another organ has seized needs its number, and goes with a suggestion to review [SF-28]', () => {
    const seizures = [aSeizure({ organ: otherCourt })]
    expect(ready(release(), { seizures }).when(recorded).rule).toBe('not-holder')
    const done = ready(release({ of: orderNo }), { seizures }).after(recorded)
    expect(unitOf(done)?.seizures).toMatchObject([{ status: 'lifted' }])
    expect(under(noticeOf(done.state, 'review-suggestion'), '建议审查')).toContain(otherCourt)
  })

  it('of what has ended already is answered to the organ', () => {
    expect(ready(release({ of: orderNo }), { seizures: [aSeizure({ status: 'expired' })] }).when(recorded).rule).toBe(
      'not-holder',
    )
  })
})

describe('an order to transfer (嘱托过户)', () => {
  const brought = (change: Partial<Unit>, application = transferOrder()) =>
    given(application)
      .where({ units: [registered(change)] })
      .after(accepted, taxCleared)

  it('waits in recording for the tax, and for nothing else [TAX-1] [JN-3]', () => {
    const situation = ready(transferOrder())
    expect(situation.state).toMatchObject({ stage: 'recording', tracks: { tax: 'open', examination: 'none' } })
    expect(situation.when(recorded).rule).toBe('tax-unpaid')
    expect(situation.after(taxCleared).when(recorded).happened).toEqual(['Recorded'])
  })

  it('makes the transferee the holder; the seizing court’s own seizure is used up, those waiting lapse and are told [JN-20]', () => {
    const done = brought({ seizures: [aSeizure(), waiting()], mortgages: [aMortgage({ transferRestricted: true })] }).after(
      recorded,
    )
    expect(unitOf(done)).toMatchObject({
      holders: [{ name: li.name, share: '1/1' }],
      seizures: [{ status: 'lifted' }, { status: 'lapsed' }],
      mortgages: [{ status: 'active' }],
    })
    const kinds = done.state.notices.map(({ kind }) => kind)
    expect(kinds).toEqual(['acceptance-receipt', 'seizure-lapsed', 'void-announcement', 'mortgagee-notice'])
    expect(new Set(done.state.notices.map(({ no }) => no)).size).toBe(kinds.length)
    expect(under(noticeOf(done.state, 'seizure-lapsed'), '致')).toContain(otherCourt)
  })

  it('is not barred by advance notices, objections or old mortgages; the taker’s own notice is fulfilled [DR-85-3]', () => {
    const done = brought({
      notices: [aNotice({ holder: { name: li.name } }), aNotice()],
      objections: [anObjection()],
      mortgages: [aMortgage({ recordedAt: '2019-05-05T10:00:00+08:00' })],
    }).after(recorded)
    expect(unitOf(done)?.notices).toMatchObject([{ status: 'converted' }, { status: 'active' }])
  })

  it('is barred while another court has seized, unless its own order was served first [SF-23-2]', () => {
    const seizures = [aSeizure({ organ: otherCourt, servedAt: '2025-06-03T08:50:00+08:00' })]
    expect(brought({ seizures }).when(recorded).rule).toBe('seized')
    const first = transferOrder({ facts: { ...transferOrder().facts, servedAt: '2025-06-03T08:40+08:00' } })
    const done = brought({ seizures }, first).after(recorded)
    expect(unitOf(done)).toMatchObject({ holders: [{ name: li.name }], seizures: [{ status: 'lapsed' }] })
    expect(under(noticeOf(done.state, 'seizure-lapsed'), '致')).toContain(otherCourt)
  })

  it('to the debtor of a pre-seizure turns that into a seizure, and its court is told [JN-16]', () => {
    const done = brought({ seizures: [aSeizure({ organ: otherCourt, status: 'pre', debtor: li.name })] }).after(recorded)
    expect(unitOf(done)?.seizures).toMatchObject([{ status: 'active', from: '2025-06-05', until: '2028-06-04' }])
    expect(noticeOf(done.state, 'seizure-converted').basis).toContain('JN-16')
  })

  it('of several flats of the debtor is recorded on each, and on none where one is not his [SF-23-1]', () => {
    const order = transferOrder({ units: [house, elsewhere], parties: [as('transferee', li)] })
    const both = given(order).after(accepted, taxCleared)
    expect(both.when(recorded).writes.map(({ unitCode }) => unitCode)).toEqual([house, elsewhere])
    const one = both.where({ units: [registered(), registered({ unitCode: elsewhere, holders: [{ name: wang.name }] })] })
    expect(one.when(recorded)).toMatchObject({ rule: 'not-holder', writes: [] })
  })
})
