import { type Change, isActive, replaced, standing } from './base.ts'
import { withProof, withVoid } from './certificates.ts'

/** 地役权首次登记, one entry in the register of each of the two units (实施细则 64). */
export const easementCreated: Change<'easement-created'> = (unit, entry, row) => ({
  ...unit,
  easements: [...unit.easements, { ...entry.easement, status: 'active', recordedAt: row.at, caseNo: row.caseNo }],
  certificates: withProof(unit, entry.easement.proofNo, row),
})

export const easementCancelled: Change<'easement-cancelled'> = (unit, { easementIndex: index }) => {
  const easement = standing(unit, { list: unit.easements, index, what: '地役权' }, isActive)
  return {
    ...unit,
    easements: replaced(unit.easements, index, { ...easement, status: 'cancelled' }),
    certificates: withVoid(unit.certificates, [easement.proofNo]),
  }
}
