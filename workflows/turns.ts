/**
 * Commands and alarms of a case take turns, in the order in which they came. Our own and not a library's, because the engine records a
 * stack trace for every promise that workflow code makes: this one makes none while nobody waits (measured in ADR 0009).
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #taken = false

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken) await new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#taken = true
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      // Handed over, the turn stays taken: nobody slips in before the one who waited.
      if (next) next()
      else this.#taken = false
    }
  }
}
