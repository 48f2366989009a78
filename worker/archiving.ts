import { type ArchivePorts, archiveClosed } from '../audit/archive/archiver.ts'

const lookEveryMs = 10_000
/** A look at what closed lately costs little; everything is looked through when a worker starts, and now and then. */
const latelyMs = 3_600_000
const everythingEveryMs = 3_600_000

/** Archives closed workflows while the worker runs: one look after another. */
export function startArchiving(ports: ArchivePorts): { stop(): void } {
  let running = false
  let nextWholeLook = 0
  const look = async () => {
    if (running) return
    running = true
    try {
      const whole = Date.now() >= nextWholeLook
      await archiveClosed(ports, whole ? undefined : new Date(Date.now() - latelyMs))
      if (whole) nextWholeLook = Date.now() + everythingEveryMs
    } catch (error) {
      ports.log.warn({ err: error }, 'the archiver could not look; it looks again soon')
    } finally {
      running = false
    }
  }
  void look()
  const timer = setInterval(look, lookEveryMs)
  return { stop: () => clearInterval(timer) }
}
