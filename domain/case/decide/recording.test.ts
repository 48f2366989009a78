import { describe, expect, it } from 'vitest'
import type { Unit } from '../../register/types.ts'
import type { RuleId } from '../../rules/ids.ts'
import { type ApplicationChange, cancellation, mortgage, sale } from '../testing/applications.ts'
import { noticeOf, under } from '../testing/notices.ts'
import { as, bankA, bankB, li, partnerBank, wang, zhang } from '../testing/people.ts'
import {
  aMortgage,
  aNotice,
  anObjection,
  aSeizure,
  elsewhere,
  house,
  housesCertificate,
  nextDoor,
  otherCounty,
  registered,
} from '../testing/register.ts'
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
  type Surroundings,
  taxCleared,
} from '../testing/situation.ts'

const unitOf = ({ around }: Situation, unitCode = house): Unit => {
  const unit = around.units.find(one => one.unitCode === unitCode)
  if (!unit) throw new Error(`没有 ${unitCode}`)
  return unit
}
const readySale = (change: ApplicationChange = {}, around: Partial<Surroundings> = {}) =>
  given(sale(change)).where(around).after(left, examined, housingPassed, taxCleared)
const readyMortgage = (change: ApplicationChange = {}, around: Partial<Surroundings> = {}) =>
  given(mortgage(change)).where(around).after(accepted, examined)
const readyCancellation = (unit: Unit, change: ApplicationChange = {}) =>
  given(cancellation(change))
    .where({ units: [unit] })
    .after(accepted, examined)

