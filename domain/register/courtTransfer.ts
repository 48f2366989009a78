import type { LocalDate } from '../time/instant.ts'
import { compare, formatShare, whole } from './fraction.ts'
import { holdersAfterTransfer, samePerson, sharesComeTo, sharesOf, transferOf } from './holders.ts'
import { isAgainst, isInEffect } from './namedSeizure.ts'
import { isInForce } from './seizures.ts'
import { promotionAfter } from './terms.ts'
import type { Holder, Seizure, SeizureChange, Unit } from './types.ts'

/** What an order to transfer (协助执行过户) moves: the whole, or a share of the debtor's. */
export interface OrderedTransfer {
  readonly moves: 'whole' | 'share'
  readonly holders: readonly Holder[]
}

export interface TransferOrder {
  readonly organ: string
  readonly debtor: string
  readonly transferees: readonly Holder[]
}

/**
 * The holders as the order leaves them: those who take the whole, or the debtor's share where holders have shares (按份共有). Who
 * takes alone and names no share takes what the debtor has. Null when the debtor holds nothing, or what is taken is neither.
 */
export function orderedTransfer(
  holders: readonly Holder[],
  { debtor, transferees }: Pick<TransferOrder, 'debtor' | 'transferees'>,
): OrderedTransfer | null {
  const giver = holders.find(holder => samePerson(holder, { name: debtor }))
  if (!giver || transferees.length === 0) return null
  const takers = withTheDebtorsShare(giver, holders, transferees)
  if (!takers) return null
  const taken = sharesComeTo(takers)
  const giving = taken && compare(taken, whole) < 0 ? { ...giver, share: formatShare(taken) } : giver
  const moved = transferOf([giving], takers, holders)
  return moved && { moves: moved === 'shares' ? 'share' : 'whole', holders: holdersAfterTransfer(holders, [giving], takers) }
}

function withTheDebtorsShare(
  giver: Holder,
  holders: readonly Holder[],
  transferees: readonly Holder[],
): readonly Holder[] | null {
  const byShares = holders.length > 1 && sharesOf(holders) !== null
  if (!byShares || sharesComeTo(transferees)) return transferees
  const [taker, ...others] = transferees
  return taker && others.length === 0 && giver.share ? [{ ...taker, share: giver.share }] : null
}

/**
 * What becomes of the seizures (法发〔2004〕5号 16, 20): the organ's own is used up, those that waited for the same object lapse, a
 * pre-seizure against the one who takes becomes a seizure. Where only a share moves, others wait on the remainder.
 */
export function seizuresAfter(unit: Unit, order: TransferOrder, transfer: OrderedTransfer, on: LocalDate): SeizureChange[] {
  const changes = unit.seizures.flatMap((seizure, index) => {
    const status = isInForce(seizure) ? statusAfter(seizure, order, transfer) : null
    return status ? [{ index, status }] : []
  })
  const next = nextInEffect(unit, changes, transfer, on)
  return next ? [...changes.filter(({ index }) => index !== next.index), next] : changes
}

/** The seizure in effect that the order may not pass over: another organ's, unless served after the order (查封规定 23(2)). */
export function barredBy(unit: Unit, order: TransferOrder, isLater: (seizure: Seizure) => boolean): Seizure | null {
  const moves = orderedTransfer(unit.holders, order)?.moves ?? 'whole'
  return unit.seizures.find(one => isInEffect(one) && bars(one, order, moves) && !isLater(one)) ?? null
}

const bars = (seizure: Seizure, order: TransferOrder, moves: OrderedTransfer['moves']): boolean =>
  seizure.organ !== order.organ && !isAgainst(seizure, order.transferees) && bearsOn(seizure, order, moves)

/** Of a share that moves, only what was seized against its owner, or against nobody in particular, is concerned. */
const bearsOn = ({ debtor }: Seizure, order: TransferOrder, moves: OrderedTransfer['moves']): boolean =>
  moves === 'whole' || debtor === null || samePerson({ name: debtor }, { name: order.debtor })

function statusAfter(seizure: Seizure, order: TransferOrder, { moves, holders }: OrderedTransfer): Seizure['status'] | null {
  if (isAgainst(seizure, order.transferees)) return seizure.status === 'pre' ? 'active' : null
  if (!bearsOn(seizure, order, moves)) return null
  if (seizure.organ === order.organ) return 'lifted'
  // 部分处理的: what is left, of the debtor or of whoever else holds, the others still have.
  const hasRemainder = moves === 'share' && (seizure.debtor === null || isAgainst(seizure, holders))
  return hasRemainder ? null : 'lapsed'
}

/** Whoever still waits when nothing is in effect any more takes effect at once. */
function nextInEffect(
  unit: Unit,
  changes: readonly SeizureChange[],
  { holders }: OrderedTransfer,
  on: LocalDate,
): SeizureChange | null {
  const seizures = unit.seizures.map((one, i) => ({ ...one, ...changes.find(({ index }) => index === i) }))
  if (seizures.some(isInEffect)) return null
  const ended = changes.find(({ index }) => unit.seizures[index]?.status !== 'waiting')
  return ended ? promotionAfter({ ...unit, holders, seizures }, ended.index, on) : null
}
