import type { Certificate, RegisterEntry, Unit } from '../types.ts'
import { type Change, damaged } from './base.ts'

/** Documents new with this entry. */
export const issued = (numbers: readonly string[], kind: Certificate['kind'], row: RegisterEntry): Certificate[] =>
  numbers.map(number => ({ number, kind, status: 'current' as const, issuedAt: row.at, caseNo: row.caseNo }))

/** The unit's documents and the new 登记证明, where the entry has one. */
export const withProof = (unit: Unit, proofNo: string | null | undefined, row: RegisterEntry): Certificate[] => [
  ...unit.certificates,
  ...issued(proofNo ? [proofNo] : [], 'proof', row),
]

/** The documents with those of these numbers void; a right that never had a document that we know voids nothing. */
export const withVoid = (certificates: readonly Certificate[], numbers: readonly (string | null | undefined)[]): Certificate[] =>
  certificates.map(one => (numbers.includes(one.number) ? voided(one) : one))

/** Ends the title certificates (旧证收回或公告作废); proofs of rights that stay are untouched. */
export const withTitlesVoid = (certificates: readonly Certificate[]): Certificate[] =>
  certificates.map(one => (one.kind === 'title' ? voided(one) : one))

/** New title certificates take the place of the former ones. */
export const retitled = (unit: Unit, numbers: readonly string[], row: RegisterEntry): Certificate[] => [
  ...withTitlesVoid(unit.certificates),
  ...issued(numbers, 'title', row),
]

/** As `retitled` where new certificates are issued; else the former ones stay good. */
export const retitledIfIssued = (unit: Unit, numbers: readonly string[], row: RegisterEntry): readonly Certificate[] =>
  numbers.length > 0 ? retitled(unit, numbers, row) : unit.certificates

/** 补发、换发 (实施细则 22). */
export const certificateReissued: Change<'certificate-reissued'> = (unit, entry, row) => {
  const current = unit.certificates.filter(one => one.status === 'current').map(one => one.number)
  const unknown = entry.voided.find(number => !current.includes(number))
  if (unknown) throw damaged(unit.unitCode, `没有现行的证书 ${unknown}，不能补发、换发`)
  return { ...unit, certificates: [...withVoid(unit.certificates, entry.voided), ...issued(entry.certificates, 'title', row)] }
}

const voided = (certificate: Certificate): Certificate => ({ ...certificate, status: 'void' })
