import type { Unit } from '../register/types.ts'
import type { Rule, UnitFacts } from './rule.ts'
import { onUnits } from './unit.ts'

/** No right may outlast the land right on which it rests (条例 22(三), 民法典 354). */

/** Residential land renews by itself, so that the end of its term bars nothing that follows the land (民法典 359). */
export const renewsByItself = ({ use, landUse }: Pick<Unit, 'use' | 'landUse'>): boolean =>
  use === 'residential' || (landUse?.includes('住宅') ?? false)

/** The last day of the unit's land right; of a building that says none, that of its parcel. */
const landTermEndsOf = ({ unit, land }: UnitFacts) => unit?.landTermEnds ?? land?.landTermEnds ?? null

export const mortgageEndsWithLandTerm: Rule = {
  id: 'land-term',
  level: 'unit',
  says: '以建设用地使用权抵押的，约定的期限不得超过非住宅建设用地使用权的剩余期限',
  basis: ['CC-354', 'CC-359', 'REG-22'],
  broken: context => {
    const until = context.state.application.facts.term?.until
    return onUnits(context, facts => {
      const ends = landTermEndsOf(facts)
      const described = facts.unit ?? facts.land
      if (!until || !ends || !described || renewsByItself(described) || until <= ends) return null
      return `抵押期限至 ${until}，超过不动产单元 ${facts.unitCode} 的土地使用期限（${ends}）`
    })
  },
}

export const easementEndsWithLandTerm: Rule = {
  id: 'land-term',
  level: 'unit',
  says: '地役权的期限不得超过供役地、需役地建设用地使用权等用益物权的剩余期限',
  basis: ['CC-354', 'REG-22'],
  broken: context => {
    const { until } = context.state.application.facts
    return onUnits(context, facts => {
      const ends = landTermEndsOf(facts)
      return until && ends && until > ends
        ? `地役权期限至 ${until}，超过不动产单元 ${facts.unitCode} 的土地使用期限（${ends}）`
        : null
    })
  },
}
