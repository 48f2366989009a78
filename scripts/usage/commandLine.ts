import { parseArgs } from 'node:util'
import { type Command, type CommandName, commands, type Option } from './commands.ts'

/** The values of a command's options by their names; a switch that is not set is absent. */
type Values<N extends CommandName> = (typeof commands)[N] extends { options: infer O extends Record<string, Option> }
  ? { readonly [K in keyof O]: ValueOf<O[K]> }
  : Readonly<Record<never, never>>

type ValueOf<O extends Option> = O extends { type: 'boolean' }
  ? boolean | undefined
  : O extends { multiple: true }
    ? readonly string[] | undefined
    : O extends { whole: true }
      ? Given<O, number>
      : Given<O, string>
type Given<O, T> = O extends { default: string } ? T : T | undefined

/** What was asked for; or what to print instead: the usage on request, or what is wrong with it, with the usage. */
export type Asked<N extends CommandName> =
  | { readonly values: Values<N>; readonly words: readonly string[] }
  | { readonly help: string }
  | { readonly fault: string }

/** The arguments of a command of scripts/. Prints the usage and ends the process for `--help` (exit code 0) and for what it does not take (2). */
export function commandLine<N extends CommandName>(name: N): Exclude<Asked<N>, { help: string } | { fault: string }> {
  const asked = read(name, process.argv.slice(2))
  if ('help' in asked) {
    console.log(asked.help)
    process.exit(0)
  }
  if ('fault' in asked) misused(name, asked.fault)
  return asked
}

/** Ends the process: what is wrong with the arguments, and the usage. */
export function misused(name: CommandName, fault: string): never {
  console.error(`${fault}\n\n${usage(name)}`)
  process.exit(2)
}

export function read<N extends CommandName>(name: N, args: readonly string[]): Asked<N> {
  const { takes, options = {} }: Command = commands[name]
  try {
    const help = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { ...options, ...help } })
    if (values.help) return { help: usage(name) }
    const most = takes ? (takes.atMost ?? Number.POSITIVE_INFINITY) : 0
    const tooMany = positionals[most]
    if (tooMany !== undefined) return { fault: `It does not take "${tooMany}".` }
    const unknown = takes?.of && positionals.find(word => !takes.of?.includes(word))
    if (unknown !== undefined) return { fault: `${takes?.called} is "${unknown}", and can be: ${takes?.of?.join(', ')}.` }
    return { values: numbered(options, values) as Values<N>, words: positionals }
  } catch (error) {
    // The first sentence says what is wrong; what follows is advice about --, for other programs.
    return { fault: (error as Error).message.split(/\. (?=To )|\n/)[0] ?? '' }
  }
}

function numbered(options: Readonly<Record<string, Option>>, values: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!options[name]?.whole) return [name, value]
      if (!/^\d{1,15}$/.test(String(value))) throw new Error(`--${name} takes a whole number, and was given "${value}"`)
      return [name, Number(value)]
    }),
  )
}

/** How a command is used, in lines. */
export function usage(name: CommandName): string {
  const { does, takes, options = {}, examples }: Command = commands[name]
  const shown = takes ? [`[${takes.called}${takes.atMost === 1 ? '' : '…'}]`] : []
  const rows: [string, string][] = [
    ...(takes ? [[takes.called, `${takes.says}${takes.of ? ` (${takes.of.join(', ')})` : ''}`] as [string, string]] : []),
    ...Object.entries(options).map(([option, { value, says, default: otherwise }]): [string, string] => [
      `--${option}${value ? ` ${value}` : ''}`,
      `${says}${otherwise === undefined ? '' : ` (${otherwise})`}`,
    ]),
    ['--help', 'prints this'],
  ]
  const wide = Math.max(...rows.map(([left]) => left.length))
  return [
    does,
    '',
    `Usage: ${[called(name), '[--', ...shown, '[options]]'].join(' ')}`,
    ...rows.map(([left, right]) => `  ${left.padEnd(wide)}  ${right}`),
    '',
    'Examples:',
    ...examples.map(example => `  ${example}`),
  ].join('\n')
}

/** `npm start`, `npm test`, `npm run record-histories`. */
export function called(name: CommandName): string {
  const script = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  return script === 'start' || script === 'test' ? `npm ${script}` : `npm run ${script}`
}
