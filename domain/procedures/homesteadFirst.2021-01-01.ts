import * as filing from '../rules/filing.ts'
import * as first from '../rules/firstRegistration.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { firstRegistrant } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, homesteadSource, homesteadSurvey } from './materials.ts'
import { applicantsHoldTheWhole } from './shapes.ts'
import { firstRegistration } from './writings.ts'

/** 宅基地使用权及房屋所有权首次登记：登簿前公告十五个工作日 */
export const homesteadFirst20210101: ProcedureEdition = {
  id: 'homestead-first@2021-01-01',
  procedure: 'homestead-first',
  term: '宅基地使用权及房屋所有权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-24', 'DR-17-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: firstRegistrant,
  materials: [...common, homesteadSource, homesteadSurvey],
  requiredFacts: ['use', 'location', 'areaSqm'],
  shape: applicantsHoldTheWhole,
  tracks: {
    departments: [],
    departmentTitles: {},
    tax: false,
    siteVisit: true,
    announcement: {
      document: 'announcement',
      workingDays: 15,
      where: ['不动产所在地（村、组公示栏）'],
      basis: ['DR-17-1', 'DR-17-2', 'DR-18'],
    },
  },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    first.rightIsNotYetRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    tracks.announcementIsOver,
    tracks.announcementObjectionsAreSettled,
    unit.earlierCasesComeFirst,
  ],
  writes: firstRegistration,
  issues: 'title',
  payer: 'applicant',
}
