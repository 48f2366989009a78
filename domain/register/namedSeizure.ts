import { findSeizure, sameNumber } from './find.ts'
import { isOneOf } from './holders.ts'
import { isInForce } from './seizures.ts'
import type { Seizure, Unit } from './types.ts'

/** Which seizure an order of renewal or release means. Organs name it by document or case; left out, it is their only one on the unit. */

/** What an order says of the seizure it means. */
export interface NamingOrder {
  readonly of: string | undefined
  readonly organ: string
}

/** The place of the one seizure in effect or waiting that is meant; null when there is none or more than one. */
export function seizureInForce({ of, organ }: NamingOrder, unit: Unit): number | null {
  if (of !== undefined) return findSeizure(of, unit)
  const [index, ...others] = unit.seizures.flatMap((one, i) => (isInForce(one) && one.organ === organ ? [i] : []))
  return index !== undefined && others.length === 0 ? index : null
}

/** The seizure that is meant and has ended: renewed now, it is an order of seizure served now (查封规定 27). Null when there was none. */
export function seizureOver({ of, organ }: NamingOrder, unit: Unit): Seizure | null {
  const meant = unit.seizures.filter(one => !isInForce(one) && (of === undefined ? one.organ === organ : isCalled(of, one)))
  return meant.at(-1) ?? null
}

/** The same order on another unit of the parcel, which it reaches (查封规定 21). */
export function sameSeizure(seizure: Seizure, unit: Unit): number | null {
  const index = unit.seizures.findIndex(
    one => isInForce(one) && one.organ === seizure.organ && sameNumber(one.documentNo, seizure.documentNo),
  )
  return index < 0 ? null : index
}

/** A seizure in effect, be it of a right not yet registered (预查封 has the effect of 查封, 法发〔2004〕5号 18). */
export const isInEffect = ({ status }: Pick<Seizure, 'status'>): boolean => status === 'active' || status === 'pre'

/** Is the debtor among these people? An order that names none is against whoever holds. */
export const isAgainst = ({ debtor }: Pick<Seizure, 'debtor'>, people: readonly { readonly name: string }[]): boolean =>
  debtor !== null && isOneOf({ name: debtor }, people)

const isCalled = (of: string, seizure: Seizure): boolean =>
  [seizure, ...(seizure.renewals ?? [])].some(order => of === order.caseNo || sameNumber(of, order.documentNo))
