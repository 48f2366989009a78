import { describe, expect, it } from 'vitest'
import { applicationOf } from '../case/application.ts'
import { type ApplicationChange, cancellation, filedAs, filingDay, mortgage } from '../case/testing/applications.ts'
import { mortgageChange, mortgageTransfer } from '../case/testing/groups/burdens.ts'
import { as, bankA, bankB, li, wang, zhang } from '../case/testing/people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, elsewhere, house, registered } from '../case/testing/register.ts'
import { accepted, act, examined, given, recorded, type Situation } from '../case/testing/situation.ts'
import type { Application, CaseFacts } from '../case/types.ts'
import type { Unit } from '../register/types.ts'

const ready = (application: Application, units: readonly Unit[]): Situation =>
  given(application).where({ units }).after(accepted, examined)
const unitOf = ({ around }: Situation, unitCode = house): Unit => {
  const unit = around.units.find(one => one.unitCode === unitCode)
  if (!unit) throw new Error(`没有 ${unitCode}`)
  return unit
}
const inForce = (unit: Unit) => unit.mortgages.filter(({ status }) => status === 'active')
const ranks = (situation: Situation) =>
  Object.fromEntries(inForce(unitOf(situation)).map(({ mortgagee, rank }) => [mortgagee, rank]))

const particulars = { channel: 'counter' as const, parties: [as('mortgagor', zhang), as('mortgagee', bankA)], facts: {} }
const ofBankA = aMortgage()
const ofBankB = aMortgage({
  mortgagee: bankB.name,
  mortgageeIdNo: bankB.idNo,
  amountFen: 30_000_000,
  rank: 2,
  proofNo: '川（2024）广元市不动产证明第0000009号',
})
const bankC = { ...bankB, name: '广元丙银行', idNo: '91510802MA0BANKC9X' }
const consentOf = (name: string) => act('consent', { by: name, of: 'mortgagee' })

describe('a further mortgage on the same unit (抵押权首次登记)', () => {
  const facts = { amountFen: 20_000_000, transferRestricted: false }
  const byBankC = (change: CaseFacts = {}) =>
    mortgage({ channel: 'counter', parties: [as('mortgagor', zhang), as('mortgagee', bankC)], facts: { ...facts, ...change } })
  const twice = registered({ mortgages: [ofBankA, ofBankB] })

  it('ranks behind those in force, and needs nobody’s consent [DR-67] [CC-414]', () => {
    const after = ready(byBankC(), [twice]).after(recorded)
    expect(ranks(after)).toEqual({ [bankA.name]: 1, [bankB.name]: 2, [bankC.name]: 3 })
  })

  it('ranks as agreed in writing with every mortgagee who falls behind it [CC-409] [DR-67]', () => {
    const agreed = ready(byBankC({ rank: 2 }), [twice])
    expect(agreed.when(recorded).rule).toBe('consent-of-encumbrancers')
    expect(agreed.after(consentOf(bankA.name)).when(recorded).rule).toBe('consent-of-encumbrancers')
    expect(ranks(agreed.after(consentOf(bankB.name), recorded))).toEqual({ [bankA.name]: 1, [bankC.name]: 2, [bankB.name]: 3 })
  })

  it('counts the agreed rank among the mortgages in force, whatever was cancelled before [DR-67]', () => {
    const first = { ...ofBankA, status: 'cancelled' as const }
    const second = { ...ofBankB, rank: 2 }
    const third = aMortgage({ mortgagee: '广元丁银行', rank: 3 })
    const after = ready(byBankC({ rank: 2 }), [registered({ mortgages: [first, second, third] })]).after(
      consentOf('广元丁银行'),
      recorded,
    )
    const order = inForce(unitOf(after)).toSorted((a, b) => a.rank - b.rank)
    expect(order.map(({ mortgagee }) => mortgagee)).toEqual([bankB.name, bankC.name, '广元丁银行'])
  })

  it('agreed behind all others harms nobody', () => {
    expect(ready(byBankC({ rank: 3 }), [twice]).when(recorded).rule).toBeNull()
  })

  it('keeps what the register must say of it: kind, term, secured scope, ban on transfer [NR54-1] [DB-47] [CC-420]', () => {
    const term = { from: '2025-06-03', until: '2028-06-02' }
    const kept: CaseFacts = { mortgageKind: 'maximum', term, securedScope: '主债权及利息、违约金', transferRestricted: true }
    const { writes } = ready(byBankC(kept), [registered()]).when(recorded)
    expect(writes[0]?.entry).toMatchObject({
      mortgage: { kind: 'maximum', term, securedScope: '主债权及利息、违约金', transferRestricted: true, amountFen: 20_000_000 },
    })
  })
})

