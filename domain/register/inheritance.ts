import { compare, formatShare, parseShare, sum, whole } from './fraction.ts'
import { holdersAfterTransfer, isOneOf, sharesComeTo, sharesOf } from './holders.ts'
import type { Holder } from './types.ts'

/**
 * The holders after an inheritance or bequest (民法典 230): the share of the deceased, a name, passes to those who take; null when what
 * they take is not what the deceased left, or cannot be told from the application. Shares are of the whole immovable.
 * Of a joint co-owner (共同共有) nobody can tell the share: the surviving co-owners must be among those who take, and the application then
 * says how all of them hold after it.
 */
export function holdersAfterInheritance(
  holders: readonly Holder[],
  deceased: string,
  takers: readonly Holder[],
): Holder[] | null {
  const [one, ...others] = holders.filter(({ name }) => name === deceased)
  if (!one || others.length > 0 || takers.length === 0 || takers.some(({ name }) => name === deceased)) return null
  const shares = sharesOf(holders)
  if (holders.length === 1) return ofTheWhole(takers)
  return shares ? ofOneShare(holders, one, takers) : ofJointOwnership(holders, one, takers)
}

/** All hold the whole: by shares that come to it, jointly, or one alone. */
function ofTheWhole(takers: readonly Holder[]): Holder[] | null {
  const [sole, ...others] = takers
  if (sole && others.length === 0 && !sole.share) return [{ ...sole, share: formatShare(whole) }]
  if (takers.every(({ share }) => !share)) return [...takers]
  const taken = sharesComeTo(takers)
  return taken && compare(taken, whole) === 0 ? [...takers] : null
}

/** One taker need not name the share, several must: a share cannot be held jointly within co-ownership by shares. */
function ofOneShare(holders: readonly Holder[], deceased: Holder, takers: readonly Holder[]): Holder[] | null {
  const left = parseShare(deceased.share ?? '')
  if (!left) return null
  const named = takers.length === 1 && !takers[0]?.share ? takers.map(taker => ({ ...taker, share: formatShare(left) })) : takers
  const taken = named.every(({ share }) => share) ? sum(named.flatMap(({ share }) => parseShare(share ?? '') ?? [])) : null
  return taken && compare(taken, left) === 0 ? holdersAfterTransfer(holders, [deceased], named) : null
}

function ofJointOwnership(holders: readonly Holder[], deceased: Holder, takers: readonly Holder[]): Holder[] | null {
  const survivors = holders.filter(holder => holder !== deceased)
  return survivors.every(survivor => isOneOf(survivor, takers)) ? ofTheWhole(takers) : null
}
