import * as filing from '../rules/filing.ts'
import * as seizure from '../rules/seizure.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition } from './edition.ts'
import { orderDocuments } from './orderMaterials.ts'
import { releaseSeizure } from './seizureWritings.ts'

/** 注销查封登记（解封） */
export const seizureRelease20210101: ProcedureEdition = {
  id: 'seizure-release@2021-01-01',
  procedure: 'seizure-release',
  term: '注销查封登记（解封）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-19', 'DR-92', 'SF-26', 'SF-28'],
  entry: 'entrustment',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: { required: [], optional: [], disposer: null },
  materials: orderDocuments,
  requiredFacts: ['organ', 'documentNo'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  lane: 'entrusted',
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    seizure.seizedBefore,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    seizure.seizureToLiftIsThere,
  ],
  writes: releaseSeizure,
  issues: null,
  payer: null,
}
