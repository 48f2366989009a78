import * as filing from '../rules/filing.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { giverAndTaker } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, filedSaleContract, titleCertificate } from './materials.ts'
import { transferOwnership } from './writings.ts'

/** 国有建设用地使用权及房屋所有权转移登记（新建商品房）：买受人的预告登记转为本登记 */
export const transferNewHouse20210101: ProcedureEdition = {
  id: 'transfer-new-house@2021-01-01',
  procedure: 'transfer-new-house',
  term: '国有建设用地使用权及房屋所有权转移登记（新建商品房）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-27', 'DR-38', 'DR-85-3', 'CC-209'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: giverAndTaker('出卖人（房地产开发企业）', '买受人'),
  materials: [...common, titleCertificate, filedSaleContract],
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
