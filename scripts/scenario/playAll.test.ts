import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { FakeCentre } from './fakeCentre.ts'
import { scenarioFiles } from './files.ts'
import { lineFor, playAll } from './playAll.ts'

const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
const centre = new FakeCentre()
afterEach(() => {
  centre.close()
  rmSync(folder, { recursive: true })
})

it('a folder is played file by file in order, one line for each, a file that cannot be read included', async () => {
  const apply = 'apply: {case: a, procedure: seizure, units: []}'
  writeFileSync(join(folder, 'X1.yaml'), `id: X1\ntitle: 成\nsteps:\n  - ${apply}\n`)
  writeFileSync(join(folder, 'X2.yaml'), `id: X2\ntitle: 败\nsteps:\n  - ${apply}\n  - expect: {case: a, stage: closed}\n`)
  writeFileSync(join(folder, 'X3.yaml'), 'id: X3\ntitle: 误\nsteps:\n  - wiat: P3D\n')
  writeFileSync(join(folder, 'README.md'), 'no scenario')
  const lines: string[] = []
  await playAll(await centre.open(), scenarioFiles(['.'], folder), 1, verdict => lines.push(lineFor(verdict)))
  expect(lines.map(line => line.replace(/\d+\.\d s/, 'n s').replace(folder, ''))).toEqual([
    'ok   X1 成 (n s)',
    'FAIL X2 败: step 2 expect a: stage: expected closed, got intake',
    'FAIL /X3.yaml: step 1: unknown key "wiat"',
  ])
})
