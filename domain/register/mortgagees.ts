import { isOneOf } from './holders.ts'
import type { Mortgage } from './types.ts'

type Named = { readonly name: string; readonly idNo?: string }

/** Between the names of several mortgagees of one mortgage (银团贷款), which the register has in one line. */
const between = '、'

export const mortgageesInOneLine = (mortgagees: readonly Named[]): string => mortgagees.map(({ name }) => name).join(between)

/** The mortgagees of a mortgage, one by one; a number is kept only where there is one mortgagee. */
export function mortgageesOf({ mortgagee, mortgageeIdNo }: Pick<Mortgage, 'mortgagee' | 'mortgageeIdNo'>): Named[] {
  return mortgagee.split(between).map(name => ({ name, ...(mortgageeIdNo ? { idNo: mortgageeIdNo } : {}) }))
}

/** Are all mortgagees of the mortgage among these people? */
export const areAllAmong = (mortgage: Mortgage, people: readonly Named[]): boolean =>
  mortgageesOf(mortgage).every(mortgagee => isOneOf(mortgagee, people))
