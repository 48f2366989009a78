import * as filing from '../rules/filing.ts'
import * as seizure from '../rules/seizure.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { transferByOrder } from './courtTransferWriting.ts'
import type { ProcedureEdition } from './edition.ts'
import { orderDocuments } from './orderMaterials.ts'

/** 国有建设用地使用权及房屋所有权转移登记（法院文书、嘱托过户） */
export const transferByCourt20210101: ProcedureEdition = {
  id: 'transfer-by-court@2021-01-01',
  procedure: 'transfer-by-court',
  term: '国有建设用地使用权及房屋所有权转移登记（法院文书、嘱托过户）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-19', 'DR-27', 'CPL-262', 'CPI-491', 'CC-229'],
  entry: 'entrustment',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: { required: [{ role: 'transferee', title: '受让人' }], optional: [], disposer: null },
  materials: orderDocuments,
  requiredFacts: ['organ', 'documentNo', 'purpose', 'debtor'],
  tracks: { departments: [], departmentTitles: {}, tax: true },
  lane: 'entrusted',
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    seizure.orderNamesTransferee,
    filing.materialsAreComplete,
    tracks.taxIsCleared,
    unit.earlierCasesComeFirst,
    seizure.debtorHadRight,
    seizure.orderedSharesAreGiven,
    seizure.notSeizedByAnother,
  ],
  writes: transferByOrder,
  issues: 'title',
  payer: null,
}