describe('recording a sale (登簿)', () => {
  const { happened, writes, situation } = readySale().when(at('2025-06-05T09:58:00+08:00', recorded))

  it('is one act: the entry, the new certificate and the case’s event, signed and dated together [CC-209] [REG-21]', () => {
    expect(happened).toEqual(['Recorded'])
    expect(writes).toEqual([
      {
        unitCode: house,
        entry: {
          kind: 'ownership-transferred',
          holders: [{ name: li.name, idNo: li.idNo, share: '1/1' }],
          certificates: ['川（2025）广元市不动产权第0000001号'],
          convertedNotices: [],
        },
      },
    ])
    expect(situation.state).toMatchObject({
      stage: 'certification',
      recording: {
        at: '2025-06-05T09:58:00+08:00',
        by: 'registrar-1',
        entries: [{ unitCode: house, version: 2, kind: 'ownership-transferred' }],
        certificates: [{ number: '川（2025）广元市不动产权第0000001号', kind: 'title', unitCode: house }],
      },
    })
    expect(unitOf(situation)).toMatchObject({ holders: [{ name: '李秀兰', share: '1/1' }], version: 2 })
    expect(unitOf(situation).certificates.find(({ number }) => number === housesCertificate)?.status).toBe('void')
  })

  it('charges the one who becomes right holder, at that moment, by the fee documents [FEE-10] [FEE-12] [S1-67]', () => {
    expect(situation.state).toMatchObject({
      recording: { payment: { payer: '李秀兰', totalFen: 8_000, at: '2025-06-05T09:58:00+08:00' } },
    })
  })

  it('charges nothing where a reduction frees the payer, and says why [FEE-5] [S1-68]', () => {
    const free = readySale({ facts: { priceFen: 1, payer: 'micro-enterprise' } }).after(recorded).state
    expect(free).toMatchObject({ stage: 'certification', recording: { payment: { totalFen: 0 } } })
    if (!('recording' in free)) throw new Error('未登簿')
    expect(free.recording.payment?.lines.map(({ feeFen }) => feeFen)).toEqual([8_000, -8_000])
  })

  it('lets the clocks run on: the limit is for the certificate too', () => {
    if (!('clocks' in situation.state)) throw new Error('没有期限')
    expect(situation.state.clocks.map(({ stoppedAt }) => stoppedAt)).toEqual([null, null])
  })

  it('issues as many certificates as were asked for, each with its number and price [DR-21] [FEE-8]', () => {
    const { state } = readySale({ facts: { priceFen: 1, copies: 2 } }).after(recorded)
    expect(state).toMatchObject({ recording: { certificates: [{}, {}], payment: { totalFen: 9_000 } } })
  })

  it('of several flats writes one entry on each, in one act', () => {
    const { writes: both, situation: after } = readySale({ units: [house, elsewhere] }).when(recorded)
    expect(both.map(({ unitCode }) => unitCode)).toEqual([house, elsewhere])
    expect(after.state).toMatchObject({ recording: { entries: [{ version: 2 }, { version: 2 }], payment: { totalFen: 16_000 } } })
    expect(unitOf(after, elsewhere).holders).toMatchObject([{ name: '李秀兰' }])
  })

  it('of a mortgaged flat keeps the mortgage, and the mortgagee is told in writing [CC-406] [NR54-2]', () => {
    const mortgaged = registered({ mortgages: [aMortgage(), aMortgage({ mortgagee: '广元乙银行', status: 'cancelled' })] })
    const after = readySale({}, { units: [mortgaged] }).after(recorded)
    expect(unitOf(after).mortgages).toEqual(mortgaged.mortgages)
    expect(under(noticeOf(after.state, 'mortgagee-notice'), '通知')).toMatch(/^广元甲银行：/)
    expect(
      readySale()
        .after(recorded)
        .state.notices.map(({ kind }) => kind),
    ).toEqual(['acceptance-receipt'])
  })

  it('to the holder of a sale notice converts that notice, and no other [DR-85-3]', () => {
    const notices = [
      aNotice({ holder: { name: li.name, idNo: li.idNo } }),
      aNotice({ kind: 'mortgage', holder: { name: bankA.name } }),
      aNotice({ holder: { name: li.name }, status: 'cancelled' }),
    ]
    const after = readySale({}, { units: [registered({ notices })] }).after(
      act('consent', { by: bankA.name, of: 'notice-holder' }),
      recorded,
    )
    expect(unitOf(after).notices.map(({ status }) => status)).toEqual(['converted', 'active', 'cancelled'])
  })

  it('does not convert the notice of one who only joins as mortgagee', () => {
    const parties = [as('transferor', zhang), as('transferee', li), as('mortgagee', bankA)]
    const units = [registered({ notices: [aNotice({ holder: { name: bankA.name } })] })]
    expect(unitOf(readySale({ parties }, { units }).after(recorded)).notices).toMatchObject([{ status: 'active' }])
  })

  it('of a co-owner’s own share leaves the others theirs [DR-10] [DR-27]', () => {
    const units = [
      registered({
        holders: [
          { name: zhang.name, share: '1/2' },
          { name: wang.name, share: '1/2' },
        ],
      }),
    ]
    const parties = [as('transferor', zhang), as('transferee', li, { share: '1/2' })]
    expect(unitOf(readySale({ parties }, { units }).after(recorded)).holders).toMatchObject([
      { name: '王志强', share: '1/2' },
      { name: '李秀兰', share: '1/2' },
    ])
  })

  it('of half by the sole owner leaves him the other half', () => {
    const parties = [as('transferor', zhang, { share: '1/2' }), as('transferee', li, { share: '1/2' })]
    expect(unitOf(readySale({ parties }).after(recorded)).holders).toMatchObject([
      { name: '张建国', share: '1/2' },
      { name: '李秀兰', share: '1/2' },
    ])
  })
})

