import type { Entry, EntryKind, RegisterEntry, Unit, UnitDescription } from '../types.ts'

export type EntryOf<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>

/** The unit as one kind of entry leaves it. Throws Error (登记簿损坏…) when the entry cannot follow. */
export type Change<Kind extends EntryKind> = (unit: Unit, entry: EntryOf<Kind>, row: RegisterEntry) => Unit

export const damaged = (unitCode: string, what: string): Error => new Error(`登记簿损坏：${unitCode} ${what}`)

/** The entry at that place while it has effect; `what` names its kind in Chinese. */
export function standing<One>(
  unit: Unit,
  { list, index, what }: { list: readonly One[]; index: number; what: string },
  stands: (one: One) => boolean,
): One {
  const one = list[index]
  if (!one) throw damaged(unit.unitCode, `没有第 ${index} 项${what}`)
  if (!stands(one)) throw damaged(unit.unitCode, `的第 ${index} 项${what}已经注销或者失效`)
  return one
}

export const isActive = (one: { readonly status: string }): boolean => one.status === 'active'

export const replaced = <One>(list: readonly One[], index: number, by: One): One[] =>
  list.map((one, i) => (i === index ? by : one))

/** Writes what is said of the thing and leaves the rest. */
export const described = (unit: Unit, description: UnitDescription): Unit => ({ ...unit, ...description })

/** What an entry says of the thing counts only until first registration has said it (实施细则 24). */
export const describedBeforeRegistration = (unit: Unit, description: UnitDescription): Unit =>
  unit.holders.length > 0 ? unit : described(unit, description)
