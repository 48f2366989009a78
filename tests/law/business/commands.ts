import fc from 'fast-check'

/**
 * What may happen at the office. `dice` decides the rest (which unit, who, what), so that a list of these can be played again.
 * `carry` takes a case some acts further by the right posts, `stray` is any other act, `misplaced` one by the wrong post.
 */
export type Command =
  | { readonly do: 'file' | 'fileTogether' | 'stray' | 'misplaced'; readonly dice: readonly number[] }
  | { readonly do: 'carry'; readonly dice: readonly number[]; readonly acts: number }
  | { readonly do: 'advance'; readonly days: number }
  | { readonly do: 'atOnce'; readonly commands: readonly Command[] }

// Without bias: here the ends of the range are no more telling than its middle.
const dice = fc.array(fc.noBias(fc.nat(9_999)), { minLength: 10, maxLength: 10 })
const simple = (name: 'file' | 'fileTogether' | 'stray' | 'misplaced') => fc.record({ do: fc.constant(name), dice })
const carry = (acts: fc.Arbitrary<number>) => fc.record({ do: fc.constant('carry' as const), dice, acts })

const alone: fc.Arbitrary<Command>[] = [simple('file'), carry(fc.integer({ min: 1, max: 4 })), simple('stray')]

const atOnce = fc.record({
  do: fc.constant('atOnce' as const),
  commands: fc.array(fc.oneof(...alone), { minLength: 2, maxLength: 4 }),
})

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: simple('file') },
  { weight: 2, arbitrary: simple('fileTogether') },
  { weight: 24, arbitrary: carry(fc.integer({ min: 2, max: 7 })) },
  { weight: 4, arbitrary: simple('stray') },
  { weight: 2, arbitrary: simple('misplaced') },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('advance' as const), days: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 5, arbitrary: atOnce },
)

/** The business of some days. */
export const business = (commands: number): fc.Arbitrary<Command[]> =>
  fc.array(command, { minLength: commands, maxLength: commands })