describe('what may not be mortgaged [CC-399]', () => {
  const tried = (change: Partial<Unit>, application: ApplicationChange = {}) => {
    const unit = registered(change)
    return ready(mortgage({ units: [unit.unitCode], channel: 'counter', ...application }), [unit]).when(recorded)
  }

  it.each([
    ['collective land ownership', '510802001001JA00001W00000000'],
    ['a homestead', '510802001001JC00001F00010001'],
    ['land whose ownership is disputed', '510802001001ZB00001F00010001'],
    ['land whose use right is disputed', '510802001001GW00001F00010001'],
  ])('%s', (_, unitCode) => {
    expect(tried({ unitCode }).rule).toBe('not-mortgageable')
  })

  it.each(['教育用地', '幼儿园用地', '医疗卫生用地', '医卫慈善用地', '社会福利用地', '养老服务设施用地'])(
    'public-welfare facilities: %s',
    landUse => {
      expect(tried({ landUse }).refusal).toMatchObject({ rule: 'not-mortgageable', detail: expect.stringContaining(landUse) })
    },
  )

  it.each(['城镇住宅用地', '商服用地', '工业用地', null])('but %s may be', landUse => {
    expect(tried({ landUse }).rule).toBeNull()
  })

  it('a seized unit is refused as seized, before anything else [CC-399]', () => {
    expect(tried({ seizures: [aSeizure()], landUse: '教育用地' }).rule).toBe('seized')
  })
})

describe('the term of a mortgage against the term of the land [CC-354] [CC-359]', () => {
  const until = (day: string): ApplicationChange => ({
    facts: { amountFen: 1, transferRestricted: false, term: { from: '2025-06-03', until: day } },
  })
  const shop = registered({ use: 'non-residential', landUse: '商服用地', landTermEnds: '2040-06-30' })

  it('may run to the last day of commercial land, and no day longer', () => {
    expect(ready(mortgage(until('2040-06-30')), [shop]).when(recorded).rule).toBeNull()
    expect(ready(mortgage(until('2040-07-01')), [shop]).when(recorded).rule).toBe('land-term')
  })

  it('is not measured against residential land, which renews by itself', () => {
    const flat = registered({ landTermEnds: '2040-06-30' })
    expect(ready(mortgage(until('2055-06-02')), [flat]).when(recorded).rule).toBeNull()
  })

  it('ends no earlier than it begins, or the paper is no application', () => {
    const facts = { amountFen: 1, transferRestricted: false, term: { from: '2025-06-03', until: '2025-06-02' } }
    expect(applicationOf(filedAs('mortgage-first', {}, { ...particulars, facts }), filingDay)).toMatchObject({
      ok: false,
      faults: [expect.stringContaining('2025-06-02')],
    })
  })
})

