import { describe, expect, it } from 'vitest'
import { begunWith, day, unitWith } from '../../case/testing/entries.ts'
import {
  aMortgage,
  aNotice,
  anEasement,
  anObjection,
  aSeizure,
  housesCertificate,
  registered,
} from '../../case/testing/register.ts'
import type { Entry, Unit } from '../types.ts'

type FirstRegistered = Extract<Entry, { kind: 'first-registered' }>
const first = (change: Partial<FirstRegistered> = {}): Entry => ({
  kind: 'first-registered',
  description: { location: '万源新区1号', areaSqm: 88.5, use: 'garage', landUse: '商业用地', landTermEnds: '2065-01-01' },
  holders: [{ name: '广元置业公司' }],
  certificates: ['权证-1'],
  carriedSeizures: [],
  ...change,
})
const proof = (number: string): Unit['certificates'][number] => ({
  number,
  kind: 'proof',
  status: 'current',
  issuedAt: day(1),
  caseNo: null,
})
const cancelled: Entry = { kind: 'right-cancelled', ground: 'extinct', seizures: [] }
const statusOf = (unit: Unit) => Object.fromEntries(unit.certificates.map(({ number, status }) => [number, status]))

describe('first registration', () => {
  it('says the thing, its holder and its certificate [REG-8]', () => {
    expect(begunWith(first())).toMatchObject({
      location: '万源新区1号',
      areaSqm: 88.5,
      use: 'garage',
      landUse: '商业用地',
      landTermEnds: '2065-01-01',
      holders: [{ name: '广元置业公司' }],
      heldSince: { at: day(1), caseNo: 'case-1' },
      certificates: [{ number: '权证-1', kind: 'title', status: 'current' }],
    })
  })

  it('of a unit with an advance notice leaves the notice on it [DR-78]', () => {
    const { status: _, recordedAt: __, caseNo: ___, ...notice } = aNotice({ kind: 'presale' })
    const unit = begunWith({ kind: 'notice-recorded', notice, description: { location: '在建' } }, first())
    expect(unit).toMatchObject({ location: '万源新区1号', notices: [{ status: 'active', caseNo: 'case-1' }] })
  })

  it('takes over the seizures of the land, as they stand there [SF-21]', () => {
    const unit = begunWith(
      first({ carriedSeizures: [aSeizure({ caseNo: 'case-of-land', recordedAt: day(9) }), aSeizure({ status: 'waiting' })] }),
    )
    expect(unit.seizures).toMatchObject([
      { status: 'active', until: '2028-06-04', caseNo: 'case-of-land', recordedAt: day(9) },
      { status: 'waiting', caseNo: 'case-1', recordedAt: day(1) },
    ])
  })

  it('of the debtor turns a pre-seizure into a seizure with the same last day [JN-16]', () => {
    const seizure = aSeizure({ status: 'pre', debtor: '广元置业公司' })
    const unit = begunWith(
      { kind: 'seizure-recorded', seizure, description: {} },
      first({ seizures: [{ index: 0, status: 'active' }] }),
    )
    expect(unit.seizures).toMatchObject([{ status: 'active', from: '2025-06-05', until: '2028-06-04' }])
  })

  it('may follow once the right was cancelled, and never a right that stands', () => {
    expect(unitWith(registered(), cancelled, first())).toMatchObject({
      holders: [{ name: '广元置业公司' }],
      heldSince: { caseNo: 'case-3' },
    })
    expect(() => unitWith(registered(), first())).toThrow('登记簿损坏：510802001001GB00001F00010001 已有首次登记')
  })
})

describe('a transfer of a seized unit', () => {
  const transfer = (seizures: Extract<Entry, { kind: 'ownership-transferred' }>['seizures'] = []): Entry => ({
    kind: 'ownership-transferred',
    holders: [{ name: '王志强', share: '1/1' }],
    certificates: ['权证-2'],
    convertedNotices: [],
    seizures,
  })
  const waiting = aSeizure({ documentNo: '二号', status: 'waiting', from: null, until: null, years: 3 })

  it('by the court that seized it uses the seizure up, and those that waited are without object [JN-20]', () => {
    const unit = registered({ seizures: [aSeizure(), waiting] })
    const changes = [
      { index: 0, status: 'lifted' },
      { index: 1, status: 'lapsed' },
    ] as const
    expect(unitWith(unit, transfer(changes)).seizures.map(({ status }) => status)).toEqual(['lifted', 'lapsed'])
  })

  it('to the debtor turns the pre-seizure into a seizure that ends on the same day [JN-16]', () => {
    const unit = registered({ seizures: [aSeizure({ status: 'pre', debtor: '王志强' })] })
    expect(unitWith(unit, transfer([{ index: 0, status: 'active' }])).seizures).toMatchObject([
      { status: 'active', until: '2028-06-04' },
    ])
  })

  it('never leaves two seizures in effect, nor revives one that is over [DR-91]', () => {
    const unit = registered({ seizures: [aSeizure(), waiting, aSeizure({ status: 'expired' })] })
    expect(() => unitWith(unit, transfer([{ index: 1, status: 'active' }]))).toThrow(/登记簿损坏.*已有生效的查封/)
    expect(() => unitWith(unit, transfer([{ index: 2, status: 'waiting' }]))).toThrow(/登记簿损坏.*第 2 项查封已经注销或者失效/)
  })
})

