import type { Application, Party, Role } from '../case/types.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import { partiesIn, type RuleContext } from './rule.ts'

/** What the other parts of a combined application (一并申请) mean for the rules of one part. */

const firstRegistrations: readonly ProcedureId[] = ['land-first', 'house-first', 'homestead-first']

/** Is the unit's right first-registered by an earlier part? At recording the register then already shows it. */
export const firstRegisteredBefore = (context: RuleContext, unitCode: string): boolean =>
  earlierParts(context).some(({ procedure, units }) => firstRegistrations.includes(procedure) && units.includes(unitCode))

/** Who takes part in a role, in this part or in another one on one of its units: one application, signed by all. */
export const joiningAs = (context: RuleContext, role: Role): Party[] => [
  ...partiesIn(context, role),
  ...context.siblings
    .filter(({ units }) => units.some(unitCode => context.state.application.units.includes(unitCode)))
    .flatMap(({ parties }) => parties.filter(party => party.role === role)),
]

/** The parts before this one, in logical order; `siblings` has them all but this. */
const earlierParts = ({ siblings, state }: RuleContext): readonly Application[] => siblings.slice(0, (state.part?.no ?? 1) - 1)
