import type { AdvanceNotice, Unit } from '../types.ts'
import { type Change, describedBeforeRegistration, isActive, replaced, standing } from './base.ts'
import { withProof, withVoid } from './certificates.ts'

/** 预告登记. */
export const noticeRecorded: Change<'notice-recorded'> = (unit, entry, row) => ({
  ...describedBeforeRegistration(unit, entry.description),
  notices: [...unit.notices, { ...entry.notice, status: 'active', recordedAt: row.at, caseNo: row.caseNo }],
  certificates: withProof(unit, entry.notice.proofNo, row),
})

/** Cancelled, or lapsed after the 90 days (民法典 221(2)); a lapsed one stays on the register until it is cancelled. */
export const noticeEnded: Change<'notice-ended'> = (unit, { noticeIndex, how }) =>
  ended(unit, noticeIndex, how, how === 'cancelled' ? isActiveOrLapsed : isActive)

/** Registration has become possible: the 90 days run. */
export const noticeRegistrable: Change<'notice-registrable'> = (unit, { noticeIndex, registrableOn, lapsesOn }) => ({
  ...unit,
  notices: replaced(unit.notices, noticeIndex, { ...noticeAt(unit, noticeIndex), registrableOn, lapsesOn }),
})

/** The notices that a recorded right fulfils (转本登记, 实施细则 85(3)). */
export const withNoticesConverted = (unit: Unit, indexes: readonly number[]): Unit =>
  indexes.reduce((before, index) => ended(before, index, 'converted'), unit)

function ended(unit: Unit, index: number, status: 'cancelled' | 'lapsed' | 'converted', stands = isActive): Unit {
  const notice = noticeAt(unit, index, stands)
  return {
    ...unit,
    notices: replaced(unit.notices, index, { ...notice, status }),
    certificates: withVoid(unit.certificates, [notice.proofNo]),
  }
}

const isActiveOrLapsed = (notice: { readonly status: string }): boolean => isActive(notice) || notice.status === 'lapsed'

const noticeAt = (unit: Unit, index: number, stands = isActive): AdvanceNotice =>
  standing(unit, { list: unit.notices, index, what: '预告登记' }, stands)
