import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// A dependency rule that matches nothing looks exactly like one that is kept. Here each one meets its offender.

const files: Record<string, string> = {
  'domain/rule.ts': `export const rule = 1`,
  'domain/reads.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync`,
  'domain/asks.ts': `import { query } from '../db/query.ts'; export const a = query`,
  'domain/time/calendar.ts': `export const today = ''`,
  'domain/case/evolve.ts': `import { today } from '../time/calendar.ts'; export const a = today`,
  'domain/case/asOf.ts': `import type { today } from '../time/calendar.ts'; export type A = typeof today`,
  'db/query.ts': `import { rule } from '../domain/rule.ts'; export const query = rule`,
  'db/climbs.ts': `import type { perform } from '../activities/perform.ts'; export type A = typeof perform`,
  'activities/perform.ts': `import { query } from '../db/query.ts'; export const perform = query`,
  'activities/connects.ts': `import { codec } from '../temporal/codec.ts'; export const a = codec`,
  'workflows/messages.ts': `export const name = 'act'`,
  'workflows/story.ts': `import type { perform } from '../activities/perform.ts'; import { rule } from '../domain/rule.ts'; export type A = typeof perform; export const a = rule`,
  'workflows/calls.ts': `import { perform } from '../activities/perform.ts'; export const a = perform`,
  'workflows/hashes.ts': `import { createHash } from 'node:crypto'; export const a = createHash`,
  'workflows/queries.ts': `import { query } from '../db/query.ts'; export const a = query`,
  'api/route.ts': `import { name } from '../workflows/messages.ts'; import { codec } from '../temporal/codec.ts'; export const a = [name, codec]`,
  'api/peeks.ts': `import { a } from '../workflows/story.ts'; export const b = a`,
  'dispatch/carry.ts': `import { query } from '../db/query.ts'; import { name } from '../workflows/messages.ts'; export const carry = [query, name]`,
  'dispatch/answers.ts': `import { a } from '../api/route.ts'; export const b = a`,
  'seal/signs.ts': `import { query } from '../db/query.ts'; export const sign = query`,
  'seal/replays.ts': `import { codec } from '../temporal/codec.ts'; export const a = codec`,
  'worker/serves.ts': `import { a } from '../api/route.ts'; export const b = a`,
  'temporal/codec.ts': `import { address } from '../temporal.config.ts'; export const codec = address`,
  'temporal/knows.ts': `import { rule } from '../domain/rule.ts'; export const a = rule`,
  'temporal.config.ts': `export const address = ''`,
  'scripts/one.ts': `import { two } from './two.ts'; export const one = () => two`,
  'scripts/two.ts': `import { one } from './one.ts'; export const two = () => one`,
  'scripts/lost.ts': `import { gone } from './gone.ts'; export const a = gone`,
  'domain/rule.test.ts': `import { readFileSync } from 'node:fs'; import { rule } from './rule.ts'; export const a = [readFileSync, rule]`,
}

const offences = [
  ['domain/reads.ts', 'domain-is-pure'],
  ['domain/asks.ts', 'domain-is-pure'],
  ['domain/case/evolve.ts', 'looking-back-asks-no-rules'],
  ['db/climbs.ts', 'db-knows-only-the-domain'],
  ['activities/connects.ts', 'activities-know-domain-and-db'],
  ['activities/connects.ts', 'temporal-is-for-processes'],
  ['workflows/calls.ts', 'workflows-know-activities-as-types'],
  ['workflows/hashes.ts', 'workflows-are-deterministic'],
  ['workflows/queries.ts', 'workflows-are-deterministic'],
  ['api/peeks.ts', 'api-knows-workflows-by-their-messages'],
  ['dispatch/answers.ts', 'dispatch-carries-messages'],
  ['seal/replays.ts', 'seal-knows-domain-and-db'],
  ['seal/replays.ts', 'temporal-is-for-processes'],
  ['worker/serves.ts', 'worker-knows-neither-api-nor-workbench'],
  ['temporal/knows.ts', 'temporal-knows-nobody'],
  ['scripts/one.ts', 'no-circles'], // a circle is reported once
  ['scripts/lost.ts', 'no-unresolvable'],
]

interface Report {
  summary: { violations: Array<{ from: string; rule: { name: string } }> }
}

let folder: string
let found: string[][]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-rules-'))
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) await cp(name, join(folder, name))
  for (const [name, code] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), `${code}\n`)
  }
  const report = JSON.parse(await cruise(folder)) as Report
  found = report.summary.violations.map(({ from, rule }) => [from, rule.name])
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** depcruise exits with the number of errors; its report is what counts. */
function cruise(cwd: string): Promise<string> {
  const program = resolve('node_modules/.bin/depcruise')
  const folders = [...new Set(Object.keys(files).map(name => name.split('/')[0] ?? ''))]
  return new Promise(done => {
    execFile(
      program,
      ['--config', '.dependency-cruiser.cjs', '-T', 'json', ...folders],
      { cwd, maxBuffer: 64e6 },
      (_error, stdout) => done(stdout),
    )
  })
}

describe('the dependency rules', () => {
  it.each(offences)('%s breaks %s', (file, rule) => {
    expect(found).toContainEqual([file, rule])
  })

  it('forbid nothing else: type imports of activities, messages, the codec in processes, tests', () => {
    expect(found.map(pair => pair.join(' ')).sort()).toEqual(offences.map(pair => pair.join(' ')).sort())
  })
})