describe('recording a mortgage', () => {
  it('writes it with amount and restriction, issues a proof, charges the bank [CC-402] [NR54-1] [DR-20] [FEE-10]', () => {
    const { writes, situation } = readyMortgage({
      facts: { amountFen: 30_000_000, transferRestricted: true, securedScope: '本金及利息' },
    }).when(recorded)
    expect(writes).toEqual([
      {
        unitCode: house,
        entry: {
          kind: 'mortgage-created',
          mortgage: {
            mortgagee: bankA.name,
            mortgageeIdNo: bankA.idNo,
            amountFen: 30_000_000,
            securedScope: '本金及利息',
            transferRestricted: true,
            proofNo: '川（2025）广元市不动产证明第0000001号',
          },
        },
      },
    ])
    expect(situation.state).toMatchObject({
      stage: 'certification',
      recording: { payment: { payer: bankA.name, totalFen: 8_000 } },
    })
    expect(situation.state.notices.map(({ kind }) => kind)).toEqual(['acceptance-receipt'])
    expect(unitOf(situation)).toMatchObject({
      holders: [{ name: zhang.name }],
      mortgages: [{ mortgagee: bankA.name, rank: 1, status: 'active' }],
    })
  })

  it('behind another ranks second, and the first mortgagee need not be told [CC-414]', () => {
    const units = [registered({ mortgages: [aMortgage({ mortgagee: '广元乙银行' })] })]
    expect(
      readyMortgage({}, { units })
        .after(recorded)
        .state.notices.map(({ kind }) => kind),
    ).toEqual(['acceptance-receipt'])
    expect(unitOf(readyMortgage({}, { units }).after(recorded)).mortgages.at(-1)).toMatchObject({
      mortgagee: bankA.name,
      rank: 2,
    })
  })

  it('on two flats of one parcel is one case to pay, and an entry on each [FEE-9]', () => {
    const { writes, situation } = readyMortgage({ units: [house, nextDoor] }).when(recorded)
    expect(writes).toHaveLength(2)
    expect(situation.state).toMatchObject({ recording: { payment: { totalFen: 8_000 }, certificates: [{}, {}] } })
  })

  it('of two banks together names both, and both together may cancel it [DR-70]', () => {
    const parties = [as('mortgagor', zhang), as('mortgagee', bankA), as('mortgagee', bankB)]
    const mortgaged = unitOf(readyMortgage({ parties }).after(recorded))
    expect(mortgaged.mortgages).toMatchObject([{ mortgagee: '广元甲银行、广元乙银行' }])
    expect(readyCancellation(mortgaged).when(recorded).rule).toBe('not-holder')
    const together = readyCancellation(mortgaged, { parties: [as('mortgagee', bankB), as('mortgagee', bankA)] })
    expect(unitOf(together.after(recorded)).mortgages).toMatchObject([{ status: 'cancelled' }])
  })
})

describe('cancelling a mortgage', () => {
  const mortgaged = registered({ mortgages: [aMortgage()] })

  it('by the mortgagee alone ends it, issues and charges nothing, and goes straight to the archive [DR-70] [FEE-5]', () => {
    const { writes, situation } = readyCancellation(mortgaged).when(recorded)
    expect(writes).toEqual([
      { unitCode: house, entry: { kind: 'mortgage-cancelled', mortgageIndex: 0, ground: '主债权已经清偿' } },
    ])
    expect(situation.state).toMatchObject({ stage: 'archive', recording: { certificates: [], payment: null } })
    if (!('clocks' in situation.state)) throw new Error('没有期限')
    for (const clock of situation.state.clocks) expect(clock.stoppedAt).toBe(situation.state.lastAt)
  })

  it.each([
    ['the proof number, in full-width brackets', '川（2023）广元市不动产证明第0000003号', 1],
    ['the proof number, in half-width brackets [CN-1]', '川(2023)广元市不动产证明第0000003号', 1],
    ['the case that recorded it', '510802-2023-000077', 0],
  ])('is of the one that `of` names by %s', (_, of, index) => {
    const two = registered({
      mortgages: [aMortgage({ caseNo: '510802-2023-000077', proofNo: null }), aMortgage({ rank: 2 })],
    })
    const { writes } = readyCancellation(two, { facts: { ground: '清偿', of } }).when(recorded)
    expect(writes).toMatchObject([{ entry: { mortgageIndex: index } }])
  })
})

