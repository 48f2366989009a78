import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { called, read, usage } from './commandLine.ts'
import { type CommandName, commands } from './commands.ts'

const root = resolve(import.meta.dirname, '../..')
const names = Object.keys(commands) as CommandName[]

describe('the commands', () => {
  it('are those that npm runs by their files, and each file asks for its own arguments', () => {
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const run = Object.entries(scripts).flatMap(([script, line]) => {
      const file = /^node scripts\/bootstrap\.mjs (\w+)$/.exec(line)?.[1]
      return file ? [{ script, file }] : []
    })
    expect(run.map(({ file }) => file).sort()).toEqual([...names].sort())
    for (const { script, file } of run) {
      expect(
        called(file as CommandName)
          .split(' ')
          .at(-1),
      ).toBe(script)
      expect(readFileSync(resolve(root, `scripts/${file}.ts`), 'utf8'), file).toContain(`commandLine('${file}')`)
    }
  })

  it('no script reads its arguments by itself', () => {
    const files = readdirSync(resolve(root, 'scripts')).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    const byThemselves = files.filter(name =>
      /parseArgs|process\.argv/.test(readFileSync(resolve(root, 'scripts', name), 'utf8')),
    )
    expect(byThemselves).toEqual([])
  })
})

describe.each(names)('%s', name => {
  it('says on --help what it does, what it takes and how it is called', () => {
    for (const asked of ['--help', '-h']) expect(read(name, [asked])).toEqual({ help: usage(name) })
    expect(usage(name)).toContain(`Usage: ${called(name)} `)
    expect(usage(name)).toContain(commands[name].does)
  })

  it('takes its own examples', () => {
    expect(commands[name].examples.length).toBeGreaterThan(0)
    for (const example of commands[name].examples) {
      expect(example.replace('npm run --silent ', 'npm run '), name).toContain(called(name))
      const args = (example.split(' -- ')[1] ?? '').split(' ').filter(word => word !== '')
      expect(read(name, args), example).toHaveProperty('values')
    }
  })

  it('names an option that it does not take', () => {
    expect(read(name, ['--nonsense'])).toEqual({ fault: "Unknown option '--nonsense'" })
  })
})

describe('what is given to a command', () => {
  it('is a number where it says so, its own word where nothing is given', () => {
    expect(read('bench', ['deadlines', '--open', '10'])).toMatchObject({ words: ['deadlines'], values: { open: 10, idle: 20 } })
    expect(read('replay', [])).toEqual({ values: {}, words: [] })
    expect(read('verify', ['--checkpoint', 'a', '--checkpoint', 'b'])).toMatchObject({ values: { checkpoint: ['a', 'b'] } })
  })

  it('is refused where it is no number, too much, or none of those that there are', () => {
    expect(read('trace', ['--min', 'many'])).toEqual({ fault: '--min takes a whole number, and was given "many"' })
    expect(read('rebuild', ['cases'])).toEqual({ fault: 'It does not take "cases".' })
    expect(read('token', ['intake-1', 'intake-2'])).toEqual({ fault: 'It does not take "intake-2".' })
    expect(read('demo', ['comedy'])).toEqual({ fault: 'STORY is "comedy", and can be: transfer, audit.' })
    expect(read('acceptance', ['--url'])).toEqual({ fault: "Option '--url <value>' argument missing" })
  })
})

/** Starting a program takes seconds on a busy machine. */
describe('at the terminal', { timeout: 120_000 }, () => {
  const run = (file: CommandName, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${file}.ts`, ...args], {
      cwd: root,
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  it('help is printed and all is well', () => {
    expect(run('trace', '--help')).toEqual({ status: 0, stdout: `${usage('trace')}\n`, stderr: '' })
  })

  it.each(['trace', 'replay', 'checkpoint'] as const)(
    'a wrong option of %s is an error of the caller, without a stack, before a centre is looked for',
    name => {
      const stderr = `Unknown option '--nonsense'\n\n${usage(name)}\n`
      expect(run(name, '--nonsense')).toEqual({ status: 2, stdout: '', stderr })
    },
  )
})
