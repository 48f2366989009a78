/** Prints the numbered steps of a demonstration and counts the checks beneath them. */
export type Teller = {
  step(chinese: string, english: string): void
  say(line: string): void
  /** Shows a check; one that does not hold is counted and the story goes on. */
  check(what: string, holds: boolean, got?: unknown): void
  failed(): number
  checked(): number
}

/** A teller that writes to standard output, in colour where a person watches. */
export function tellerTo(out: NodeJS.WriteStream): Teller {
  const paint = (code: string, text: string) => (out.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text)
  let steps = 0
  let checked = 0
  let failed = 0
  return {
    step: (chinese, english) => {
      steps++
      out.write(`\n${paint('36;1', `${String(steps).padStart(2)}. ${chinese}`)}  ${paint('2', english)}\n`)
    },
    say: line => {
      out.write(`    ${line}\n`)
    },
    check: (what, holds, got) => {
      checked++
      if (!holds) failed++
      const shown = holds || got === undefined ? '' : ` (got ${JSON.stringify(got)})`
      out.write(`    ${holds ? paint('32', '✓') : paint('31', '✗')} ${what}${shown}\n`)
    },
    failed: () => failed,
    checked: () => checked,
  }
}
