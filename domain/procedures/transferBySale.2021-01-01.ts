import { holdersAfterTransfer, isShareTransfer } from '../register/holders.ts'
import * as filing from '../rules/filing.ts'
import { asHolder, inRole, partiesIn } from '../rules/rule.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common, titleCertificate } from './materials.ts'

const transferOwnership: Writing = {
  id: 'transfer-ownership',
  says: '记载受让人为权利人，原权属证书注销，存续的抵押权随不动产转移，受让人的预告登记转为本登记',
  // One joint certificate that lists all holders, or as many as they ask for (实施细则 21).
  documents: application => application.facts.copies ?? 1,
  entry: (context, before, numbers) => ({
    kind: 'ownership-transferred',
    holders: holdersAfterTransfer(
      before.holders,
      partiesIn(context, 'transferor').map(asHolder),
      partiesIn(context, 'transferee').map(asHolder),
    ),
    certificates: numbers,
    convertedNotices: unit.noticesFulfilled(context, before),
  }),
}

/** 国有建设用地使用权及房屋所有权转移登记（存量房买卖） */
export const transferBySale20210101: ProcedureEdition = {
  id: 'transfer-by-sale@2021-01-01',
  procedure: 'transfer-by-sale',
  term: '国有建设用地使用权及房屋所有权转移登记（存量房买卖）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-27', 'DR-38', 'CC-209'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [
      { role: 'transferor', title: '转让方' },
      { role: 'transferee', title: '受让方' },
    ],
    optional: [{ role: 'mortgagee', title: '抵押权人' }],
    disposer: 'transferor',
    ownShareOnly: ({ parties }, before) =>
      isShareTransfer(inRole(parties, 'transferor'), inRole(parties, 'transferee'), before.holders),
  },
  materials: [
    ...common,
    titleCertificate,
    {
      code: 'sale-contract',
      title: '存量房买卖合同',
      basis: ['REG-16', 'DR-38'],
      issuer: '买卖双方',
      shareable: false,
    },
  ],
  requiredFacts: ['priceFen'],
  tracks: { departments: ['housing'], departmentTitles: { housing: '住房城乡建设部门' }, tax: true },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.enoughHoldersApply,
    filing.mortgageeJoins,
    filing.materialsAreComplete,
    tracks.departmentsHavePassed,
    tracks.taxIsCleared,
    unit.earlierCasesComeFirst,
    unit.disposerIsHolder,
    unit.sharesTakenAreGiven,
    unit.notSeized,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.olderMortgageesConsent,
    unit.changedHoldersConsent,
  ],
  writes: transferOwnership,
  issues: 'title',
  payer: 'transferee',
}
