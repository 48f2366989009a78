import type { Instant } from '../time/instant.ts'

/** The registers of supervision: each is a set of files, each file a list of entries that is only ever added to. */
export const registers = ['incident', 'intervention', 'reminder', 'six-donts'] as const
export type RegisterName = (typeof registers)[number]

/** An entry of a file, as it was written. `n` counts from 1 in its file; `about`: the member of staff whom the file concerns. */
export interface Entry<Step extends string = string, Data = unknown> {
  readonly file: string
  readonly n: number
  readonly step: Step
  readonly by: string
  readonly about: string | null
  readonly at: Instant
  readonly data: Data
}

/** Who wrote an entry, and when. */
export interface Signed {
  readonly by: string
  readonly at: Instant
}

export const signedBy = ({ by, at }: Entry): Signed => ({ by, at })

/** The entries of each file, files in the order of their first entry. */
export function filesOf<E extends Entry>(entries: readonly E[]): readonly (readonly [E, ...E[]])[] {
  const files = new Map<string, [E, ...E[]]>()
  for (const entry of entries) {
    const file = files.get(entry.file)
    if (file) file.push(entry)
    else files.set(entry.file, [entry])
  }
  return [...files.values()]
}
