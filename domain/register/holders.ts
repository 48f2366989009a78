import { add, compare, type Fraction, formatShare, parseShare, subtract, sum, whole, zero } from './fraction.ts'
import type { Holder } from './types.ts'

/** Two names are the same person when the names agree and, where both have a number, the numbers too (contract.md). */
export function samePerson(a: { name: string; idNo?: string }, b: { name: string; idNo?: string }): boolean {
  return a.name === b.name && (!a.idNo || !b.idNo || a.idNo.toUpperCase() === b.idNo.toUpperCase())
}

export const isOneOf = (who: { name: string; idNo?: string }, people: readonly { name: string; idNo?: string }[]): boolean =>
  people.some(person => samePerson(who, person))

/** Shares are known (按份共有) when every holder has one; a sole holder owns the whole. */
export function sharesOf(holders: readonly Holder[]): Fraction[] | null {
  const shares = holders.map(holder => (holder.share ? parseShare(holder.share) : null))
  if (holders.length === 1 && !shares[0]) return [whole]
  return shares.every(share => share !== null) ? (shares as Fraction[]) : null
}

/**
 * Do these people suffice to dispose of the whole (实施细则 10; 民法典 301)? Holders of two thirds of the shares, or all joint
 * co-owners. `none` when not one of them is a holder.
 */
export function disposalBy(
  people: readonly { name: string; idNo?: string }[],
  holders: readonly Holder[],
): 'enough' | 'some' | 'none' {
  const applying = holders.map(holder => isOneOf(holder, people))
  if (!applying.some(Boolean)) return 'none'
  const shares = sharesOf(holders)
  if (!shares) return applying.every(Boolean) ? 'enough' : 'some'
  const held = sum(shares.filter((_, i) => applying[i]))
  return compare(held, { numerator: 2, denominator: 3 }) >= 0 ? 'enough' : 'some'
}

/**
 * A transfer of own shares only (按份共有人转让其份额): what the transferees take, less than the whole, is exactly what the
 * transferors give, each the share it names or all it holds.
 */
export function isShareTransfer(
  transferors: readonly Holder[],
  transferees: readonly Holder[],
  holders: readonly Holder[],
): boolean {
  if (holders.length < 2 || !sharesOf(holders)) return false
  const given = transferors.map(giver => givenBy(giver, holders))
  const taken = sharesComeTo(transferees)
  if (!taken || compare(taken, whole) >= 0 || given.length === 0 || given.includes(null)) return false
  return compare(sum(given as Fraction[]), taken) === 0
}

/** What a transferor gives: the share it names, at most what it holds; null when it holds none or names more. */
function givenBy(giver: Holder, holders: readonly Holder[]): Fraction | null {
  const held = parseShare(holders.find(holder => samePerson(holder, giver))?.share ?? '')
  const named = giver.share ? parseShare(giver.share) : held
  return held && named && compare(named, held) <= 0 ? named : null
}

/** The holders after a transfer: of the whole, or of the shares that the transferors give. */
export function holdersAfterTransfer(
  holders: readonly Holder[],
  transferors: readonly Holder[],
  transferees: readonly Holder[],
): Holder[] {
  if (!isShareTransfer(transferors, transferees, holders)) return transferees.map(soleOwnsAll(transferees.length))
  const remaining = holders.flatMap(holder => reduced(holder, transferors, holders))
  return transferees.reduce(withShareAdded, remaining)
}

/** What these people's shares come to; null when one of them names none. */
export function sharesComeTo(people: readonly Holder[]): Fraction | null {
  const shares = people.map(person => (person.share ? parseShare(person.share) : null))
  return shares.every(share => share !== null) ? sum(shares as Fraction[]) : null
}

const soleOwnsAll =
  (count: number) =>
  (holder: Holder): Holder =>
    count === 1 && !holder.share ? { ...holder, share: '1/1' } : holder

function reduced(holder: Holder, transferors: readonly Holder[], holders: readonly Holder[]): Holder[] {
  const giver = transferors.find(person => samePerson(person, holder))
  if (!giver) return [holder]
  const rest = subtract(parseShare(holder.share ?? '') ?? zero, givenBy(giver, holders) ?? zero)
  return rest.numerator > 0 ? [{ ...holder, share: formatShare(rest) }] : []
}

function withShareAdded(holders: Holder[], taker: Holder): Holder[] {
  const index = holders.findIndex(holder => samePerson(holder, taker))
  const mine = holders[index]
  if (!mine) return [...holders, taker]
  const total = add(parseShare(mine.share ?? '') ?? zero, parseShare(taker.share ?? '') ?? zero)
  return holders.map((holder, i) => (i === index ? { ...holder, share: formatShare(total) } : holder))
}
