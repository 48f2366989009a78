import type { Application, Role } from '../case/types.ts'
import { findEasement } from '../register/find.ts'
import { isOneOf } from '../register/holders.ts'
import { type Easement, isRegistered, type Unit } from '../register/types.ts'
import { partiesIn, type Rule, type RuleContext, type UnitFacts } from './rule.ts'
import { onUnits } from './unit.ts'

/** Easements (law.md section 10): two units, the servient one (供役地) first, then the dominant one (需役地). */

export const servientOf = ({ units }: Pick<Application, 'units'>): string => units[0] ?? ''
export const dominantOf = ({ units }: Pick<Application, 'units'>): string => units[1] ?? ''

/** An easement joins two units, and says which bears it; what does not is no such application (422). */
export const easementShape = ({ units }: Pick<Application, 'units'>): string[] =>
  units.length === 2 ? [] : ['地役权登记应当写明两个不动产单元：先供役地，后需役地']

/** The rule, asked of the servient unit only: it alone is burdened. */
export const onServient = (rule: Rule): Rule => ({
  ...rule,
  broken: context => rule.broken({ ...context, units: context.units.slice(0, 1) }),
})

export const easementPartiesHold: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '地役权登记由供役地和需役地登记簿记载的权利人申请',
  basis: ['DR-60', 'CC-216'],
  broken: context => onUnits(context, facts => strangerTo(context, facts)),
}

function strangerTo(context: RuleContext, { unitCode, unit }: UnitFacts): string | null {
  const role: Role = unitCode === servientOf(context.state.application) ? 'servient-holder' : 'dominant-holder'
  const land = role === 'servient-holder' ? '供役地' : '需役地'
  const stranger = isRegistered(unit) && partiesIn(context, role).find(party => !isOneOf(party, unit.holders))
  return stranger ? `${stranger.name} 不是${land} ${unitCode} 登记簿记载的权利人` : null
}

export const easementIsRegistered: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '申请注销的地役权应当是供役地和需役地登记簿记载的地役权',
  basis: ['DR-63', 'DR-64', 'CC-216'],
  broken: context =>
    context.units.some(({ unit }) => unit && easementMeant(context, unit) !== null)
      ? null
      : `不动产单元 ${context.state.application.units.join('、')} 之间没有唯一对应的地役权登记；有多项时请在 of 中指明登记证明号`,
}

/**
 * Position in the unit's list of the easement between the two units that is meant. Null when there is none or more than one; also on a
 * unit whose own right has been cancelled, and its easements with it.
 */
export function easementMeant(context: RuleContext, unit: Unit): number | null {
  const { units, facts } = context.state.application
  const between = ({ servient, dominant }: Easement) => units.includes(servient) && units.includes(dominant)
  const easements = unit.easements.map(one => (between(one) ? one : { ...one, status: 'cancelled' as const }))
  return findEasement(facts.of, { ...unit, easements })
}
