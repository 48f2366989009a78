import * as correction from '../rules/correction.ts'
import * as filing from '../rules/filing.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { correctEntry } from './correctionWriting.ts'
import type { ProcedureEdition } from './edition.ts'
import { ownErrorProof } from './orderMaterials.ts'

/** 更正登记（依职权）：通知当事人三十个工作日，公告十五个工作日 */
export const correctionExOfficio20210101: ProcedureEdition = {
  id: 'correction-ex-officio@2021-01-01',
  procedure: 'correction-ex-officio',
  term: '更正登记（依职权）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'OP-1.7', 'DR-81', 'DR-17-1', 'REV-1'],
  entry: 'ex-officio',
  filedBy: ['examiner', 'intake'],
  filedByAnyPartner: false,
  applicants: { required: [], optional: [], disposer: null },
  materials: [ownErrorProof],
  requiredFacts: ['matter', 'ground'],
  tracks: {
    departments: [],
    departmentTitles: {},
    tax: false,
    announcement: {
      document: 'announcement',
      workingDays: 15,
      noticeWorkingDays: 30,
      where: ['不动产所在地指定场所'],
      basis: ['DR-81', 'DR-17-1', 'DR-17-2', 'DR-18'],
    },
  },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.materialsAreComplete,
    tracks.announcementIsOver,
    tracks.announcementObjectionsAreSettled,
    unit.earlierCasesComeFirst,
    correction.wrongEntryIsThere,
    correction.nothingBuiltOnError,
  ],
  writes: correctEntry,
  issues: 'title',
  refusal: { kind: 'refusal', decision: '不予更正', basis: ['DR-81', 'DR-80', 'REG-22'] },
  payer: null,
}
