// What has changed between two states, told in Chinese member by member: a table of members says how, so that none is forgotten.

/** One member that differs. `sentences` is never empty. */
export interface Change {
  readonly member: string
  readonly sentences: readonly string[]
}

/** How a member is told. Undefined: there is no such member yet, or no longer. What `tell` says nothing of is told by the title alone. */
interface Telling<V> {
  readonly title: string
  readonly tell: (before: V | undefined, after: V | undefined) => readonly string[]
}

type MemberOf<S> = S extends unknown ? keyof S : never
type ValueOf<S, M extends PropertyKey> = S extends { readonly [K in M]?: infer V } ? (M extends keyof S ? V : never) : never

/** Every member of a state, or of a union of states. A new member does not compile until it is told. */
export type Tellings<S> = { readonly [M in MemberOf<S> & string]: Telling<ValueOf<S, M>> }

/**
 * What differs, in the order of the table; empty exactly when the two are the same. Null: there was nothing yet. A member that comes
 * empty, as a list without anything in it does, has not changed.
 */
export function changesBetween<S extends object>(table: Tellings<S>, before: S | null, after: S | null): Change[] {
  const was: Record<string, unknown> = { ...before }
  const is: Record<string, unknown> = { ...after }
  return (Object.entries(table) as [string, Telling<unknown>][]).flatMap(([member, { title, tell }]) => {
    if (isSame(was[member] ?? [], is[member] ?? [])) return []
    const sentences = tell(was[member], is[member])
    return [{ member, sentences: sentences.length > 0 ? sentences : [`${title}有变化`] }]
  })
}

/** The same JSON: a member that is undefined is as if it were absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(key => isSame(a[key], b[key]))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** `title：a → b` of a plain value. */
export const plainly =
  <V>(title: string, show: (value: NonNullable<V>) => string = String): Telling<V>['tell'] =>
  (before, after) => [`${title}：${shown(show, before)} → ${shown(show, after)}`]

/** What a list has gained, each told by a sentence. */
export const gained =
  <V>(tell: (value: V) => string) =>
  (before: readonly V[] | undefined, after: readonly V[] | undefined): string[] =>
    (after ?? []).slice(before?.length ?? 0).map(tell)

/** A list that never shrinks: what it has gained, and what has become of those that were there. */
export const grown =
  <V>(tellNew: (value: V) => string, tellChanged: (before: V, after: V) => readonly string[]) =>
  (before: readonly V[] | undefined, after: readonly V[] | undefined): string[] => [
    ...gained(tellNew)(before, after),
    ...(before ?? []).flatMap((was, i) => {
      const is = after?.[i]
      return is === undefined || isSame(was, is) ? [] : tellChanged(was, is)
    }),
  ]

const shown = <V>(show: (value: NonNullable<V>) => string, value: V | undefined): string =>
  value === undefined || value === null ? '无' : show(value)
