import type { Logger } from 'pino'
import type { Sql } from '../db/client.ts'
import { doFortnightsOf } from '../db/quality/evaluations.ts'
import { instantAt, ownBusiness } from '../db/worlds.ts'

const everyMs = 10 * 60_000

/**
 * Draws the samples and makes the evaluations of fortnights that are over, in the office's own business; a drill's come with its clock
 * (`api/drill/advance.ts`). Which are made stands in the record, so it matters neither how often this runs nor how many workers do (ADR 0021).
 */
export function startFortnights(sql: Sql, log: Logger): { stop(): void } {
  const run = async () => {
    try {
      for (const { office, from, until } of await doFortnightsOf(sql, ownBusiness, instantAt(0)))
        log.info({ office, from, until }, 'the quality of a fortnight’s entries is evaluated')
    } catch (error) {
      log.error({ err: error }, 'the evaluation of a fortnight could not be made; it is tried again')
    }
  }
  void run()
  const timer = setInterval(run, everyMs)
  return { stop: () => clearInterval(timer) }
}
