import { correctedHolders } from '../register/correctedHolders.ts'
import { descriptionOf } from '../register/description.ts'
import type { Writing } from './edition.ts'

/** 更正登记: what was wrong, why, and how it reads now; the earlier entry stays in the history (law.md REV-1). */
export const correctEntry: Writing = {
  id: 'correct-entry',
  says: '记载更正事项和依据，更正不动产状况、权利人或者份额，核发新证书，原证书作废；原登记事项保留在历史中',
  documents: ({ facts }) => facts.copies ?? 1,
  entry: (context, { unit }, numbers) => {
    const { facts, parties } = context.state.application
    const holders = correctedHolders(unit?.holders ?? [], parties, facts.name)
    if (holders === 'unclear') throw new Error('登簿前应已核对更正后的权利人和份额（not-holder）')
    return {
      kind: 'entry-corrected',
      matter: facts.matter ?? '',
      ground: facts.ground ?? '',
      description: descriptionOf(facts),
      holders,
      certificates: numbers,
    }
  },
}
