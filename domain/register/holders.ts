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
  return compare(held, { numerator: 2n, denominator: 3n }) >= 0 ? 'enough' : 'some'
}

/**
 * What a transfer moves: the whole, or shares of those who hold by shares (按份共有人转让其份额), each giving the share it names or all
 * it holds. Null when it is neither: what is taken is then not what is given, and cannot be recorded.
 */
export function transferOf(
  transferors: readonly Holder[],
  transferees: readonly Holder[],
  holders: readonly Holder[],
): 'whole' | 'shares' | null {
  const taken = sharesComeTo(transferees)
  if (!taken) return transferees.every(taker => !taker.share) ? 'whole' : null
  if (compare(taken, whole) === 0) return 'whole'
  const given = sharesGiven(transferors, holders)
  return given && compare(sum(given.map(({ share }) => share)), taken) === 0 ? 'shares' : null
}

export const isShareTransfer = (
  transferors: readonly Holder[],
  transferees: readonly Holder[],
  holders: readonly Holder[],
): boolean => transferOf(transferors, transferees, holders) === 'shares'

/** What each transferor gives, and of whose; null when one holds none, names more than it holds, or cannot be told from another. */
function sharesGiven(transferors: readonly Holder[], holders: readonly Holder[]): { holder: Holder; share: Fraction }[] | null {
  const held = sharesOf(holders)
  if (!held) return null
  const given = transferors.map(giver => {
    const [at, ...others] = holders.flatMap((holder, i) => (samePerson(holder, giver) ? [i] : []))
    const [holder, most] = at === undefined || others.length > 0 ? [] : [holders[at], held[at]]
    const share = giver.share ? parseShare(giver.share) : most
    return holder && most && share && compare(share, most) <= 0 ? { holder, share } : null
  })
  const known = given.filter(one => one !== null)
  const distinct = new Set(known.map(({ holder }) => holder)).size === transferors.length
  return known.length > 0 && distinct ? known : null
}

/** The holders after a transfer: of the whole, or of the shares that the transferors give. */
export function holdersAfterTransfer(
  holders: readonly Holder[],
  transferors: readonly Holder[],
  transferees: readonly Holder[],
): Holder[] {
  const given = sharesGiven(transferors, holders)
  if (!given || !isShareTransfer(transferors, transferees, holders)) return transferees.map(soleOwnsAll(transferees.length))
  const held = sharesOf(holders) ?? []
  const remaining = holders.flatMap((holder, i) => {
    const giver = given.find(one => one.holder === holder)
    return giver ? reduced(holder, subtract(held[i] ?? zero, giver.share)) : [holder]
  })
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

const reduced = (holder: Holder, rest: Fraction): Holder[] =>
  rest.numerator > 0n ? [{ ...holder, share: formatShare(rest) }] : []

function withShareAdded(holders: Holder[], taker: Holder): Holder[] {
  const index = holders.findIndex(holder => samePerson(holder, taker))
  const mine = holders[index]
  if (!mine) return [...holders, taker]
  const total = add(parseShare(mine.share ?? '') ?? zero, parseShare(taker.share ?? '') ?? zero)
  return holders.map((holder, i) => (i === index ? { ...holder, share: formatShare(total) } : holder))
}
