import * as filing from '../rules/filing.ts'
import * as objection from '../rules/objection.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'
import { objectionEnd } from './orderMaterials.ts'

const cancelObjection: Writing = {
  id: 'cancel-objection',
  says: '注销异议登记，异议登记证明作废',
  documents: () => 0,
  entry: (context, { unit: before }) => {
    const objectionIndex = before && objection.objectionToCancel(context, before)
    if (objectionIndex === null) throw new Error('登簿前应已核对异议申请人（not-holder）')
    return { kind: 'objection-ended', objectionIndex, how: 'cancelled' }
  },
}

/** 注销异议登记：由异议申请人申请 */
export const objectionCancel20210101: ProcedureEdition = {
  id: 'objection-cancel@2021-01-01',
  procedure: 'objection-cancel',
  term: '注销异议登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'OP-17.2'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [{ role: 'interested-party', title: '异议登记申请人' }],
    optional: [],
    unilateral: '注销异议登记（条例第十四条第二款第六项）',
    disposer: null,
  },
  materials: [...common, objectionEnd],
  requiredFacts: [],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    objection.objectorCancels,
  ],
  writes: cancelObjection,
  issues: null,
  payer: null,
}