describe('recording is refused, and nothing is written', () => {
  const halves = [
    { name: zhang.name, share: '1/2' },
    { name: wang.name, share: '1/2' },
  ]
  const olderMortgage = registered({ mortgages: [aMortgage({ recordedAt: '2020-12-31T16:00:00+08:00' })] })

  it.each<[string, RuleId, ApplicationChange, Partial<Surroundings>]>([
    ['a unit code that was malformed when the case was deemed accepted [REG-8]', 'unit-code', { units: ['51080200100'] }, {}],
    ['a unit of another county [REG-7]', 'jurisdiction', { units: [otherCounty] }, {}],
    ['a unit that is not on the register [DR-24]', 'not-registered', {}, { units: [] }],
    ['a case that has its twin before it', 'repeat-case', {}, { twin: '510802-2025-000009' }],
    ['a sale whose buyer never applied [REG-14-1]', 'joint-application', { parties: [as('transferor', zhang)] }, {}],
    [
      'a sale by one of two joint owners [DR-10]',
      'joint-application',
      {},
      { units: [registered({ holders: [{ name: zhang.name }, { name: wang.name }] })] },
    ],
    [
      'a sale that the bank must join [NR54-2]',
      'mortgagee-joins',
      {},
      { units: [registered({ mortgages: [aMortgage({ transferRestricted: true })] })] },
    ],
    ['a file that was never completed [OP-4.8.2]', 'materials-incomplete', { except: ['sale-contract'] }, {}],
    [
      'a case accepted earlier that is not recorded yet [DR-67] [ORD-1]',
      'earlier-case-first',
      {},
      { earlier: [{ caseNo: '510802-2025-000008', title: '抵押权首次登记' }] },
    ],
    [
      'a seller who is not the registered holder, because he has sold before [CC-216]',
      'not-holder',
      {},
      { units: [registered({ holders: [{ name: wang.name }] })] },
    ],
    [
      'a share that the seller does not give',
      'not-holder',
      { parties: [as('transferor', zhang), as('transferee', li, { share: '1/2' })] },
      {},
    ],
    [
      'a seizure that came after acceptance (T14) [SF-23-1] [FDC-38]',
      'seized',
      {},
      { units: [registered({ seizures: [aSeizure()] })] },
    ],
    ['a pre-seizure [JN-18]', 'seized', {}, { units: [registered({ seizures: [aSeizure({ status: 'pre' })] })] }],
    [
      'an advance notice for somebody else (T13) [CC-221-1] [DR-85-2]',
      'advance-notice-consent',
      {},
      { units: [registered({ notices: [aNotice()] })] },
    ],
    [
      'an objection without the applicants’ undertakings (T10) [DR-84]',
      'objection-undertaking',
      {},
      { units: [registered({ objections: [anObjection()] })] },
    ],
    ['a mortgage from before 2021 whose holder has not agreed [NR54-3]', 'mortgagee-consent', {}, { units: [olderMortgage] }],
  ])('for %s', (_, rule, application, around) => {
    const before = readySale(application, around)
    const { refusal, writes, happened, situation } = before.when(recorded)
    expect(refusal).toMatchObject({ rule, detail: expect.stringMatching(/\p{Script=Han}/u) })
    expect(refusal?.basis.length).toBeGreaterThan(0)
    expect([writes, happened]).toEqual([[], []])
    expect(situation.state).toBe(before.state)
  })

  it('for a co-owner who has come in since acceptance and has not consented, until he has [DR-10]', () => {
    const changed = readySale().where({ units: [registered({ holders: halves })] })
    expect(changed.when(recorded).rule).toBe('co-owner-consent')
    const consented = changed.after(act('consent', { by: wang.name, of: 'co-owner' }))
    expect(consented.when(recorded).happened).toEqual(['Recorded'])
  })

  it('not for a change among the others, where the seller gives his own share only [DR-10]', () => {
    const parties = [as('transferor', zhang), as('transferee', li, { share: '1/2' })]
    const ownShare = readySale({ parties }, { units: [registered({ holders: halves })] })
    const others = [
      { name: zhang.name, share: '1/2' },
      { name: '陈大勇', share: '1/2' },
    ]
    expect(ownShare.where({ units: [registered({ holders: others })] }).when(recorded).happened).toEqual(['Recorded'])
  })

  it('for a share that has shrunk since acceptance below what is sold', () => {
    const parties = [as('transferor', zhang, { share: '1/2' }), as('transferee', li, { share: '1/2' })]
    const ownShare = readySale({ parties }, { units: [registered({ holders: halves })] })
    const shrunk = [
      { name: zhang.name, share: '1/4' },
      { name: wang.name, share: '3/4' },
    ]
    expect(ownShare.where({ units: [registered({ holders: shrunk })] }).when(recorded).rule).toBe('not-holder')
  })

  it('for a flat whose other co-owners never applied, though on another flat the owners have changed meanwhile', () => {
    const units = (second: Unit['holders']) => [
      registered({ holders: [{ name: zhang.name }, { name: wang.name }] }),
      registered({ unitCode: elsewhere, holders: second }),
    ]
    const both = readySale({ units: [house, elsewhere] }, { units: units([{ name: zhang.name }]) })
    expect(
      both
        .where({
          units: units([
            { name: zhang.name, share: '2/3' },
            { name: li.name, share: '1/3' },
          ]),
        })
        .when(recorded).rule,
    ).toBe('joint-application')
  })

  it('while the examination is open: a track that is open is named before it, the stage last [REG-21]', () => {
    const nothingDone = given(sale()).after(accepted)
    expect(nothingDone.when(recorded).rule).toBe('department-pending')
    expect(nothingDone.after(housingPassed).when(recorded).rule).toBe('tax-unpaid')
    expect(nothingDone.after(housingPassed, taxCleared).when(recorded).rule).toBe('stage')
    expect(given(mortgage()).after(accepted).when(recorded).rule).toBe('stage')
  })

  it('a second time: what is recorded is recorded [CC-209]', () => {
    expect(readySale().after(recorded).when(recorded).rule).toBe('stage')
  })

  it.each<[string, Unit, RuleId | null]>([
    ['a seizure [CC-399]', registered({ seizures: [aSeizure()] }), 'seized'],
    [
      'a sale notice for a buyer who has not agreed (T13) [DR-85-2]',
      registered({ notices: [aNotice()] }),
      'advance-notice-consent',
    ],
    ['an objection without undertakings [DR-84]', registered({ objections: [anObjection()] }), 'objection-undertaking'],
    ['another owner than the mortgagor [CC-216]', registered({ holders: [{ name: wang.name }] }), 'not-holder'],
    ['no old mortgage: a further one only ranks behind it [CC-414]', olderMortgage, null],
  ])('of a mortgage for %s', (_, unit, rule) => {
    expect(
      readyMortgage()
        .where({ units: [unit] })
        .when(recorded).rule,
    ).toBe(rule)
  })

  it.each<[string, Unit, ApplicationChange]>([
    [
      'no mortgage of that bank',
      registered({ mortgages: [aMortgage({ mortgagee: '广元乙银行', mortgageeIdNo: bankB.idNo })] }),
      {},
    ],
    ['one that is cancelled already', registered({ mortgages: [aMortgage({ status: 'cancelled' })] }), {}],
    ['two, and none is named', registered({ mortgages: [aMortgage(), aMortgage({ rank: 2 })] }), {}],
    [
      'one, and another is named',
      registered({ mortgages: [aMortgage()] }),
      { facts: { ground: '清偿', of: '川（2020）广元市不动产证明第0000099号' } },
    ],
    ['one of the same name and another number', registered({ mortgages: [aMortgage({ mortgageeIdNo: bankB.idNo })] }), {}],
  ])('of a cancellation where the bank has %s [DR-70]', (_, unit, change) => {
    expect(readyCancellation(unit, change).when(recorded).rule).toBe('not-holder')
  })

  it('of a cancellation for none of what bars a disposal: it relieves the flat (law.md Table B)', () => {
    const burdened = registered({
      mortgages: [aMortgage()],
      seizures: [aSeizure()],
      notices: [aNotice()],
      objections: [anObjection()],
    })
    expect(readyCancellation(burdened).when(recorded).happened).toEqual(['Recorded'])
  })
})