describe('a mortgage of a building under construction (在建建筑物抵押)', () => {
  const facts = { amountFen: 500_000_000, transferRestricted: false, mortgageKind: 'construction' as const }
  const land = registered({
    unitCode: `${house.slice(0, 19)}W00000000`,
    holders: [{ name: zhang.name, idNo: zhang.idNo, share: '1/1' }],
  })
  const construction = (change: ApplicationChange = {}) => mortgage({ channel: 'counter', facts, ...change })

  it('is recorded before the building has its first registration, by the holder of the land [DR-24] [DR-75]', () => {
    const after = ready(construction(), [land]).after(recorded)
    expect(unitOf(after)).toMatchObject({ holders: [], mortgages: [{ kind: 'construction', mortgagee: bankA.name, rank: 1 }] })
  })

  it('not by somebody who does not hold the land [CC-216]', () => {
    const ofWang = { ...land, holders: [{ name: wang.name }] }
    expect(ready(construction(), [ofWang]).when(recorded).rule).toBe('not-holder')
  })

  it('by enough of those who hold the land together [DR-10]', () => {
    const shared = { ...land, holders: [{ name: zhang.name }, { name: wang.name }] }
    expect(
      given(construction())
        .where({ units: [shared] })
        .when(accepted).rule,
    ).toBe('joint-application')
  })

  it('not while the land is seized: the seizure reaches what is built on it [SF-21] [CC-399]', () => {
    expect(ready(construction(), [{ ...land, seizures: [aSeizure()] }]).when(recorded).rule).toBe('seized')
  })

  it('needs the planning permit beside the contracts [DR-76]', () => {
    const situation = given(construction({ except: ['planning-conformity'] })).where({ units: [land] })
    expect(situation.when(accepted).rule).toBe('materials-incomplete')
  })

  it('leaves out units that are sold in advance, even where the buyer consents [DR-75]', () => {
    const sold = registered({ holders: [], heldSince: null, certificates: [], notices: [aNotice({ kind: 'presale' })] })
    const situation = ready(construction(), [land, sold])
    expect(situation.when(recorded).rule).toBe('advance-notice-consent')
    expect(situation.after(act('consent', { by: wang.name, of: 'notice-holder' })).when(recorded).rule).toBe('not-mortgageable')
  })

  it('an ordinary mortgage has to wait for the first registration [DR-24]', () => {
    const situation = given(mortgage()).where({ units: [land] })
    expect(situation.when(accepted).rule).toBe('not-registered')
  })

  it('is changed, transferred and cancelled before the first registration too', () => {
    const shell = registered({
      holders: [],
      heldSince: null,
      certificates: [],
      mortgages: [aMortgage({ kind: 'construction' })],
    })
    expect(ready(mortgageChange(), [shell, land]).when(recorded).rule).toBeNull()
    expect(ready(mortgageTransfer(), [shell, land]).when(recorded).rule).toBeNull()
    expect(ready(cancellation(), [shell, land]).when(recorded).rule).toBeNull()
  })
})

describe('a mortgage that fulfils its advance notice (抵押权预告转本登记)', () => {
  const noticed = (change: Partial<Unit> = {}) =>
    registered({
      notices: [
        aNotice({
          kind: 'presale-mortgage',
          holder: { name: bankA.name },
          obligor: { name: zhang.name },
          caseNo: '510802-2024-000001',
        }),
      ],
      ...change,
    })

  it('dates from the notice, and goes before a mortgage recorded between [DB-52] [DR-78]', () => {
    const between = aMortgage({ mortgagee: bankB.name, recordedAt: '2025-04-01T10:00:00+08:00' })
    const after = ready(mortgage(), [noticed({ mortgages: [between] })]).after(recorded)
    const unit = unitOf(after)
    expect(unit.notices).toMatchObject([{ status: 'converted' }])
    expect(unit.mortgages.find(({ mortgagee }) => mortgagee === bankA.name)).toMatchObject({
      recordedAt: '2025-03-03T10:00:00+08:00',
      rank: 1,
    })
    expect(ranks(after)).toEqual({ [bankA.name]: 1, [bankB.name]: 2 })
  })

  it.each<[string, Partial<Unit>]>([
    ['has lapsed', { notices: [aNotice({ kind: 'presale-mortgage', holder: { name: bankA.name }, status: 'lapsed' })] }],
    [
      'was promised by somebody else',
      { notices: [aNotice({ kind: 'presale-mortgage', holder: { name: bankA.name }, obligor: { name: li.name } })] },
    ],
  ])('does not where it %s: then it dates from its own recording [DB-52]', (_, change) => {
    const unit = unitOf(ready(mortgage(), [noticed(change)]).after(recorded))
    expect(unit.mortgages[0]?.recordedAt).toMatch(/^2025-06-03/)
    expect(unit.notices[0]?.status).not.toBe('converted')
  })

  it('another bank’s mortgage needs the written consent of the notice holder [PX-4] [DR-85-2]', () => {
    const other = mortgage({ parties: [as('mortgagor', zhang), as('mortgagee', bankB)] })
    expect(ready(other, [noticed()]).when(recorded).rule).toBe('advance-notice-consent')
  })
})

