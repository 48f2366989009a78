import * as filing from '../rules/filing.ts'
import * as seizure from '../rules/seizure.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition } from './edition.ts'
import { orderDocuments } from './orderMaterials.ts'
import { recordSeizure } from './seizureWritings.ts'

/** 查封登记，含轮候查封和预查封 */
export const seizure20210101: ProcedureEdition = {
  id: 'seizure@2021-01-01',
  procedure: 'seizure',
  term: '查封登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-19', 'DR-90', 'DR-91', 'DR-93', 'SF-1', 'JN-15', 'CPI-485'],
  entry: 'entrustment',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: { required: [], optional: [], disposer: null },
  materials: orderDocuments,
  requiredFacts: ['organ', 'documentNo', 'debtor', 'from', 'until'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  lane: 'entrusted',
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    seizure.onRegisterOrPreSeized,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    seizure.debtorHolds,
  ],
  writes: recordSeizure,
  issues: null,
  payer: null,
}
