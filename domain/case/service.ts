import { formatInstant, type Instant, parseInstant } from '../time/instant.ts'
import type { CaseState } from './types.ts'

/**
 * When the organ's order was served (送达), in Beijing time: what ranks orders among themselves (实施细则 91). What cannot be read as an
 * instant, a day without its hour among it, is no time of service: then it was the filing.
 */
export function servedAtOf({ application, filedAt }: Pick<CaseState, 'application' | 'filedAt'>): Instant {
  const { servedAt } = application.facts
  return formatInstant((servedAt === undefined ? null : instantOf(servedAt)) ?? parseInstant(filedAt))
}

/** Milliseconds since 1970; null for what is no instant. The ledger's orders are older than the check of what is filed. */
function instantOf(text: string): number | null {
  try {
    return parseInstant(text)
  } catch {
    return null
  }
}
