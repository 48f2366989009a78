import type { ProcedureId } from '../../../procedures/ids.ts'
import type { Unit } from '../../../register/types.ts'
import type { CaseFacts } from '../../types.ts'
import { type ApplicationChange, filedAs, formed } from '../filed.ts'
import { as, bankA, bankB, li, wang, zhang } from '../people.ts'
import * as plan from '../plan.ts'
import { aMortgage, aNotice, anEasement, anObjection, aSeizure, house, nextDoor, otherCounty } from '../register.ts'

/** Mortgages, advance notices, easements. */

type Particulars = Parameters<typeof filedAs>[2]

const application =
  (procedure: ProcedureId, particulars: Particulars, units: readonly string[] = [house]) =>
  (change: ApplicationChange = {}) =>
    formed(filedAs(procedure, { units, ...change }, particulars))

/** The bank lowers what the mortgage secures: nobody is worse off. */
export const mortgageChange = application('mortgage-change', {
  channel: 'bank',
  parties: [as('mortgagor', zhang), as('mortgagee', bankA)],
  facts: { amountFen: 40_000_000 },
})

/** 甲银行 assigns the claim to 乙银行. */
export const mortgageTransfer = application('mortgage-transfer', {
  channel: 'bank',
  parties: [as('mortgagee', bankA), as('assignee', bankB)],
  facts: {},
})

/** 李秀兰 has bought from 张建国 what is not built yet. */
export const presale = application('notice-presale', {
  channel: 'counter',
  parties: [as('transferor', zhang), as('transferee', li)],
  facts: { use: 'residential', location: '广元市利州区东坝街道滨江路1号1室' },
})

/** 张建国 mortgages what he has bought in advance. */
export const presaleMortgage = application('notice-presale-mortgage', {
  channel: 'bank',
  parties: [as('mortgagor', zhang), as('mortgagee', bankA)],
  facts: { amountFen: 50_000_000 },
})

export const noticeCancellation = application('notice-cancel', {
  channel: 'counter',
  parties: [as('notice-holder', li)],
  facts: {},
})

const neighbours = [as('servient-holder', zhang), as('dominant-holder', wang)]

/** 张建国 lets 王志强, next door, pass. */
export const easement = application(
  'easement-first',
  { channel: 'counter', parties: neighbours, facts: { content: '通行', from: '2025-07-01', until: '2045-06-30' } },
  [house, nextDoor],
)

export const easementCancellation = application('easement-cancel', { channel: 'counter', parties: neighbours, facts: {} }, [
  house,
  nextDoor,
])

const zhangsPurchase = aNotice({ kind: 'presale', holder: { name: zhang.name, idNo: zhang.idNo } })
const notBuiltYet = { holders: [], heldSince: null, certificates: [] } as const
const ofWang = { holders: [{ name: wang.name, idNo: wang.idNo, share: '1/1' }] }

const saying =
  (facts: CaseFacts): plan.Flaw =>
  before => ({ ...before, application: { ...before.application, facts: { ...before.application.facts, ...facts } } })
const both =
  (...flaws: readonly plan.Flaw[]): plan.Flaw =>
  before =>
    flaws.reduce((so, flaw) => flaw(so), before)

/** One of the two units of an easement, changed, perhaps under another code. */
const unitAt =
  (place: number, change: Partial<Unit>, code?: string): plan.Flaw =>
  before => {
    const former = before.units[place] ?? ''
    const unitCode = code ?? former
    return {
      ...before,
      units: before.units.map(one => (one === former ? unitCode : one)),
      register: before.register.map(unit => (unit.unitCode === former ? { ...unit, ...change, unitCode } : unit)),
    }
  }
const offTheRegister =
  (place: number): plan.Flaw =>
  before => ({ ...before, register: before.register.filter(unit => unit.unitCode !== before.units[place]) })
const changedSince: plan.Flaw = before => ({ ...before, later: { ...before.later, [house]: plan.jointly } })

