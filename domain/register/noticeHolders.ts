import { isOneOf } from './holders.ts'
import { mortgageesInOneLine, mortgageesOf } from './mortgagees.ts'
import type { AdvanceNotice, Holder } from './types.ts'

type Named = { readonly name: string; readonly idNo?: string }

/** Several who hold an advance notice together (夫妻共同预购) stand in one line, like mortgagees; a number only where there is one holder. */
export const inOneLine = (people: readonly Named[]): Holder => {
  const [one, ...others] = people
  const idNo = others.length === 0 ? one?.idNo : undefined
  return { name: mortgageesInOneLine(people), ...(idNo ? { idNo } : {}) }
}

/** The people of such a line, one by one. */
export const peopleIn = ({ name, idNo }: Holder): Named[] =>
  mortgageesOf({ mortgagee: name, ...(idNo ? { mortgageeIdNo: idNo } : {}) })

/** Are all who hold the notice among these people? */
export const heldOnlyBy = ({ holder }: Pick<AdvanceNotice, 'holder'>, people: readonly Named[]): boolean =>
  peopleIn(holder).every(person => isOneOf(person, people))
