import { type Centre, type CentreOptions, startCentre } from './stack/centre.ts'
import { stopOnSignal } from './stack/signals.ts'

/** Starts a centre for the time of `work` and stops it whatever becomes of that; then calls `after`. A signal stops it too, and exits 1. */
export async function withCentre<T>(
  options: CentreOptions,
  work: (centre: Centre) => Promise<T>,
  after: () => Promise<void> = async () => {},
): Promise<T> {
  const starting = startCentre(options)
  const leave = async () => {
    // A signal during the start waits for it: half a centre cannot be stopped in good order.
    await (await starting.catch(() => undefined))?.stop()
    await after()
  }
  stopOnSignal(async () => {
    await leave()
    throw new Error('interrupted')
  })
  try {
    return await work(await starting)
  } finally {
    await leave()
  }
}
