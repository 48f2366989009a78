import { sameNumber } from '../register/find.ts'
import type { Certificate, Unit } from '../register/types.ts'
import type { Rule } from './rule.ts'
import { onUnits } from './unit.ts'

/** 补发、换发: of certificates that are still good. */

export const certificateIsCurrent: Rule = {
  id: 'not-holder',
  level: 'unit',
  says: '补发、换发的应当是登记簿记载的现行不动产权证书',
  basis: ['CC-216', 'DR-22-1', 'DR-22-2', 'REG-33'],
  broken: context =>
    onUnits(context, ({ unit }) => {
      const { of } = context.state.application.facts
      // An older certificate whose number the register does not tell stays good (条例 33); only a number can be wrong.
      if (!unit || of === undefined || certificatesMeant(of, unit).length > 0) return null
      return `${of} 不是不动产单元 ${unit.unitCode} 现行的不动产权证书，请核对证号`
    }),
}

/** The current title certificates that `of` names by number or case; left out, all of them. */
export const certificatesMeant = (of: string | undefined, { certificates }: Unit): Certificate[] =>
  certificates.filter(
    one =>
      one.kind === 'title' && one.status === 'current' && (of === undefined || of === one.caseNo || sameNumber(of, one.number)),
  )
