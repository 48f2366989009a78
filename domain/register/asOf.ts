import { compareInstants, type Instant } from '../time/instant.ts'
import type { RegisterEntry } from './types.ts'

/** Which entries of a unit to look back to: the first so many, or those that stood at an instant; left out, all. */
export interface UnitAsOf {
  readonly version?: number
  readonly at?: Instant
}

/**
 * The entries of a unit as of then: always a beginning of them. The end of a term is dated 00:00 of the day after its last, and written
 * before anything later is, so nothing that stood is left out; ends that lie before a unit was loaded count from its loading.
 */
export function entriesAsOf(entries: readonly RegisterEntry[], { version, at }: UnitAsOf): RegisterEntry[] {
  const end = entries.findIndex(
    entry => (version !== undefined && entry.version > version) || (at !== undefined && compareInstants(entry.at, at) > 0),
  )
  return end === -1 ? [...entries] : entries.slice(0, end)
}
