import { parseInstant } from '../time/instant.ts'
import { isOneOf } from './holders.ts'
import type { Seizure, Unit } from './types.ts'

/** In effect (查封, 预查封) or in the queue (轮候). */
export const isInForce = ({ status }: Seizure): boolean => status === 'active' || status === 'pre' || status === 'waiting'

/**
 * Places of the waiting seizures in the order in which they take effect: of service (实施细则 91), else of recording. One of which
 * neither is known stands behind the one recorded before it.
 */
export function waitingInOrder(unit: Unit): number[] {
  let latest = Number.NEGATIVE_INFINITY
  const queue = unit.seizures.flatMap((seizure, index) => {
    if (seizure.status !== 'waiting') return []
    const stamp = seizure.servedAt ?? seizure.recordedAt
    latest = stamp ? parseInstant(stamp) : latest
    return [{ index, at: latest }]
  })
  return queue.sort((a, b) => (a.at === b.at ? a.index - b.index : a.at - b.at)).map(({ index }) => index)
}

/** A pre-seizure (预查封) of what one of these people has yet to register. */
export const isPreSeizureOf = ({ status, debtor }: Seizure, people: readonly { name: string; idNo?: string }[]): boolean =>
  status === 'pre' && debtor !== null && isOneOf({ name: debtor }, people)