describe('T13: a mortgage on a unit whose purchase is noticed', () => {
  const unit = registered({ notices: [aNotice({ kind: 'presale' })] })

  it('is refused without the buyer’s written consent [DR-85-2] [PX-4]', () => {
    expect(ready(mortgage(), [unit]).when(recorded).rule).toBe('advance-notice-consent')
  })

  it('is recorded with it', () => {
    const consented = ready(mortgage(), [unit]).after(act('consent', { by: wang.name, of: 'notice-holder' }))
    expect(consented.when(recorded).rule).toBeNull()
  })

  it('held by two needs the consent of both', () => {
    const couple = registered({ notices: [aNotice({ kind: 'presale', holder: { name: `${wang.name}、${li.name}` } })] })
    const one = ready(mortgage(), [couple]).after(act('consent', { by: wang.name, of: 'notice-holder' }))
    expect(one.when(recorded).rule).toBe('advance-notice-consent')
    expect(one.after(act('consent', { by: li.name, of: 'notice-holder' })).when(recorded).rule).toBeNull()
  })
})

describe('a change of a mortgage (抵押权变更登记)', () => {
  const twice = registered({ mortgages: [ofBankA, ofBankB] })
  const changing = (facts: CaseFacts, unit = twice, change: ApplicationChange = {}) =>
    ready(mortgageChange({ channel: 'counter', facts, ...change }), [unit])
  const later = { from: '2023-04-03', until: '2033-04-02' }

  it('issues a new proof, and the former is void [DR-20] [DR-68]', () => {
    const unit = unitOf(changing({ amountFen: 45_000_000, transferRestricted: true }).after(recorded))
    expect(unit.mortgages[0]).toMatchObject({
      amountFen: 45_000_000,
      transferRestricted: true,
      rank: 1,
      recordedAt: ofBankA.recordedAt,
    })
    expect(unit.certificates.filter(({ kind }) => kind === 'proof')).toMatchObject([{ status: 'current' }])
    expect(unit.mortgages[0]?.proofNo).not.toBe(ofBankA.proofNo)
  })

  it.each<[string, CaseFacts]>([
    ['secures more', { amountFen: 50_000_001 }],
    ['runs longer', { term: later }],
    ['covers another scope', { securedScope: '主债权及全部费用' }],
  ])('that %s needs the written consent of those behind it [DR-68] [CC-409] [CC-422]', (_, facts) => {
    const situation = changing(facts)
    expect(situation.when(recorded).rule).toBe('consent-of-encumbrancers')
    expect(situation.after(consentOf(bankB.name)).when(recorded).rule).toBeNull()
  })

  it.each<[string, CaseFacts]>([
    ['secures less', { amountFen: 10_000_000 }],
    ['bans transfer', { transferRestricted: true }],
  ])('that %s harms nobody', (_, facts) => {
    expect(changing(facts).when(recorded).rule).toBeNull()
  })

  it('of the last mortgage harms nobody who ranks before it', () => {
    const parties = [as('mortgagor', zhang), as('mortgagee', bankB)]
    expect(changing({ amountFen: 90_000_000 }, twice, { parties }).when(recorded).rule).toBeNull()
  })

  it('of rank needs the consent of those it passes, and moves them [CC-409]', () => {
    const parties = [as('mortgagor', zhang), as('mortgagee', bankB)]
    const situation = changing({ rank: 1 }, twice, { parties })
    expect(situation.when(recorded).rule).toBe('consent-of-encumbrancers')
    expect(ranks(situation.after(consentOf(bankA.name), recorded))).toEqual({ [bankA.name]: 2, [bankB.name]: 1 })
    expect(ranks(changing({ rank: 2 }).after(recorded))).toEqual({ [bankA.name]: 2, [bankB.name]: 1 })
  })

  it('says which mortgage it means where the bank has two [DR-68]', () => {
    const two = registered({ mortgages: [ofBankA, aMortgage({ rank: 2, proofNo: '川（2024）广元市不动产证明第0000010号' })] })
    expect(changing({ amountFen: 1 }, two).when(recorded).rule).toBe('not-holder')
    const named = changing({ amountFen: 1, of: '川(2024)广元市不动产证明第0000010号' }, two).after(recorded)
    expect(unitOf(named).mortgages.map(({ amountFen }) => amountFen)).toEqual([50_000_000, 1])
  })

  describe('on a seized unit [CC-399] [SF-24]', () => {
    const seized = registered({ mortgages: [ofBankA], seizures: [aSeizure()] })

    it('may not increase what it secures', () => {
      expect(changing({ amountFen: 50_000_001 }, seized).when(recorded).rule).toBe('seized')
    })

    it('may reduce it, or take the bank’s new name', () => {
      expect(changing({ amountFen: 1 }, seized).when(recorded).rule).toBeNull()
      expect(changing({ name: '广元甲银行股份有限公司' }, seized).when(recorded).rule).toBeNull()
    })
  })

  it('that secures more needs the consent of who has an advance notice, one that secures less does not [PX-4]', () => {
    const noticed = registered({ mortgages: [ofBankA], notices: [aNotice()] })
    expect(changing({ amountFen: 50_000_001 }, noticed).when(recorded).rule).toBe('advance-notice-consent')
    expect(changing({ amountFen: 1 }, noticed).when(recorded).rule).toBeNull()
  })

  it('is no disposal that an objection would hold up (Table B3)', () => {
    const contested = registered({ mortgages: [ofBankA], objections: [anObjection()] })
    expect(changing({ amountFen: 1 }, contested).when(recorded).rule).toBeNull()
  })

  describe('of the bank’s name', () => {
    const renamed = { ...bankA, name: '广元甲银行股份有限公司' }
    const facts = { name: renamed.name }

    it('is applied for by the bank alone, under the new name or the old [REG-14-2]', () => {
      for (const bank of [bankA, renamed]) {
        const after = changing(facts, registered({ mortgages: [ofBankA] }), { parties: [as('mortgagee', bank)] }).after(recorded)
        expect(unitOf(after).mortgages[0]?.mortgagee).toBe(renamed.name)
      }
    })

    it('does not let a stranger in: the number on the register must be his [CC-216]', () => {
      const stranger = { ...bankB, name: renamed.name }
      expect(
        changing(facts, registered({ mortgages: [ofBankA] }), { parties: [as('mortgagee', stranger)] }).when(recorded).rule,
      ).toBe('not-holder')
    })

    it('together with anything else is applied for jointly [REG-14-1]', () => {
      const application = mortgageChange({ facts: { ...facts, amountFen: 1 }, parties: [as('mortgagee', bankA)] })
      expect(
        given(application)
          .where({ units: [twice] })
          .when(accepted).rule,
      ).toBe('joint-application')
    })
  })

  describe('of its kind', () => {
    const facts = { mortgageKind: 'ordinary' as const }

    it('turns the mortgage of the construction into one of the building, once that has its first registration [DR-77]', () => {
      const mortgages = [aMortgage({ kind: 'construction' })]
      expect(unitOf(changing(facts, registered({ mortgages })).after(recorded)).mortgages[0]).toMatchObject({
        kind: 'ordinary',
        rank: 1,
      })
      const shell = registered({ holders: [], heldSince: null, certificates: [], mortgages })
      expect(
        given(mortgageChange({ facts }))
          .where({ units: [shell] })
          .when(accepted).rule,
      ).toBe('not-registered')
    })

    it('turns a mortgage for a maximum amount into an ordinary one when its claims are determined [DR-73] [CC-423]', () => {
      const term = { from: '2024-01-01', until: '2027-12-31' }
      const running = registered({ mortgages: [aMortgage({ kind: 'maximum', term })] })
      expect(changing(facts, running).when(recorded).rule).toBe('claims-undetermined')
      const determined = registered({ mortgages: [aMortgage({ kind: 'maximum', term, determinationTriggeredOn: '2025-05-06' })] })
      expect(changing(facts, determined).when(recorded).rule).toBeNull()
    })

    it('cannot be to another kind: that is a mortgage of its own', () => {
      const filed = filedAs('mortgage-change', {}, { ...particulars, facts: { mortgageKind: 'maximum' } })
      expect(applicationOf(filed, filingDay)).toMatchObject({ ok: false, faults: [expect.stringContaining('首次登记')] })
    })
  })

  it('that says nothing of what changes is no application', () => {
    const filed = filedAs('mortgage-change', { facts: { of: '川（2024）广元市不动产证明第0000010号' } }, particulars)
    expect(applicationOf(filed, filingDay)).toMatchObject({ ok: false, faults: [expect.stringContaining('amountFen')] })
  })
})

