import type { Party } from '../case/types.ts'
import { compare, formatShare, parseShare, subtract, whole } from './fraction.ts'
import { isOneOf, samePerson, sharesComeTo } from './holders.ts'
import type { Holder } from './types.ts'

/** The holders as a correction states them. `null`: it is not about them; `unclear`: what it states does not come to the whole. */
export function correctedHolders(
  holders: readonly Holder[],
  parties: readonly Party[],
  name: string | undefined,
): readonly Holder[] | null | 'unclear' {
  const stating = parties.filter(party => party.share)
  if (stating.length === 0) return name === undefined ? null : renamed(holders, parties, name)
  const omitted = stating.filter(party => !isOneOf(party, holders))
  return wholeOrUnclear(omitted.length > 0 ? withOmitted(holders, omitted) : withShares(holders, stating))
}

/** Shares of those whom the register names. */
const withShares = (holders: readonly Holder[], stating: readonly Party[]): Holder[] =>
  holders.map(holder => {
    const stated = stating.find(party => samePerson(party, holder))
    return stated?.share ? { ...holder, share: stated.share } : holder
  })

/** A co-owner whom the register left out: the one it names keeps the rest. */
function withOmitted(holders: readonly Holder[], omitted: readonly Party[]): Holder[] {
  const [sole, ...others] = holders
  const [one, ...more] = omitted
  const share = parseShare(one?.share ?? '')
  if (!sole || !one?.share || !share || others.length > 0 || more.length > 0) return []
  return [
    { ...sole, share: formatShare(subtract(whole, share)) },
    { name: one.name, idNo: one.idNo, share: one.share },
  ]
}

/** A wrong name, of the holder who applies or of the only one there is. */
function renamed(holders: readonly Holder[], parties: readonly Party[], name: string): readonly Holder[] | 'unclear' {
  const meant = holders.length === 1 ? holders : holders.filter(holder => isOneOf(holder, parties))
  return meant.length === 1 ? holders.map(holder => (holder === meant[0] ? { ...holder, name } : holder)) : 'unclear'
}

function wholeOrUnclear(holders: readonly Holder[]): readonly Holder[] | 'unclear' {
  const total = holders.length > 0 ? sharesComeTo(holders) : null
  const noneEmpty = holders.every(holder => parseShare(holder.share ?? '') !== null)
  return total && noneEmpty && compare(total, whole) === 0 ? holders : 'unclear'
}
