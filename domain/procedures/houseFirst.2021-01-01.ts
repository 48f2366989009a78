import * as filing from '../rules/filing.ts'
import * as first from '../rules/firstRegistration.ts'
import * as landTerm from '../rules/landTerm.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { firstRegistrant } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, commonPartsConfirmation, completionProof, houseSurvey, landSource, planningConformity } from './materials.ts'
import { applicantsHoldTheWhole } from './shapes.ts'
import { firstRegistration } from './writings.ts'

/** 国有建设用地使用权及房屋所有权首次登记：单方申请，不公告 (DR-17-1)，可以实地查看 */
export const houseFirst20210101: ProcedureEdition = {
  id: 'house-first@2021-01-01',
  procedure: 'house-first',
  term: '国有建设用地使用权及房屋所有权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-2', 'DR-24', 'DR-35', 'DR-36', 'REG-19-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: firstRegistrant,
  materials: [...common, landSource, houseSurvey, planningConformity, completionProof, commonPartsConfirmation],
  requiredFacts: ['use', 'location', 'areaSqm', 'landTermEnds'],
  shape: applicantsHoldTheWhole,
  tracks: { departments: ['housing'], departmentTitles: { housing: '住房城乡建设部门' }, tax: true, siteVisit: true },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    first.rightIsNotYetRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    tracks.departmentsHavePassed,
    tracks.taxIsCleared,
    unit.earlierCasesComeFirst,
    first.landAndHouseHaveOneHolder,
    landTerm.termIsWithinLands,
  ],
  writes: firstRegistration,
  issues: 'title',
  payer: 'applicant',
}
