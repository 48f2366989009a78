import type { Logger } from 'pino'
import type { Sql } from '../db/client.ts'
import { gather } from '../seal/gather.ts'
import type { KeyFolder } from '../seal/keyFolder.ts'

/** How long a row may wait for a checkpoint while all is well. */
const sealEveryMs = 60_000

/**
 * Seals what has been written, at once and then every minute. What waits stands in Postgres, so nothing is lost while no worker runs; of
 * several workers one seals and the others find nothing to do.
 */
export function startSealing(sql: Sql, folder: KeyFolder, log: Logger): { stop(): Promise<void> } {
  let sealing = Promise.resolve()
  const seal = async () => {
    try {
      const made = await gather(sql, folder)
      if (made) log.info({ size: made.size }, 'the record is sealed up to here')
    } catch (error) {
      log.error({ err: error }, 'the record could not be sealed; it is tried again in a minute')
    }
  }
  const next = () => {
    sealing = sealing.then(seal)
  }
  next()
  const timer = setInterval(next, sealEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await sealing
    },
  }
}