const business = { use: 'non-residential', landUse: '商服用地', landTermEnds: '2040-06-30' } as const
const untilTheForties: CaseFacts = { term: { from: '2025-06-03', until: '2045-06-02' } }
const raised: CaseFacts = { amountFen: 80_000_000 }
const ofBankB = aMortgage({ mortgagee: bankB.name, mortgageeIdNo: bankB.idNo, rank: 2 })
const maximum = aMortgage({ kind: 'maximum', term: { from: '2024-01-01', until: '2027-12-31' } })

const flaws: Readonly<Record<string, plan.Flaw>> = {
  ...plan.rows('mortgage-first@2021-01-01', [
    ...plan.filing('mortgagee'),
    ['joint-application', plan.jointlyOwned],
    ['materials-incomplete', plan.without('mortgage-contract')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.ownedByAnother],
    ['seized', plan.seizedUnit],
    ['advance-notice-consent', plan.noticedUnit],
    ['objection-undertaking', plan.contestedUnit],
    ['co-owner-consent', plan.changedSince],
    ['consent-of-encumbrancers', both(saying({ rank: 1 }), plan.withUnit(plan.unitNo(11), { mortgages: [ofBankB] }))],
    ['land-term', both(saying(untilTheForties), plan.withUnit(plan.unitNo(12), business))],
    ['not-mortgageable', plan.withUnit(plan.unitNo(13), { landUse: '教育用地' })],
  ]),
  ...plan.rows('mortgage-change@2021-01-01', [
    ['unit-code', plan.malformedUnit],
    ['jurisdiction', plan.unitElsewhere],
    ['not-registered', plan.unregisteredUnit],
    ['not-registered', both(saying({ mortgageKind: 'ordinary' }), plan.withUnit(plan.unitNo(13), notBuiltYet))],
    ['repeat-case', plan.acceptedTwice],
    ['joint-application', plan.nobodyAs('mortgagor')],
    ['joint-application', plan.jointlyOwned],
    ['materials-incomplete', plan.without('change-proof')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.ownedByAnother],
    ['not-holder', plan.notMortgagedToHim],
    ['seized', both(saying(raised), plan.seizedUnit)],
    ['advance-notice-consent', both(saying(raised), plan.noticedUnit)],
    ['co-owner-consent', plan.changedSince],
    ['consent-of-encumbrancers', both(saying(raised), plan.withUnit(plan.unitNo(11), { mortgages: [aMortgage(), ofBankB] }))],
    ['land-term', both(saying(untilTheForties), plan.withUnit(plan.unitNo(12), business))],
    ['claims-undetermined', both(saying({ mortgageKind: 'ordinary' }), plan.withUnit(plan.unitNo(14), { mortgages: [maximum] }))],
  ]),
  ...plan.rows('mortgage-transfer@2021-01-01', [
    ...plan.filing('assignee'),
    ['materials-incomplete', plan.without('debtor-notification')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.notMortgagedToHim],
    ['claims-undetermined', both(saying({ partOfClaims: true }), plan.withUnit(plan.unitNo(11), { mortgages: [maximum] }))],
  ]),
  ...plan.rows('mortgage-cancel@2021-01-01', [
    ...plan.filing('mortgagee'),
    ['materials-incomplete', plan.without('discharge-proof')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.notMortgagedToHim],
  ]),
  ...plan.rows('notice-presale@2021-01-01', [
    ['unit-code', plan.malformedUnit],
    ['jurisdiction', plan.unitElsewhere],
    ['repeat-case', plan.acceptedTwice],
    ['repeat-case', plan.withUnit(plan.unitNo(11), { notices: [aNotice({ kind: 'presale', holder: { name: li.name } })] })],
    ['joint-application', plan.nobodyAs('transferor')],
    ['joint-application', plan.jointlyOwned],
    ['materials-incomplete', plan.without('presale-contract')],
    ['department-pending', plan.undone('department-result')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.ownedByAnother],
    ['seized', plan.seizedUnit],
    ['advance-notice-consent', plan.noticedUnit],
    ['objection-undertaking', plan.contestedUnit],
    ['co-owner-consent', plan.changedSince],
    ['consent-of-encumbrancers', plan.withUnit(plan.unitNo(12), { mortgages: [aMortgage()] })],
  ]),
  ...plan.rows('notice-presale-mortgage@2021-01-01', [
    ...plan.filingUnregistered('mortgagee'),
    ['joint-application', plan.jointlyOwned],
    ['materials-incomplete', plan.without('notice-agreement')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.withUnit(plan.unitNo(11), { notices: [] })],
    ['seized', plan.seizedUnit],
    ['advance-notice-consent', plan.withUnit(plan.unitNo(12), { notices: [zhangsPurchase, aNotice()] })],
    ['objection-undertaking', plan.contestedUnit],
    ['co-owner-consent', plan.changedSince],
    ['not-mortgageable', plan.withUnit(plan.unitNo(13), { landUse: '医疗卫生用地' })],
  ]),
  ...plan.rows('notice-cancel@2021-01-01', [
    ...plan.filing('notice-holder'),
    ['materials-incomplete', plan.without('discharge-proof')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.withUnit(plan.unitNo(11), { notices: [aNotice()] })],
    ['seized', plan.withUnit(plan.unitNo(12), { seizures: [aSeizure({ status: 'pre', debtor: li.name })] })],
  ]),
  ...plan.rows('easement-first@2021-01-01', [
    ['unit-code', unitAt(0, {}, house.slice(0, 27))],
    ['jurisdiction', unitAt(1, {}, otherCounty)],
    ['not-registered', offTheRegister(1)],
    ['repeat-case', plan.acceptedTwice],
    ['joint-application', plan.nobodyAs('dominant-holder')],
    ['joint-application', unitAt(0, plan.jointly)],
    ['materials-incomplete', plan.without('easement-contract')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', unitAt(1, { holders: [{ name: li.name }] })],
    ['seized', unitAt(0, { seizures: [aSeizure()] })],
    ['advance-notice-consent', unitAt(0, { notices: [aNotice({ holder: { name: li.name } })] })],
    ['objection-undertaking', unitAt(0, { objections: [anObjection()] })],
    ['co-owner-consent', changedSince],
    ['land-term', saying({ until: '2080-01-01' })],
  ]),
  ...plan.rows('easement-cancel@2021-01-01', [
    ['unit-code', unitAt(0, {}, house.slice(0, 27))],
    ['jurisdiction', unitAt(1, {}, otherCounty)],
    ['not-registered', offTheRegister(1)],
    ['repeat-case', plan.acceptedTwice],
    ['joint-application', plan.nobodyAs('dominant-holder')],
    ['materials-incomplete', plan.without('discharge-proof')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', unitAt(1, { holders: [{ name: li.name }] })],
    ['not-holder', both(unitAt(0, { easements: [] }), unitAt(1, { easements: [] }))],
  ]),
}

export const burdens: plan.TestGroup = {
  applications: {
    'mortgage-change': mortgageChange,
    'mortgage-transfer': mortgageTransfer,
    'notice-presale': presale,
    'notice-presale-mortgage': presaleMortgage,
    'notice-cancel': noticeCancellation,
    'easement-first': easement,
    'easement-cancel': easementCancellation,
  },
  ready: {
    'mortgage-change': { mortgages: [aMortgage()] },
    'mortgage-transfer': { mortgages: [aMortgage()] },
    'mortgage-cancel': { mortgages: [aMortgage()] },
    'notice-presale': null,
    'notice-presale-mortgage': { ...notBuiltYet, notices: [zhangsPurchase] },
    'notice-cancel': { notices: [aNotice({ kind: 'presale', holder: { name: li.name, idNo: li.idNo } })] },
    'easement-first': [{}, ofWang],
    'easement-cancel': [{ easements: [anEasement()] }, { ...ofWang, easements: [anEasement()] }],
  },
  flaws,
}
