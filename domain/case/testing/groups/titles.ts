import type { CaseFacts, Party } from '../../types.ts'
import { type ApplicationChange, filedAs, formed } from '../filed.ts'
import { as, li, liu, wang, zhang } from '../people.ts'
import * as plan from '../plan.ts'
import { aMortgage, aSeizure, registered } from '../register.ts'

/** 首次、变更、注销、转移登记 of land and house. */

const filed =
  (...[procedure, parties, facts]: readonly [Parameters<typeof filedAs>[0], readonly Party[], CaseFacts]) =>
  (change: ApplicationChange = {}) =>
    formed(filedAs(procedure, change, { channel: 'counter', parties, facts }))

const described = {
  use: 'residential',
  location: '广元市利州区东坝街道滨江路9号',
  areaSqm: 118.5,
  landTermEnds: '2075-06-30',
} as const

const halves = [as('holder', zhang, { share: '1/2' }), as('holder', wang, { share: '1/2' })]
const heirs = [as('transferee', li, { share: '1/2' }), as('transferee', wang, { share: '1/2' })]

/** The land of a parcel, and a unit on it. */
const land = (parcel: string): string => `${parcel}W00000000`
const houseOn = (parcel: string): string => `${parcel}F00010001`
const parcelNo = (n: number): string => `510802001001GB001${String(n).padStart(2, '0')}`

/** One more unit that is not on the register yet, on registered land with something the matter. */
const onLand =
  (parcel: string, change: Parameters<typeof registered>[0]): plan.Flaw =>
  before => ({
    ...before,
    units: [...before.units, houseOn(parcel)],
    register: [...before.register, registered({ unitCode: land(parcel), ...change })],
  })

/** One more unit, on the register, on land with something the matter. */
const besideLand =
  (parcel: string, change: Parameters<typeof registered>[0]): plan.Flaw =>
  before => {
    const after = plan.withUnit(houseOn(parcel), {})(before)
    return { ...after, register: [...after.register, registered({ unitCode: land(parcel), ...change })] }
  }

const facts =
  (change: (before: CaseFacts) => CaseFacts): plan.Flaw =>
  before => ({ ...before, application: { ...before.application, facts: change(before.application.facts ?? {}) } })

const inTurn =
  (...flaws: readonly plan.Flaw[]): plan.Flaw =>
  before =>
    flaws.reduce((changed, flaw) => flaw(changed), before)

const shorterTerm = { landTermEnds: '2060-06-30' }

const alreadyRegistered = plan.withUnit(plan.unitNo(2), {})
const landOfAnother = onLand(parcelNo(11), { holders: [{ name: wang.name }] })
const landOfShorterTerm = onLand(parcelNo(12), shorterTerm)

const firstRegistration: readonly plan.Row[] = [
  ['unit-code', plan.malformedUnit],
  ['jurisdiction', plan.unitElsewhere],
  ['repeat-case', alreadyRegistered],
  ['repeat-case', plan.acceptedTwice],
  ['joint-application', plan.nobodyAs('applicant')],
  ['materials-incomplete', plan.without('land-source')],
]

/** A change of the term, unless another flaw is about the change of ownership: a case changes one thing. */
const changesTerm = facts(before => ({
  ...before,
  change: before.change === 'ownership' && before.matter ? 'ownership' : 'term',
}))
const changesOwnership = facts(before => ({ ...before, change: 'ownership', matter: '共有性质' }))

const ofThree = { holders: [zhang, wang, li].map(({ name, idNo }) => ({ name, idNo })) }
const byHalves = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo, share: '1/2' })) }
const ofTwo = { holders: [zhang, wang].map(({ name, idNo }) => ({ name, idNo })) }

const changeRules: readonly plan.Row[] = [
  ...plan.filing('holder'),
  ['joint-application', inTurn(changesTerm, plan.withUnit(plan.unitNo(3), ofThree))],
  ['joint-application', inTurn(changesOwnership, plan.withUnit(plan.unitNo(4), ofThree))],
  ['materials-incomplete', plan.without('change-proof')],
  ['earlier-case-first', plan.earlierCase],
  ['not-holder', plan.withUnit(plan.unitNo(5), { holders: [{ name: liu.name }] })],
  ['not-holder', inTurn(changesOwnership, plan.withUnit(plan.unitNo(11), byHalves))],
  ['seized', inTurn(changesOwnership, plan.seizedUnit)],
  [
    'co-owner-consent',
    inTurn(changesTerm, plan.withUnit(plan.unitNo(10), ofTwo), before => ({
      ...before,
      later: { ...before.later, [plan.unitNo(10)]: ofThree },
    })),
  ],
  ['land-term', inTurn(changesTerm, besideLand(parcelNo(13), { ...ofTwo, ...shorterTerm }))],
]

