/**
 * Runs `stop` at the first SIGINT, SIGTERM or SIGHUP and exits: 0 when it held, 1 when it threw. One Ctrl-C arrives up to three
 * times (terminal, npm, bootstrap), so repeats within two seconds are one; a later one is a person who will not wait.
 */
export function stopOnSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stoppingSince: number | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > 2_000) process.exit(130)
      return
    }
    stoppingSince = Date.now()
    stop(signal).then(
      () => process.exit(0),
      error => {
        console.error(error instanceof Error ? error.message : error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
