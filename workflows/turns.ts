/**
 * Commands and alarms of a case take turns, in the order in which they came. Our own and not a library's, because the engine records a
 * stack trace for every promise that workflow code makes (ADR 0009): this one makes none while nobody waits.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #taken = false

  /** Takes the turn: at once, or when the promise that it answers resolves. Whoever has it must `pass` it on. */
  take(): Promise<void> | undefined {
    if (this.#taken) return new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#taken = true
    return undefined
  }

  /** Handed over, the turn stays taken: nobody slips in before the one who waited. */
  pass(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#taken = false
  }
}
