import { compareInstants, dateOf, type Instant, isLocalDate, type LocalDate } from '../time/instant.ts'
import { sameNumber } from './find.ts'
import { isInForce } from './seizures.ts'
import type { Unit } from './types.ts'

/** The entry that a correction is about (更正登记), and what has been built on it since (实施细则 80). */

/** When the entry was made: the one `of` names by case, certificate or document, else the present holders'. Null: there is none such. */
export function wrongEntryAt(of: string | undefined, unit: Unit): Instant | null {
  if (of === undefined) return unit.heldSince?.at ?? null
  if (unit.heldSince?.caseNo === of) return unit.heldSince.at
  const rights = [...unit.mortgages, ...unit.notices, ...unit.objections, ...unit.easements, ...unit.seizures]
  const named = rights.find(one => isCalled(of, one))
  if (named?.recordedAt) return named.recordedAt
  const byCase = unit.certificates.find(one => one.caseNo === of)
  if (byCase?.issuedAt) return byCase.issuedAt
  const byNumber = unit.certificates.find(one => sameNumber(of, one.number))
  // A current certificate may be a replacement of an older one: it stands for the present holders' entry.
  if (byNumber?.status === 'current') return unit.heldSince?.at ?? byNumber.issuedAt
  return byNumber?.issuedAt ?? null
}

/** What was recorded after the entry and stands against its correction, in Chinese; null: nothing. */
export function builtOn(since: Instant, unit: Unit): string | null {
  const isLater = (at: Instant | LocalDate | null | undefined) => isAfter(at, since)
  const { heldSince } = unit
  if (heldSince && isLater(heldSince.at)) return '转移登记'
  const active = <One extends { readonly status: string; readonly recordedAt: Instant | null }>(list: readonly One[]) =>
    list.some(one => one.status === 'active' && isLater(one.recordedAt))
  if (active(unit.mortgages)) return '抵押权登记'
  if (active(unit.easements)) return '地役权登记'
  if (active(unit.notices)) return '预告登记'
  if (unit.seizures.some(one => isInForce(one) && isLater(one.recordedAt ?? one.servedAt ?? one.from))) return '查封登记'
  return null
}

/** Of a day that is all we know, the day counts as later from the entry's own on: whoever corrects cannot show that it was not. */
function isAfter(at: Instant | LocalDate | null | undefined, since: Instant): boolean {
  if (!at) return false
  return isLocalDate(at) ? at >= dateOf(since) : compareInstants(at, since) > 0
}

const isCalled = (
  of: string,
  one: { readonly caseNo?: string | null; readonly proofNo?: string | null; readonly documentNo?: string },
): boolean => of === one.caseNo || sameNumber(of, one.proofNo) || sameNumber(of, one.documentNo)
