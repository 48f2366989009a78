import type { Unit } from '../types.ts'
import { type Change, damaged, described, isActive } from './base.ts'
import { retitled, retitledIfIssued, withTitlesVoid, withVoid } from './certificates.ts'
import { withNoticesConverted } from './notices.ts'
import { withSeizureChanges, withSeizures } from './seizures.ts'

/** 首次登记: of a unit nobody holds yet, or whose right was cancelled. */
export const firstRegistered: Change<'first-registered'> = (unit, entry, row) => {
  if (unit.holders.length > 0) throw damaged(unit.unitCode, '已有首次登记')
  const changed = withSeizureChanges(described(unit, entry.description), entry.seizures ?? [])
  return {
    ...withSeizures(changed, entry.carriedSeizures, row),
    holders: entry.holders,
    heldSince: { at: row.at, caseNo: row.caseNo },
    certificates: retitled(unit, entry.certificates, row),
  }
}

/** 转移登记: mortgages, easements and objections stay as they are (民法典 406). */
export const ownershipTransferred: Change<'ownership-transferred'> = (unit, entry, row) => {
  const titled = { ...unit, certificates: retitled(unit, entry.certificates, row) }
  return {
    ...withSeizureChanges(withNoticesConverted(titled, entry.convertedNotices), entry.seizures ?? []),
    holders: entry.holders,
    heldSince: { at: row.at, caseNo: row.caseNo },
  }
}

/** 变更登记、更正登记: whoever holds has held since before. */
export const rightChanged: Change<'right-changed' | 'entry-corrected'> = (unit, entry, row) => ({
  ...described(unit, entry.description),
  holders: entry.holders ?? unit.holders,
  certificates: retitledIfIssued(unit, entry.certificates, row),
})

/** 注销登记: the right goes, and what rested on it; seizures as the entry says (查封规定 22). */
export const rightCancelled: Change<'right-cancelled'> = (unit, entry) => ({
  ...withSeizureChanges(unit, entry.seizures),
  holders: [],
  heldSince: null,
  certificates: withVoid(withTitlesVoid(unit.certificates), proofsInForce(unit)),
  mortgages: unit.mortgages.map(cancelled),
  notices: unit.notices.map(cancelled),
  objections: unit.objections.map(cancelled),
  easements: unit.easements.map(cancelled),
})

const cancelled = <One extends { readonly status: string }>(one: One): One =>
  isActive(one) ? { ...one, status: 'cancelled' } : one

const proofsInForce = ({ mortgages, notices, objections, easements }: Unit) =>
  [...mortgages, ...notices, ...objections, ...easements].filter(isActive).map(one => one.proofNo)
