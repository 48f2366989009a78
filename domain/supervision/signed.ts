import type { Instant } from '../time/instant.ts'

/** Who wrote a line of the record, and when. */
export interface Signed {
  readonly by: string
  readonly at: Instant
}

export const signedBy = ({ actor: by, at }: { readonly actor: string; readonly at: Instant }): Signed => ({ by, at })
