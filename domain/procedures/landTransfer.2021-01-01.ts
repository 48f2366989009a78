import * as filing from '../rules/filing.ts'
import * as landTerm from '../rules/landTerm.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { giverAndTaker } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, landTransferContract, titleCertificate } from './materials.ts'
import { transferOwnership } from './writings.ts'

/** 国有建设用地使用权转移登记 */
export const landTransfer20210101: ProcedureEdition = {
  id: 'land-transfer@2021-01-01',
  procedure: 'land-transfer',
  term: '国有建设用地使用权转移登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-27', 'FDC-39', 'FDC-40', 'CC-354', 'CC-209'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: giverAndTaker('转让方', '受让方'),
  materials: [...common, titleCertificate, landTransferContract],
  requiredFacts: ['priceFen'],
  tracks: { departments: [], departmentTitles: {}, tax: true },
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
    tracks.taxIsCleared,
    unit.earlierCasesComeFirst,
    unit.disposerIsHolder,
    unit.sharesTakenAreGiven,
    unit.notSeized,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.olderMortgageesConsent,
    unit.changedHoldersConsent,
    landTerm.landTermHasNotEnded,
  ],
  writes: transferOwnership,
  issues: 'title',
  payer: 'transferee',
}
