import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  name => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'patches.ts',
)

describe('patches of the workflow code', () => {
  it('are asked through their table alone: no other file calls the engine for one', () => {
    const offenders = sources.filter(name => /\b(patched|deprecatePatch)\b/.test(readFileSync(folder + name, 'utf8')))
    expect(sources.length).toBeGreaterThan(10)
    expect(offenders).toEqual([])
  })
})
