import { disposalBy } from '../register/holders.ts'
import type { Holder, Unit } from '../register/types.ts'
import { partiesIn, type RuleContext, type UnitFacts } from './rule.ts'

/** Have the holders of the unit or their shares changed since the case was accepted? */
export function holdersChanged({ state }: RuleContext, { unitCode, unit }: UnitFacts): boolean {
  if (!('acceptance' in state) || !unit) return false
  const then = state.acceptance.holders.find(snapshot => snapshot.unitCode === unitCode)
  return then !== undefined && signature(then.holders) !== signature(unit.holders)
}

/** May one co-owner dispose alone, because the application moves nothing but his own share (实施细则 10)? */
export const ownShareOnly = ({ edition, state }: RuleContext, unit: Unit): boolean =>
  edition.applicants.ownShareOnly?.(state.application, unit) ?? false

/** After a change: do the applicants together with the co-owners who consented in writing still suffice? */
export function disposersWithConsent(context: RuleContext, holders: readonly Holder[]): 'enough' | 'some' | 'none' {
  const { disposer } = context.edition.applicants
  const applying = disposer ? partiesIn(context, disposer) : []
  const consenting = context.state.consents.filter(consent => consent.of === 'co-owner').map(consent => ({ name: consent.by }))
  return disposalBy([...applying, ...consenting], holders)
}

const signature = (holders: readonly { name: string; share?: string }[]): string =>
  holders
    .map(holder => `${holder.name}:${holder.share ?? ''}`)
    .sort()
    .join('|')
