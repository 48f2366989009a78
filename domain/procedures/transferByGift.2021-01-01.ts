import * as filing from '../rules/filing.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { giverAndTaker } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, giftContract, titleCertificate } from './materials.ts'
import { transferOwnership } from './writings.ts'

/** 国有建设用地使用权及房屋所有权转移登记（赠与） */
export const transferByGift20210101: ProcedureEdition = {
  id: 'transfer-by-gift@2021-01-01',
  procedure: 'transfer-by-gift',
  term: '国有建设用地使用权及房屋所有权转移登记（赠与）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-27', 'DR-38', 'CC-209'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: giverAndTaker('赠与人', '受赠人'),
  materials: [...common, titleCertificate, giftContract],
  requiredFacts: [],
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
