import { type DispatchPorts, dispatchNews } from '../dispatch/dispatch.ts'

const lookEveryMs = 500

/**
 * Delivers what transactions have to tell, now and then and whenever told that there is something. One round at a time: what comes
 * during a round is looked for once more at its end.
 */
export function startDispatching(ports: DispatchPorts): { nudge(): void; stop(): void } {
  let running = false
  let again = false
  const look = async () => {
    again = running
    if (running) return
    running = true
    await dispatchNews(ports).catch(error =>
      ports.log.warn({ err: error }, 'the outbox could not be read; it is read again soon'),
    )
    running = false
    if (again) void look()
  }
  const timer = setInterval(look, lookEveryMs)
  return { nudge: () => void look(), stop: () => clearInterval(timer) }
}
