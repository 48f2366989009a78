import type { CaseFacts } from '../case/types.ts'
import type { UnitDescription } from './types.ts'

/** What the facts of a case say of the thing itself; members that they do not name are left out. */
export function descriptionOf({ location, areaSqm, use, landUse, landTermEnds }: CaseFacts): UnitDescription {
  return {
    ...(location === undefined ? {} : { location }),
    ...(areaSqm === undefined ? {} : { areaSqm }),
    ...(use === undefined ? {} : { use }),
    ...(landUse === undefined ? {} : { landUse }),
    ...(landTermEnds === undefined ? {} : { landTermEnds }),
  }
}
