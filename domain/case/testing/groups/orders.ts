import type { Unit } from '../../../register/types.ts'
import type { CaseFacts } from '../../types.ts'
import { type ApplicationChange, filedAs, formed } from '../filed.ts'
import { as, li, liu, wang, zhang } from '../people.ts'
import * as plan from '../plan.ts'
import { aNotice, anObjection, aSeizure } from '../register.ts'

/** Orders of courts, corrections, objections, replacements of certificates, queries. */

/** The court that has the debtor 张建国's flat, as `aSeizure` says. */
export const court = '广元市利州区人民法院'
export const otherCourt = '成都市中级人民法院'
export const orderNo = '（2025）川0802执101号'

const organFacts: CaseFacts = { organ: court, documentNo: orderNo }

export const seizureFacts: CaseFacts = { ...organFacts, debtor: zhang.name, from: '2025-06-05', until: '2028-06-04' }

export const objectionFacts: CaseFacts = { matter: '权利人记载错误', ground: '系共同出资购买' }

const byCourt =
  (procedure: Parameters<typeof filedAs>[0], facts: CaseFacts) =>
  (change: ApplicationChange = {}) =>
    formed(filedAs(procedure, change, { channel: 'court', parties: [], facts }))

const atCounter =
  (procedure: Parameters<typeof filedAs>[0], parties: ApplicationChange['parties'] = [], facts: CaseFacts = {}) =>
  (change: ApplicationChange = {}) =>
    formed(filedAs(procedure, change, { channel: 'counter', parties, facts }))

export const seizureOrder = byCourt('seizure', seizureFacts)
export const renewalOrder = byCourt('seizure-renewal', {
  ...organFacts,
  documentNo: '（2025）川0802执101号之一',
  from: '2028-06-05',
  until: '2031-06-04',
})
export const releaseOrder = byCourt('seizure-release', { ...organFacts, documentNo: '（2025）川0802执101号之二' })
export const transferOrder = (change: ApplicationChange = {}) =>
  formed(
    filedAs('transfer-by-court', change, {
      channel: 'court',
      parties: [as('transferee', li)],
      facts: { ...organFacts, purpose: 'transfer', debtor: zhang.name },
    }),
  )
export const correction = atCounter('correction', [as('holder', zhang)], {
  matter: '面积记载错误',
  ground: '测绘成果录入错误',
  areaSqm: 89.6,
})
export const correctionExOfficio = atCounter('correction-ex-officio', [], {
  matter: '面积记载错误',
  ground: '登记机构录入错误',
  areaSqm: 89.6,
})
export const objection = atCounter('objection', [as('interested-party', liu)], objectionFacts)
export const objectionCancel = atCounter('objection-cancel', [as('interested-party', liu)])
export const reissue = atCounter('certificate-reissue', [as('holder', zhang)])
export const exchange = atCounter('certificate-exchange', [as('holder', zhang)])
export const query = atCounter('information-query', [as('holder', zhang)], { purpose: '核对登记信息' })

/** On a unit of its own, so that it goes with every other flaw. */
const unitWith = (n: number, change: Partial<Unit>) => plan.withUnit(plan.unitNo(n), change)

const halves = {
  holders: [
    { name: zhang.name, share: '1/2' },
    { name: wang.name, share: '1/2' },
  ],
}

const factsAre =
  (facts: CaseFacts): plan.Flaw =>
  before => ({ ...before, application: { ...before.application, facts: { ...before.application.facts, ...facts } } })

const taking = (share: string) => plan.parties(party => [party.role === 'transferee' ? { ...party, share } : party])

/** More than the debtor has of the other unit, and less than all of it. */
const takesMoreThanDebtorHas: plan.Flaw = before => unitWith(12, halves)(taking('2/3')(before))
const seizedByAnother = unitWith(6, { seizures: [aSeizure({ organ: otherCourt, from: '2025-05-05', until: '2028-05-04' })] })
const noSeizureThere = unitWith(11, { seizures: [] })
const namesNothing = factsAre({ of: '510802-2020-009999' })
const builtUpon = unitWith(13, { notices: [aNotice()] })
const objectedBefore = unitWith(14, {
  objections: [anObjection({ ...objectionFacts, status: 'lapsed' })],
})
const noObjectionThere = unitWith(15, { objections: [] })
const withoutAny =
  (...except: string[]): plan.Flaw =>
  before => ({ ...before, application: { ...before.application, except } })

/** A query names one unit: what is wrong is wrong with that one. */
const onTheUnit =
  (change: (unit: Unit) => Unit): plan.Flaw =>
  before => ({
    ...before,
    units: before.units.map(unitCode => change({ unitCode } as Unit).unitCode),
    register: before.register.map(change),
  })
const malformed = onTheUnit(unit => ({ ...unit, unitCode: unit.unitCode.slice(0, 27) }))
const inNextCounty = onTheUnit(unit => ({ ...unit, unitCode: `510803${unit.unitCode.slice(6)}` }))
const ofAnother = onTheUnit(unit => ({ ...unit, holders: [{ name: wang.name }] }))

