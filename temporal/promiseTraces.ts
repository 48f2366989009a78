import { setFlagsFromString } from 'node:v8'

/** Enough to find the place in our own code; the default of 10 cost a fifth of a worker's time. */
const frames = 3

/**
 * The engine takes a stack trace of every promise that workflow code makes, for its stack-trace query. Shorter traces are most of what can
 * be saved there (ADR 0009). Holds for threads and contexts made afterwards: call it before a worker is created.
 */
export function shortenPromiseTraces(): void {
  setFlagsFromString(`--stack-trace-limit=${frames}`)
}
