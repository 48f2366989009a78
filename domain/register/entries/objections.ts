import type { Objection, Unit } from '../types.ts'
import { type Change, isActive, replaced, standing } from './base.ts'
import { withProof, withVoid } from './certificates.ts'

/** 异议登记. */
export const objectionRecorded: Change<'objection-recorded'> = (unit, entry, row) => ({
  ...unit,
  objections: [...unit.objections, { ...entry.objection, status: 'active', recordedAt: row.at, caseNo: row.caseNo }],
  certificates: withProof(unit, entry.objection.proofNo, row),
})

/** Cancelled, or lapsed without a suit in the 15 days (民法典 220(2)). */
export const objectionEnded: Change<'objection-ended'> = (unit, { objectionIndex, how }) => {
  const objection = objectionAt(unit, objectionIndex)
  return {
    ...unit,
    objections: replaced(unit.objections, objectionIndex, { ...objection, status: how }),
    certificates: withVoid(unit.certificates, [objection.proofNo]),
  }
}

/** The notice that the suit was accepted is in: the objection stays (实施细则 83(2)). */
export const objectionSued: Change<'objection-sued'> = (unit, { objectionIndex, document }, row) => {
  const objection = objectionAt(unit, objectionIndex)
  return {
    ...unit,
    objections: replaced(unit.objections, objectionIndex, { ...objection, suit: { document, filedAt: row.at } }),
  }
}

const objectionAt = (unit: Unit, index: number): Objection =>
  standing(unit, { list: unit.objections, index, what: '异议登记' }, isActive)