const cancelRules: readonly plan.Row[] = [
  ...plan.filing('holder'),
  ['joint-application', plan.jointlyOwned],
  ['materials-incomplete', plan.without('change-proof')],
  ['earlier-case-first', plan.earlierCase],
  ['not-holder', plan.ownedByAnother],
  ['seized', plan.seizedUnit],
  ['objection-undertaking', plan.contestedUnit],
  ['co-owner-consent', plan.changedSince],
  ['consent-of-encumbrancers', plan.withUnit(plan.unitNo(9), { mortgages: [aMortgage()] })],
]

const transferRules = (contract: string, ...tracks: readonly plan.Row[]): readonly plan.Row[] => [
  ...plan.filing('transferee'),
  ['joint-application', plan.jointlyOwned],
  ['mortgagee-joins', plan.restrictedByBank],
  ['materials-incomplete', plan.without(contract)],
  ...tracks,
  ['earlier-case-first', plan.earlierCase],
  ['not-holder', plan.ownedByAnother],
  ['not-holder', plan.takesHalf],
  ['seized', plan.seizedUnit],
  ['advance-notice-consent', plan.noticedUnit],
  ['objection-undertaking', plan.contestedUnit],
  ['mortgagee-consent', plan.oldMortgage],
  ['co-owner-consent', plan.changedSince],
]

const housing: plan.Row = ['department-pending', plan.undone('department-result')]
const tax: plan.Row = ['tax-unpaid', plan.undone('tax-cleared')]
const announced: readonly plan.Row[] = [
  ['announcement-running', plan.undone('publish-announcement')],
  ['announcement-objection', before => ({ ...before, announcementContested: true })],
]

const namesHeirs = (...names: readonly string[]): plan.Flaw =>
  facts(before => ({ ...before, heirs: [...(before.heirs ?? []), ...names] }))

export const titles: plan.TestGroup = {
  applications: {
    'land-first': filed('land-first', [as('applicant', zhang)], described),
    'house-first': filed('house-first', [as('applicant', zhang)], described),
    'homestead-first': filed('homestead-first', [as('applicant', zhang)], described),
    'land-change': filed('land-change', halves, { ...described, change: 'ownership' }),
    'house-change': filed('house-change', halves, { ...described, change: 'ownership' }),
    'land-cancel': filed('land-cancel', [as('holder', zhang)], { ground: 'waiver' }),
    'house-cancel': filed('house-cancel', [as('holder', zhang)], { ground: 'waiver' }),
    'land-transfer': filed('land-transfer', [as('transferor', zhang), as('transferee', li)], { priceFen: 86_000_000 }),
    'transfer-new-house': filed('transfer-new-house', [as('transferor', zhang), as('transferee', li)], { priceFen: 86_000_000 }),
    'transfer-by-gift': filed('transfer-by-gift', [as('transferor', zhang), as('transferee', li)], {}),
    'transfer-by-inheritance': filed('transfer-by-inheritance', heirs, { deceased: zhang.name, notarised: false }),
  },
  ready: {
    'land-first': null,
    'house-first': null,
    'homestead-first': null,
    'land-change': ofTwo,
    'house-change': ofTwo,
  },
  flaws: {
    ...plan.rows('land-first@2021-01-01', [...firstRegistration, tax, ['earlier-case-first', plan.earlierCase]]),
    ...plan.rows('house-first@2021-01-01', [
      ...firstRegistration,
      housing,
      tax,
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', landOfAnother],
      ['land-term', landOfShorterTerm],
    ]),
    ...plan.rows('homestead-first@2021-01-01', [...firstRegistration, ...announced, ['earlier-case-first', plan.earlierCase]]),
    ...plan.rows('land-change@2021-01-01', changeRules),
    ...plan.rows('house-change@2021-01-01', changeRules),
    ...plan.rows('land-cancel@2021-01-01', cancelRules),
    ...plan.rows('house-cancel@2021-01-01', cancelRules),
    ...plan.rows('land-transfer@2021-01-01', [
      ...transferRules('sale-contract', tax),
      ['land-term', plan.withUnit(plan.unitNo(11), { use: 'non-residential', landUse: '工业用地', landTermEnds: '2025-05-31' })],
    ]),
    ...plan.rows('transfer-new-house@2021-01-01', transferRules('sale-contract', housing, tax)),
    ...plan.rows('transfer-by-gift@2021-01-01', transferRules('gift-contract', housing, tax)),
    ...plan.rows('transfer-by-inheritance@2021-01-01', [
      ...plan.filing('transferee'),
      ['joint-application', namesHeirs(li.name, liu.name)],
      ['materials-incomplete', plan.without('death-proof')],
      tax,
      ...announced,
      ['heirs-not-interviewed', namesHeirs(li.name)],
      ['earlier-case-first', plan.earlierCase],
      ['not-holder', plan.ownedByAnother],
      ['not-holder', plan.withUnit(plan.unitNo(11), byHalves)],
      ['seized', plan.withUnit(plan.unitNo(6), { seizures: [aSeizure()] })],
      ['objection-undertaking', plan.contestedUnit],
    ]),
  },
}
