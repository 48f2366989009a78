import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import * as notices from '../rules/notice.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const cancelNotice: Writing = {
  id: 'cancel-notice',
  says: '注销预告登记，登记证明作废，不颁发新的证书或者证明',
  documents: () => 0,
  entry: (context, { unit: before }) => {
    const noticeIndex = before && notices.noticeToCancel(context, before)
    if (noticeIndex === null) throw new Error('登簿前应已核对预告登记权利人（not-holder）')
    return { kind: 'notice-ended', noticeIndex, how: 'cancelled' }
  },
}

/** 注销预告登记：预告登记的权利人申请 */
export const noticeCancel20210101: ProcedureEdition = {
  id: 'notice-cancel@2021-01-01',
  procedure: 'notice-cancel',
  term: '注销预告登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-89', 'PX-5'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [{ role: 'notice-holder', title: '预告登记权利人' }],
    optional: [],
    disposer: null,
  },
  materials: [
    ...common,
    {
      code: 'discharge-proof',
      title: '债权消灭或者权利人放弃预告登记的材料',
      basis: ['DR-89'],
      issuer: '预告登记权利人或者法院',
      shareable: false,
    },
  ],
  requiredFacts: [],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    early.onTheRegister,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    notices.cancellerHoldsNotice,
    notices.preSeizedBuyerKeepsNotice,
  ],
  writes: cancelNotice,
  issues: null,
  payer: null,
}
