import * as filing from '../rules/filing.ts'
import * as seizure from '../rules/seizure.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition } from './edition.ts'
import { orderDocuments } from './orderMaterials.ts'
import { renewSeizure } from './seizureWritings.ts'

/** 续行查封登记（续封） */
export const seizureRenewal20210101: ProcedureEdition = {
  id: 'seizure-renewal@2021-01-01',
  procedure: 'seizure-renewal',
  term: '续行查封登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-19', 'DR-90', 'CPI-485', 'SF-27', 'GA-2'],
  entry: 'entrustment',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: { required: [], optional: [], disposer: null },
  materials: orderDocuments,
  // `of` may be left out where the organ has but one seizure on the unit.
  requiredFacts: ['organ', 'documentNo', 'from', 'until'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  lane: 'entrusted',
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    seizure.seizedBefore,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    seizure.seizureToRenewIsThere,
  ],
  writes: renewSeizure,
  issues: null,
  payer: null,
}
