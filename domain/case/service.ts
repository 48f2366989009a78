import { formatInstant, type Instant, parseInstant } from '../time/instant.ts'
import type { CaseState } from './types.ts'

/**
 * When the organ's order was served (送达), in Beijing time: what ranks orders among themselves (实施细则 91). As filed where the
 * order does not tell the hour.
 */
export function servedAtOf({ application, filedAt }: Pick<CaseState, 'application' | 'filedAt'>): Instant {
  const { servedAt } = application.facts
  return formatInstant(parseInstant(servedAt?.includes('T') ? servedAt : filedAt))
}
