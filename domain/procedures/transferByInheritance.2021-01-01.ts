import * as filing from '../rules/filing.ts'
import * as inheritance from '../rules/inheritance.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, deathProof, heirWaiver, kinshipProof, notarialDeed, titleCertificate, willOrAgreement } from './materials.ts'
import { inherit } from './writings.ts'

/** 国有建设用地使用权及房屋所有权转移登记（继承、受遗赠）：单方申请；未经公证的，询问继承人并公示十五个工作日 */
export const transferByInheritance20210101: ProcedureEdition = {
  id: 'transfer-by-inheritance@2021-01-01',
  procedure: 'transfer-by-inheritance',
  term: '国有建设用地使用权及房屋所有权转移登记（继承、受遗赠）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-27', 'DR-14', 'CC-230'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [{ role: 'transferee', title: '继承人、受遗赠人' }],
    optional: [],
    unilateral: '继承、接受遗赠取得不动产权利（条例第十四条第二款第二项）',
    disposer: null,
  },
  materials: [...common, titleCertificate, notarialDeed, deathProof, kinshipProof, willOrAgreement, heirWaiver],
  requiredFacts: ['deceased', 'notarised'],
  tracks: {
    departments: [],
    departmentTitles: {},
    tax: true,
    announcement: {
      document: 'announcement',
      workingDays: 15,
      where: [],
      basis: ['OP-1.8.6'],
      when: ({ facts }) => facts.notarised !== true,
      condition: '未经公证的',
    },
  },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    inheritance.everyHeirTakesOrWaives,
    filing.materialsAreComplete,
    tracks.taxIsCleared,
    tracks.announcementIsOver,
    tracks.announcementObjectionsAreSettled,
    inheritance.heirsAreInterviewed,
    unit.earlierCasesComeFirst,
    inheritance.deceasedIsHolder,
    inheritance.inheritedSharesAreTold,
    inheritance.estateIsNotSeized,
    unit.objectionIsUndertaken,
  ],
  writes: inherit,
  issues: 'title',
  payer: 'transferee',
}
