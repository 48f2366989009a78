import { isRegistered } from '../register/types.ts'
import type { LocalDate } from '../time/instant.ts'
import { asksToChange } from './change.ts'
import { narrowed } from './narrowed.ts'
import type { Rule, UnitFacts } from './rule.ts'
import { renewsByItself } from './termOfBurden.ts'
import { onUnits } from './unit.ts'

/** The term of the right to use construction land, where the title itself is registered (民法典 354, 359). */

export const termIsWithinLands: Rule = {
  id: 'land-term',
  level: 'unit',
  says: '房屋所占用的建设用地使用权的期限不得超过宗地建设用地使用权的剩余期限',
  basis: ['CC-354', 'REG-22'],
  broken: context => {
    const { landTermEnds } = context.state.application.facts
    return landTermEnds === undefined ? null : onUnits(context, facts => beyondLand(facts, landTermEnds))
  },
}

export const newTermIsWithinLands: Rule = narrowed(termIsWithinLands, {
  says: '变更后的建设用地使用权期限不得超过宗地建设用地使用权的剩余期限',
  when: context => asksToChange(context, 'term'),
})

export const landTermHasNotEnded: Rule = {
  id: 'land-term',
  level: 'unit',
  says: '非住宅建设用地使用权期限届满未续期的，不予办理转移登记；住宅建设用地使用权期限届满的自动续期',
  basis: ['CC-359', 'CC-354', 'REG-22'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      if (!isRegistered(unit) || renewsByItself(unit)) return null
      const ended = unit.landTermEnds !== null && unit.landTermEnds < context.on
      return ended ? `不动产单元 ${unit.unitCode} 的非住宅建设用地使用权已于 ${unit.landTermEnds} 届满，请先办理续期` : null
    }),
}

function beyondLand({ unitCode, land }: UnitFacts, ends: LocalDate): string | null {
  const last = isRegistered(land) ? land.landTermEnds : null
  return last !== null && ends > last
    ? `不动产单元 ${unitCode} 申请的期限至 ${ends}，超过宗地建设用地使用权的期限（${last}），请核对后更正申请`
    : null
}
