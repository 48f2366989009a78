import type { InstrumentId } from './instruments.ts'

/**
 * How sure we are (law.md 0.1): V read in full text, V* read in an excerpt, S stated in a seed document, L verified but local only,
 * K own knowledge (high, medium, low). V, V* and S count as verified; L and K must be checked before go-live.
 */
export type Confidence = 'V' | 'V*' | 'S' | 'L' | 'K-h' | 'K-m' | 'K-l'

/** One rule of law as data: where it stands and what it says, in one Chinese sentence. `also`: further places that carry it. */
export interface Provision {
  readonly instrument: InstrumentId
  readonly article: string
  readonly says: string
  readonly confidence: Confidence
  readonly also?: readonly string[]
}
