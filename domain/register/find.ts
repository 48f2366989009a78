import { areAllAmong } from './mortgagees.ts'
import { heldOnlyBy } from './noticeHolders.ts'
import { isInForce } from './seizures.ts'
import type { Certificate, Holder, Unit } from './types.ts'

/**
 * What `facts.of` names on a unit: a case, a certificate or proof, a document; left out, the only such entry in force. Each answers with
 * the place of the one entry meant, or null when there is none or more than one.
 */

type Named = { readonly name: string; readonly idNo?: string }

/** An entry's origin and its 登记证明. */
interface Evidenced {
  readonly caseNo?: string | null
  readonly proofNo?: string | null
}

/** The active mortgage all of whose mortgagees are among these people. */
export const findMortgage = (of: string | undefined, unit: Unit, mortgagees: readonly Named[]): number | null =>
  theOnly(unit.mortgages, one => one.status === 'active' && isNamed(of, one, unit) && areAllAmong(one, mortgagees))

/** The active advance notice; with `holder`, one all of whose holders are among them. */
export const findNotice = (of: string | undefined, unit: Unit, holder?: Named | readonly Named[]): number | null =>
  theOnly(unit.notices, one => one.status === 'active' && isNamed(of, one, unit) && isOf(one.holder, holder))

/** The active objection; with `applicant`, theirs. */
export const findObjection = (of: string | undefined, unit: Unit, applicant?: Named | readonly Named[]): number | null =>
  theOnly(unit.objections, one => one.status === 'active' && isNamed(of, one, unit) && isOf(one.applicant, applicant))

export const findEasement = (of: string | undefined, unit: Unit): number | null =>
  theOnly(unit.easements, one => one.status === 'active' && isNamed(of, one, unit))

/** The seizure in effect or waiting, by its own document or one that renewed it. */
export const findSeizure = (of: string | undefined, unit: Unit): number | null =>
  theOnly(
    unit.seizures,
    one =>
      isInForce(one) &&
      [one, ...(one.renewals ?? [])].some(order => of === undefined || of === order.caseNo || sameNumber(of, order.documentNo)),
  )

/** The current title certificate. */
export const findCertificate = (of: string | undefined, unit: Unit): number | null =>
  theOnly(unit.certificates, one => one.kind === 'title' && isCurrent(one) && (of === undefined || isIts(of, one)))

/** Certificate and document numbers are accepted with full- and half-width brackets (contract.md, CN-1). */
export const sameNumber = (a: string, b: string | null | undefined): boolean =>
  typeof b === 'string' && halfWidth(a) === halfWidth(b)

const halfWidth = (text: string): string => text.replaceAll('（', '(').replaceAll('）', ')').trim()

/** By its case, by the case that issued its present proof (变更、转移), or by the proof. */
const isNamed = (of: string | undefined, one: Evidenced, unit: Unit): boolean =>
  of === undefined ||
  of === one.caseNo ||
  sameNumber(of, one.proofNo) ||
  unit.certificates.some(proof => proof.number === one.proofNo && isCurrent(proof) && isIts(of, proof))

const isIts = (of: string, certificate: Certificate): boolean => of === certificate.caseNo || sameNumber(of, certificate.number)

const isCurrent = (certificate: Certificate): boolean => certificate.status === 'current'

/** All who hold it together are among these people, where any are named. */
const isOf = (holder: Holder, people: Named | readonly Named[] | undefined): boolean =>
  people === undefined || heldOnlyBy({ holder }, [people].flat() as Named[])

function theOnly<One>(list: readonly One[], meant: (one: One) => boolean): number | null {
  const [index, ...others] = list.flatMap((one, i) => (meant(one) ? [i] : []))
  return index !== undefined && others.length === 0 ? index : null
}
