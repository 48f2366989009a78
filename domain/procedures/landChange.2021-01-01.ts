import * as change from '../rules/change.ts'
import * as filing from '../rules/filing.ts'
import * as landTerm from '../rules/landTerm.ts'
import * as unit from '../rules/unit.ts'
import { holderAlone } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, landChangeProof, titleCertificate } from './materials.ts'
import { changeIsTold } from './shapes.ts'
import { changeRight } from './writings.ts'

/** 国有建设用地使用权变更登记：权利人不变，姓名、坐落、面积、用途、期限或者共有性质变更 */
export const landChange20210101: ProcedureEdition = {
  id: 'land-change@2021-01-01',
  procedure: 'land-change',
  term: '国有建设用地使用权变更登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-26'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: holderAlone('权利人姓名、名称或者自然状况发生变化（条例第十四条第二款第四项）'),
  materials: [...common, titleCertificate, landChangeProof],
  requiredFacts: ['change'],
  shape: changeIsTold,
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    change.enoughHoldersChange,
    change.allHoldersChangeOwnership,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    change.applicantIsHolder,
    change.coOwnershipIsRedefined,
    change.ownershipChangeIsNotSeized,
    change.changedHoldersAgree,
    landTerm.newTermIsWithinLands,
  ],
  writes: changeRight,
  issues: 'title',
  payer: 'holder',
}
