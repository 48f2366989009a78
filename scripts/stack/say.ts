import { setTimeout as sleep } from 'node:timers/promises'

/** Prints one line for the person at the terminal. */
export function say(line: string): void {
  console.log(line)
}

/** Whole seconds since an instant of `Date.now()`. */
export const secondsSince = (started: number): number => Math.round((Date.now() - started) / 1000)

/**
 * Waits for `promise` and keeps the person informed: nothing under two seconds, then the elapsed time every few seconds, and
 * `done in N s` at the end. Resolves and rejects as `promise` does.
 */
export async function withProgress<T>(label: string, promise: Promise<T>, write: (line: string) => void = say): Promise<T> {
  const started = Date.now()
  const over = new AbortController()
  const reporting = report(label, started, over.signal, write)
  try {
    const value = await promise
    if (Date.now() - started > 2_000) write(`${label}: done in ${secondsSince(started)} s`)
    return value
  } finally {
    over.abort()
    await reporting
  }
}

/** First line at 2 s, then each 5 s, and after a minute each 15 s: a four-minute build is not a page of dots. */
async function report(label: string, started: number, over: AbortSignal, write: (line: string) => void): Promise<void> {
  for (let waitMs = 2_000; ; waitMs = Date.now() - started < 60_000 ? 5_000 : 15_000) {
    try {
      await sleep(waitMs, undefined, { signal: over })
    } catch {
      return
    }
    write(`${label}: ${secondsSince(started)} s …`)
  }
}
