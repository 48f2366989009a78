import { readdirSync, readFileSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { scenarioFiles } from './scenario/files.ts'
import { loadScenario } from './scenario/load.ts'
import { isLaw, isRequirement, looksLikeOurs, requirements } from './trace/catalogue.ts'
import { titlesIn } from './trace/scan.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run trace -- [PATH…] [--min N]: which requirement is proven by which test.

/** One test, or one scenario, and one id that it names. */
type Proof = { id: string; by: string; declared: boolean }

const skipped = ['node_modules', 'dist']
const root = resolve(import.meta.dirname, '..')
const { values, words } = commandLine('trace')

const paths = words.map(path => resolve(process.env.INIT_CWD ?? process.cwd(), path))
const proofs = [...new Set([root, ...paths].flatMap(testFiles))].flatMap(proofsInTest)
proofs.push(...[...new Set([resolve(root, 'tests/acceptance'), ...paths])].flatMap(proofsInScenarios))

const proven = printProofs()
printTotals('seed')
printTotals('tag')
const unknown = printUnknown()
console.log(`${proven.size} requirement ids proven of ${requirements.length}`)
process.exitCode = unknown > 0 || proven.size < (values.min ?? 0) ? 1 : 0

function testFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return path.endsWith('.test.ts') ? [path] : []
  const entries = readdirSync(path, { withFileTypes: true }).filter(
    ({ name }) => !name.startsWith('.') && !skipped.includes(name),
  )
  const found = entries.filter(entry => entry.isDirectory() || entry.name.endsWith('.test.ts')).map(({ name }) => name)
  return found.sort().flatMap(name => testFiles(resolve(path, name)))
}

function proofsInTest(file: string): Proof[] {
  const shown = relative(root, file)
  return titlesIn(readFileSync(file, 'utf8')).flatMap(({ title, ids }) =>
    ids.map(id => ({ id, by: `${shown}: ${title}`, declared: false })),
  )
}

function proofsInScenarios(path: string): Proof[] {
  if (!statSync(path, { throwIfNoEntry: false })) return []
  const files = scenarioFiles([path], root).filter(file => /\.ya?ml$/.test(file))
  return files.map(loadScenario).flatMap(({ id, title, basis, file }) => {
    return basis.map(named => ({ id: named, by: `${relative(root, file)}: ${id} ${title}`, declared: true }))
  })
}

function printProofs(): Set<string> {
  const proven = new Set<string>()
  for (const { id } of requirements) {
    const tests = [...new Set(proofs.filter(proof => proof.id === id).map(proof => proof.by))]
    if (tests.length === 0) continue
    proven.add(id)
    console.log([id, ...tests.map(test => `  ${test}`)].join('\n'))
  }
  return proven
}

function printTotals(by: 'seed' | 'tag'): void {
  console.log(`\nby ${by}`)
  for (const group of [...new Set(requirements.map(row => row[by]))].sort()) {
    const rows = requirements.filter(row => row[by] === group)
    console.log(`  ${group.padEnd(24)} ${String(rows.filter(row => proven.has(row.id)).length).padStart(4)} of ${rows.length}`)
  }
}

// A scenario declares its ids, so every one must be known; in a title only what has the shape of an id can be held to be one.
function printUnknown(): number {
  const strangers = proofs.filter(({ id, declared }) => (declared || looksLikeOurs(id)) && !isRequirement(id) && !isLaw(id))
  for (const { id, by } of strangers) console.error(`unknown id ${id} in ${by}`)
  return strangers.length
}
