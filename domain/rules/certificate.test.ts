import { describe, expect, it } from 'vitest'
import type { ApplicationChange } from '../case/testing/applications.ts'
import { exchange, reissue } from '../case/testing/groups/orders.ts'
import { as, wang, zhang } from '../case/testing/people.ts'
import { aSeizure, house, housesCertificate, registered } from '../case/testing/register.ts'
import { accepted, act, at, examined, given, recorded, type Situation } from '../case/testing/situation.ts'
import type { Unit } from '../register/types.ts'

const unitOf = ({ around }: Situation) => around.units.find(({ unitCode }) => unitCode === house)
const statuses = (situation: Situation) => unitOf(situation)?.certificates.map(({ number, status }) => [number, status])
const examinedExchange = (change: Partial<Unit> = {}, application: ApplicationChange = {}) =>
  given(exchange(application))
    .where({ units: [registered(change)] })
    .after(accepted, examined)

describe('a lost certificate (补发)', () => {
  it('is reissued as soon as the statement is published, since the amendment of 2024 [DR-22-2] [DR-22-3]', () => {
    const situation = given(reissue()).after(accepted, examined)
    expect(situation.when(recorded).rule).toBe('announcement-running')
    const published = situation.when(act('publish-announcement'))
    expect(published.happened).toEqual(['AnnouncementPublished', 'AnnouncementEnded'])
    expect(published.situation.state).toMatchObject({ stage: 'recording', notices: [{}, { kind: 'loss-statement' }] })
    expect(statuses(published.situation.after(recorded))).toEqual([
      [housesCertificate, 'void'],
      ['川（2025）广元市不动产权第0000001号', 'current'],
    ])
  })

  it('was reissued fifteen working days after it, before [DR-22-2] [TL-EX1]', () => {
    const old = { ...reissue(), edition: 'certificate-reissue@2021-01-01' as const }
    const published = given(old, { at: '2024-03-04T09:00:00+08:00' })
      .where({ units: [registered({ lastAt: '2020-05-06T10:00:00+08:00' })] })
      .after(at('2024-03-04T09:05:00+08:00', accepted), examined, act('publish-announcement'))
    expect(published.state.announcement).toMatchObject({ endsOn: '2024-03-25' })
    expect(published.when(at('2024-03-25T16:00:00+08:00', recorded)).rule).toBe('announcement-running')
  })
})

describe('a damaged certificate (换发)', () => {
  it('is exchanged for a new one with a new number, and nothing else changes [DR-22-1] [CERT-1]', () => {
    const done = examinedExchange().after(recorded)
    expect(statuses(done)).toEqual([
      [housesCertificate, 'void'],
      ['川（2025）广元市不动产权第0000001号', 'current'],
    ])
    expect(unitOf(done)).toMatchObject({ holders: [{ name: zhang.name }], heldSince: { at: '2024-05-06T10:00:00+08:00' } })
  })

  it('costs ten yuan a copy [FEE-7]', () => {
    expect(examinedExchange({}, { facts: { copies: 2 } }).after(recorded).state).toMatchObject({
      recording: { payment: { payer: zhang.name, totalFen: 2_000 }, certificates: [{}, {}] },
    })
  })

  it('is exchanged for whom the register names alone [CC-216]', () => {
    expect(examinedExchange({}, { parties: [as('holder', wang)] }).when(recorded).rule).toBe('not-holder')
  })

  it('is the one that is named, of several; one that is no longer good is refused', () => {
    const second = '川（2024）广元市不动产权第0000008号'
    const [first] = registered().certificates
    if (!first) throw new Error('没有证书')
    const two = { certificates: [first, { ...first, number: second }] }
    expect(statuses(examinedExchange(two, { facts: { of: '川(2024)广元市不动产权第0000008号' } }).after(recorded))).toMatchObject(
      [
        [housesCertificate, 'current'],
        [second, 'void'],
        [expect.anything(), 'current'],
      ],
    )
    const void_ = { certificates: [{ ...first, status: 'void' as const }] }
    expect(examinedExchange(void_, { facts: { of: housesCertificate } }).when(recorded).rule).toBe('not-holder')
  })

  it('is exchanged also where the register does not tell the number of the old one [REG-33]', () => {
    expect(statuses(examinedExchange({ certificates: [] }).after(recorded))).toHaveLength(1)
  })

  it('is exchanged while the flat is seized: nothing is disposed of [DR-22-1]', () => {
    const done = examinedExchange({ seizures: [aSeizure()] }).after(recorded)
    expect(unitOf(done)?.seizures).toMatchObject([{ status: 'active' }])
  })
})
