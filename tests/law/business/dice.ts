/**
 * The chances of one command. Its numbers are the command's own, so a list of commands says by itself what was tried; of a list the
 * first choice is the ordinary one, to which small numbers lead.
 */
export class Dice {
  readonly #numbers: readonly number[]
  #rolled = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** 0 … below − 1. */
  below(limit: number): number {
    const number = this.#numbers[this.#rolled++ % this.#numbers.length] ?? 0
    return number % limit
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }
}
