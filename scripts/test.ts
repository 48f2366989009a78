import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { say } from './stack/say.ts'
import { resolveTemporal } from './stack/temporalBinary.ts'
import { commandLine } from './usage/commandLine.ts'

// npm test: everything CI runs, each step to its end whatever became of the others. The last line is `N passed, N failed`.

commandLine('test')

interface Count {
  passed: number
  failed: number
}

const one = (held: boolean): Count => ({ passed: held ? 1 : 0, failed: held ? 0 : 1 })

/** Runs a program with our terminal; true when it ended with 0. */
function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.once('error', error => {
      console.error(error.message)
      resolve(false)
    })
    child.once('exit', code => resolve(code === 0))
  })
}

const npmScript = async (name: string): Promise<Count> => one(await run('npm', ['run', '--silent', name]))

async function generated(): Promise<Count> {
  if (!existsSync('scripts/generate.ts')) return one(false)
  return one(await run(process.execPath, ['--import', 'tsx', 'scripts/generate.ts', '--check']))
}

/** The integration tests need a Temporal server: it is found, or built with progress shown, before their clock runs. */
async function temporal(): Promise<Count> {
  const source = await resolveTemporal()
  say(`Temporal is ${source.how}`)
  return one(true)
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
}

/** A file that cannot be loaded, or an error outside any test, fails the run without a failed test: it counts as one. */
async function vitest(): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'dengbu-report-'))
  const file = join(folder, 'report.json')
  try {
    const held = await run('node_modules/.bin/vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = await readReport(file)
    if (skipped > 0) say(`${skipped} tests were skipped`)
    const broken = (!held || passed === 0) && failed === 0
    return { passed, failed: broken ? 1 : failed }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readReport(file: string): Promise<Report> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 } // vitest died before it could report
  }
}

/** The scenarios' data, for the check that follows them. */
let played: string | undefined

/** Plays every scenario of the project over HTTP against a fresh centre; each counts as a test. */
async function scenarios(): Promise<Count> {
  played = await mkdtemp(join(tmpdir(), 'dengbu-scenarios-'))
  const lines: string[] = []
  const held = await new Promise<boolean>(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/acceptance.ts', 'tests/acceptance', '--jobs', '2'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DENGBU_DATA: played },
    })
    createInterface({ input: child.stdout }).on('line', line => {
      lines.push(line)
      console.log(line)
    })
    child.once('error', () => resolve(false))
    child.once('close', code => resolve(code === 0))
  })
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/.exec(lines.at(-1) ?? '') ?? []
  const broken = !held && Number(failed) === 0
  return { passed: Number(passed), failed: broken ? 1 : Number(failed) }
}

/** Ledgers, register, workflows and numbers of all those cases agree (npm run verify). */
async function agreement(): Promise<Count> {
  if (!played) return one(false)
  try {
    const dataDir = join(played, 'acceptance')
    return one(await run(process.execPath, ['--import', 'tsx', 'scripts/verify.ts'], { DENGBU_DATA: dataDir }))
  } finally {
    await rm(played, { recursive: true, force: true })
  }
}

const steps: Array<[headline: string, step: () => Promise<Count>]> = [
  ['format and lint', () => npmScript('lint')],
  ['types', () => npmScript('types')],
  ['dependency rules', () => npmScript('check-imports')],
  ['unused code', () => npmScript('unused')],
  ['generated files are current', generated],
  ['a Temporal server', temporal],
  ['tests', vitest],
  ['scenarios', scenarios],
  ['whatever was played agrees', agreement],
]

/** Runs one step under its headline; a step that throws has failed. */
async function timed(headline: string, step: () => Promise<Count>): Promise<Count> {
  say(`\n== ${headline}`)
  const started = Date.now()
  const count = await step().catch((error: Error) => {
    console.error(error.message)
    return one(false)
  })
  say(`-- ${headline}: ${count.failed === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return count
}

// The child shares our terminal and our process group: Ctrl-C ends it, and then us with a count of what failed.
process.on('SIGINT', () => undefined)

const total: Count = { passed: 0, failed: 0 }
const failures: string[] = []
for (const [headline, step] of steps) {
  const { passed, failed } = await timed(headline, step)
  total.passed += passed
  total.failed += failed
  if (failed > 0) failures.push(headline)
}
say(failures.length > 0 ? `\nfailed: ${failures.join(', ')}` : '')
say(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