describe('what bars recording is lifted', () => {
  it('by every applicant’s undertaking, one by each (T10) [DR-84]', () => {
    const contested = readySale({}, { units: [registered({ objections: [anObjection()] })] })
    const one = contested.after(act('undertake', { by: zhang.name }))
    expect(one.when(recorded)).toMatchObject({
      rule: 'objection-undertaking',
      refusal: { detail: expect.stringMatching(/：李秀兰$/) },
    })
    expect(one.after(act('undertake', { by: li.name })).when(recorded).happened).toEqual(['Recorded'])
  })

  it('by the written consent of the notice holder (T13) [DR-85-2], not by another’s', () => {
    const noticed = readySale({}, { units: [registered({ notices: [aNotice()] })] })
    expect(noticed.after(act('consent', { by: '陈大勇', of: 'notice-holder' })).when(recorded).rule).toBe(
      'advance-notice-consent',
    )
    expect(noticed.after(act('consent', { by: wang.name, of: 'mortgagee' })).when(recorded).rule).toBe('advance-notice-consent')
    expect(noticed.after(act('consent', { by: wang.name, of: 'notice-holder' })).when(recorded).happened).toEqual(['Recorded'])
  })

  it('by the consent of the older mortgagee, or his joining, each of them [NR54-3]', () => {
    const older = (mortgagee: string) => ({
      units: [registered({ mortgages: [aMortgage({ mortgagee, recordedAt: '2019-05-05T10:00:00+08:00' })] })],
    })
    expect(readySale({}, older(bankA.name)).after(act('consent')).when(recorded).happened).toEqual(['Recorded'])
    const joined = { parties: [as('transferor', zhang), as('transferee', li), as('mortgagee', bankA)] }
    expect(readySale(joined, older(bankA.name)).when(recorded).happened).toEqual(['Recorded'])
    const syndicate = readySale({}, older('广元甲银行、广元乙银行')).after(act('consent'))
    expect(syndicate.when(recorded).rule).toBe('mortgagee-consent')
    expect(syndicate.after(act('consent', { by: bankB.name, of: 'mortgagee' })).when(recorded).happened).toEqual(['Recorded'])
  })

  it.each<[string, string | null, RuleId | null]>([
    ['on the last day of 2020', '2020-12-31T23:59:59+08:00', 'mortgagee-consent'],
    ['in the last evening of 2020 as London has it', '2020-12-31T16:30:00Z', null],
    ['on 1 January 2021', '2021-01-01T00:00:00+08:00', null],
    ['on a day nobody knows', null, 'mortgagee-consent'],
  ])('by itself from 2021 on: a mortgage recorded %s [NR54-3] [CC-406]', (_, recordedAt, rule) => {
    expect(readySale({}, { units: [registered({ mortgages: [aMortgage({ recordedAt })] })] }).when(recorded).rule).toBe(rule)
  })

  it.each<[string, Partial<Unit>]>([
    [
      'a seizure that only waits, is lifted, expired or lapsed',
      { seizures: (['waiting', 'lifted', 'expired', 'lapsed'] as const).map(status => aSeizure({ status })) },
    ],
    [
      'a notice that has lapsed, was cancelled or converted',
      { notices: (['lapsed', 'cancelled', 'converted'] as const).map(status => aNotice({ status })) },
    ],
    ['an objection that is over', { objections: (['lapsed', 'cancelled'] as const).map(status => anObjection({ status })) }],
    [
      'a mortgage that is cancelled',
      { mortgages: [aMortgage({ status: 'cancelled', transferRestricted: true, recordedAt: null })] },
    ],
    ['the buyer’s own notice', { notices: [aNotice({ holder: { name: li.name, idNo: li.idNo } })] }],
  ])('by %s: it bars nothing', (_, unit) => {
    expect(
      readySale()
        .where({ units: [registered(unit)] })
        .when(recorded).happened,
    ).toEqual(['Recorded'])
  })

  it('by the supplement of what was missing', () => {
    const lacking = given(sale({ except: ['sale-contract'] })).after(
      left,
      act('supplement', { materials: [{ code: 'sale-contract', form: 'copy' }] }),
    )
    expect(lacking.after(examined, housingPassed, taxCleared).when(recorded).happened).toEqual(['Recorded'])
  })
})

describe('a mortgage that a bank files itself', () => {
  it('goes from filing to the proof with nobody but the bank and the registry', () => {
    const done = given(mortgage(), { by: partnerBank }).after(
      accepted,
      examined,
      recorded,
      act('issue'),
      act('deliver'),
      act('archive'),
    )
    expect(done.state).toMatchObject({ stage: 'closed', outcome: 'completed' })
    expect(new Set(done.ledger.map(({ actor }) => actor))).toEqual(
      new Set(['bank-a', 'intake-1', 'examiner-1', 'registrar-1', 'certifier-1', 'archivist-1']),
    )
  })
})
