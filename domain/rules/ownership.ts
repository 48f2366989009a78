import { disposalBy } from '../register/holders.ts'
import type { Holder } from '../register/types.ts'
import type { RuleContext } from './rule.ts'
import { partiesIn } from './rule.ts'

/** Have the holders or their shares changed on any unit since the case was accepted? */
export function holdersChanged({ state, units }: RuleContext): boolean {
  if (!('acceptance' in state)) return false
  return units.some(({ unitCode, unit }) => {
    const then = state.acceptance.holders.find(snapshot => snapshot.unitCode === unitCode)
    return then !== undefined && unit !== null && signature(then.holders) !== signature(unit.holders)
  })
}

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