const seizureFlaws = (notHolder: plan.Flaw): [Parameters<typeof plan.rows>[1][number][0], plan.Flaw][] => [
  ['unit-code', plan.malformedUnit],
  ['jurisdiction', plan.unitElsewhere],
  ['not-registered', plan.unregisteredUnit],
  ['materials-incomplete', plan.without('assistance-notice')],
  ['earlier-case-first', plan.earlierCase],
  ['not-holder', notHolder],
]

const certificateFlaws = (material: string, tracks: Parameters<typeof plan.rows>[1]): Parameters<typeof plan.rows>[1] => [
  ...plan.filing('holder'),
  ['materials-incomplete', plan.without(material)],
  ...tracks,
  ['earlier-case-first', plan.earlierCase],
  ['not-holder', plan.ownedByAnother],
  ['not-holder', factsAre({ of: '川（2019）广元市不动产权第0000001号' })],
]

export const orders: plan.TestGroup = {
  applications: {
    seizure: seizureOrder,
    'seizure-renewal': renewalOrder,
    'seizure-release': releaseOrder,
    'transfer-by-court': transferOrder,
    correction,
    'correction-ex-officio': correctionExOfficio,
    objection,
    'objection-cancel': objectionCancel,
    'certificate-reissue': reissue,
    'certificate-exchange': exchange,
    'information-query': query,
  },
  ready: {
    'seizure-renewal': { seizures: [aSeizure()] },
    'seizure-release': { seizures: [aSeizure()] },
    'objection-cancel': { objections: [anObjection()] },
  },
  flaws: {
    ...plan.rows('seizure@2021-01-01', seizureFlaws(plan.ownedByAnother)),
    ...plan.rows('seizure-renewal@2021-01-01', seizureFlaws(noSeizureThere)),
    ...plan.rows('seizure-release@2021-01-01', seizureFlaws(noSeizureThere)),
    ...plan.rows('transfer-by-court@2021-01-01', [
      ['unit-code', plan.malformedUnit],
      ['jurisdiction', plan.unitElsewhere],
      ['not-registered', plan.unregisteredUnit],
      ['joint-application', plan.nobodyAs('transferee')],
      ['materials-incomplete', plan.without('court-ruling')],
      ['tax-unpaid', plan.undone('tax-cleared')],
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', plan.ownedByAnother],
      ['not-holder', takesMoreThanDebtorHas],
      ['seized', seizedByAnother],
    ]),
    ...plan.rows('correction@2021-01-01', [
      ...plan.filing('holder'),
      ['materials-incomplete', withoutAny('error-proof', 'holder-agreement')],
      ['department-pending', plan.originalDepartmentSilent],
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', plan.ownedByAnother],
      ['not-holder', namesNothing],
      ['correction-barred', builtUpon],
    ]),
    ...plan.rows('correction-ex-officio@2021-01-01', [
      ['unit-code', plan.malformedUnit],
      ['jurisdiction', plan.unitElsewhere],
      ['not-registered', plan.unregisteredUnit],
      ['repeat-case', plan.acceptedTwice],
      ['materials-incomplete', plan.without('error-proof')],
      ['announcement-running', plan.undone('publish-announcement')],
      ['announcement-objection', plan.contestedAnnouncement],
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', namesNothing],
      ['correction-barred', builtUpon],
    ]),
    ...plan.rows('objection@2021-01-01', [
      ['unit-code', plan.malformedUnit],
      ['jurisdiction', plan.unitElsewhere],
      ['not-registered', plan.unregisteredUnit],
      ['repeat-case', plan.acceptedTwice],
      ['repeat-objection', objectedBefore],
      ['joint-application', plan.nobodyAs('interested-party')],
      ['materials-incomplete', plan.without('interest-proof')],
    ]),
    ...plan.rows('objection-cancel@2021-01-01', [
      ...plan.filing('interested-party'),
      ['materials-incomplete', plan.without('discharge-proof')],
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', noObjectionThere],
    ]),
    ...plan.rows(
      'certificate-reissue@2021-01-01',
      certificateFlaws('loss-statement', [
        ['announcement-running', plan.undone('publish-announcement')],
        ['announcement-objection', plan.contestedAnnouncement],
      ]),
    ),
    ...plan.rows(
      'certificate-reissue@2024-06-03',
      certificateFlaws('loss-statement', [['announcement-running', plan.undone('publish-announcement')]]),
    ),
    ...plan.rows('certificate-exchange@2021-01-01', certificateFlaws('damaged-certificate', [])),
    ...plan.rows('information-query@2021-01-01', [
      ['unit-code', malformed],
      ['jurisdiction', inNextCounty],
      ['joint-application', plan.nobodyAs('holder')],
      ['materials-incomplete', plan.without('query-application')],
      ['not-holder', ofAnother],
    ]),
  },
}
