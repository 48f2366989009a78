import * as filing from '../rules/filing.ts'
import * as first from '../rules/firstRegistration.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { firstRegistrant } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, landSource, landSurvey } from './materials.ts'
import { applicantsHoldTheWhole } from './shapes.ts'
import { firstRegistration } from './writings.ts'

/** 国有建设用地使用权首次登记：单方申请，不公告 (DR-17-1) */
export const landFirst20210101: ProcedureEdition = {
  id: 'land-first@2021-01-01',
  procedure: 'land-first',
  term: '国有建设用地使用权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-24', 'DR-34'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: firstRegistrant,
  materials: [...common, landSource, landSurvey],
  requiredFacts: ['use', 'location', 'areaSqm', 'landTermEnds'],
  shape: applicantsHoldTheWhole,
  tracks: { departments: [], departmentTitles: {}, tax: true },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    first.rightIsNotYetRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    tracks.taxIsCleared,
    unit.earlierCasesComeFirst,
  ],
  writes: firstRegistration,
  issues: 'title',
  payer: 'applicant',
}