describe('a transfer of a mortgage with its claim (抵押权转移登记)', () => {
  const moving = (facts: CaseFacts, unit: Unit) => ready(mortgageTransfer({ channel: 'counter', facts }), [unit])

  it('keeps rank and day, names the assignee, and replaces the proof [DR-69] [CC-407]', () => {
    const unit = unitOf(moving({}, registered({ mortgages: [ofBankA] })).after(recorded))
    expect(unit.mortgages).toMatchObject([
      { mortgagee: bankB.name, mortgageeIdNo: bankB.idNo, rank: 1, recordedAt: ofBankA.recordedAt },
    ])
    expect(unit.mortgages[0]?.proofNo).not.toBe(ofBankA.proofNo)
  })

  it('is possible on a seized unit: it disposes of the claim, not of the unit (Table B1) [CC-407]', () => {
    const seized = registered({ mortgages: [ofBankA], seizures: [aSeizure()] })
    const after = moving({}, seized).after(recorded)
    expect(unitOf(after)).toMatchObject({ mortgages: [{ mortgagee: bankB.name }], seizures: [{ status: 'active' }] })
  })

  it('with part of the claim leaves the mortgage to both [CC-407]', () => {
    const unit = unitOf(moving({ partOfClaims: true }, registered({ mortgages: [ofBankA] })).after(recorded))
    expect(unit.mortgages[0]?.mortgagee).toBe(`${bankA.name}、${bankB.name}`)
  })

  describe('for a maximum amount, with part of the claims [CC-421]', () => {
    const maximum = aMortgage({ kind: 'maximum', term: { from: '2024-01-01', until: '2027-12-31' } })
    const of = (change: Partial<typeof maximum> = {}) => registered({ mortgages: [{ ...maximum, ...change }] })

    it('is refused before they are determined, unless agreed otherwise', () => {
      expect(moving({ partOfClaims: true }, of()).when(recorded).rule).toBe('claims-undetermined')
      expect(moving({ partOfClaims: true, movesWithPart: true }, of()).when(recorded).rule).toBeNull()
    })

    it('is possible once a seizure or the end of the period has determined them [CC-423]', () => {
      expect(moving({ partOfClaims: true }, of({ determinationTriggeredOn: '2025-05-06' })).when(recorded).rule).toBeNull()
      const over = { from: '2022-01-01', until: '2024-12-31' }
      expect(moving({ partOfClaims: true }, of({ term: over })).when(recorded).rule).toBeNull()
    })

    it('moves as a whole with all the claims', () => {
      expect(moving({}, of()).when(recorded).rule).toBeNull()
    })
  })
})

describe('a cancellation of a mortgage (抵押权注销登记)', () => {
  it('of one on several units cancels it on each [DR-70]', () => {
    const units = [registered({ mortgages: [ofBankA] }), registered({ unitCode: elsewhere, mortgages: [ofBankA] })]
    const after = ready(cancellation({ units: [house, elsewhere] }), units).after(recorded)
    expect([house, elsewhere].map(code => inForce(unitOf(after, code)))).toEqual([[], []])
  })

  it('may be applied for together with the mortgagor, is possible on a seized unit, and lets those behind move up [DR-70]', () => {
    const unit = registered({ mortgages: [ofBankA, ofBankB], seizures: [aSeizure()] })
    const parties = [as('mortgagee', bankA), as('mortgagor', zhang)]
    const after = ready(cancellation({ parties }), [unit]).after(recorded)
    expect(inForce(unitOf(after)).map(({ mortgagee }) => mortgagee)).toEqual([bankB.name])
  })
})