describe('a change or a correction', () => {
  const changed = (change: Partial<Extract<Entry, { kind: 'right-changed' }>>): Entry => ({
    kind: 'right-changed',
    ground: '更名',
    description: {},
    holders: null,
    certificates: [],
    ...change,
  })
  const corrected = (change: Partial<Extract<Entry, { kind: 'entry-corrected' }>>): Entry => ({
    kind: 'entry-corrected',
    matter: '面积',
    ground: '测绘有误',
    description: {},
    holders: null,
    certificates: [],
    ...change,
  })

  it.each<[string, Entry]>([
    ['change', changed({ description: { areaSqm: 101.2, use: 'non-residential' }, certificates: ['权证-2'] })],
    ['correction', corrected({ description: { areaSqm: 101.2, use: 'non-residential' }, certificates: ['权证-2'] })],
  ])('a %s writes what it names and leaves the rest; the new certificate takes the place of the old [REG-8]', (_, entry) => {
    const unit = unitWith(registered(), entry)
    expect(unit).toMatchObject({ areaSqm: 101.2, use: 'non-residential', location: registered().location })
    expect(unit.holders).toEqual(registered().holders)
    expect(statusOf(unit)).toEqual({ [housesCertificate]: 'void', '权证-2': 'current' })
  })

  it.each<[string, Entry]>([
    ['a change of name', changed({ holders: [{ name: '张建华', share: '1/1' }] })],
    ['a correction of the holder', corrected({ holders: [{ name: '张建华', share: '1/1' }] })],
  ])('%s makes nobody a holder anew', (_, entry) => {
    const unit = unitWith(registered(), entry)
    expect(unit).toMatchObject({ holders: [{ name: '张建华' }], heldSince: registered().heldSince })
  })

  it('ex officio without a new certificate leaves the old one good [DR-81]', () => {
    expect(statusOf(unitWith(registered(), corrected({ description: { areaSqm: 97 } })))).toEqual({
      [housesCertificate]: 'current',
    })
  })
})

describe('cancelling the right', () => {
  const burdened = registered({
    certificates: [...registered().certificates, proof('抵-1'), proof('预-1'), proof('异-1'), proof('役-1')],
    mortgages: [aMortgage({ proofNo: '抵-1' }), aMortgage({ status: 'cancelled', proofNo: null })],
    notices: [aNotice({ proofNo: '预-1' }), aNotice({ status: 'lapsed' })],
    objections: [anObjection({ proofNo: '异-1' }), anObjection({ status: 'lapsed' })],
    easements: [anEasement({ proofNo: '役-1' })],
    seizures: [aSeizure()],
  })

  it('leaves nobody holding, and ends what rested on the right, with every document [CC-209]', () => {
    const unit = unitWith(burdened, cancelled)
    expect(unit).toMatchObject({ holders: [], heldSince: null, easements: [{ status: 'cancelled' }] })
    expect(unit.mortgages.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    expect(unit.notices.map(({ status }) => status)).toEqual(['cancelled', 'lapsed'])
    expect(unit.objections.map(({ status }) => status)).toEqual(['cancelled', 'lapsed'])
    expect(Object.values(statusOf(unit))).toEqual(['void', 'void', 'void', 'void', 'void'])
  })

  it('does to seizures what the entry says and no more', () => {
    expect(unitWith(burdened, cancelled).seizures).toMatchObject([{ status: 'active' }])
    const seizures = [{ index: 0, status: 'lapsed' }] as const
    expect(unitWith(burdened, { kind: 'right-cancelled', ground: 'extinct', seizures }).seizures).toMatchObject([
      { status: 'lapsed' },
    ])
  })

  it('is done once', () =>
    expect(() => unitWith(registered(), cancelled, cancelled)).toThrow(/尚未首次登记，不能记载 right-cancelled/))
})
