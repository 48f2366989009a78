import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { domainModulesOfWorkflows, sourcesIn } from './bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('what workflows share', () => {
  it('is all that they run of the domain: what folds, rings and forbids among it, and nothing that is types alone', async () => {
    const modules = await domainModulesOfWorkflows(root)
    expect(modules).toEqual(
      expect.arrayContaining([
        'domain/case/evolve.ts',
        'domain/case/alarms.ts',
        'domain/case/actions.ts',
        'domain/time/instant.ts',
      ]),
    )
    expect(modules).not.toContain('domain/case/events.ts')
  })

  it('keeps nothing between two calls: no module of the domain has a variable, or a collection that begins empty', async () => {
    const keeps = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = (?:new (?:Map|Set|WeakMap|WeakSet)(?:<.*>)?\(\)|\[\]|\{\}))/m
    const stateful = await Promise.all(
      (await sourcesIn(root, 'domain')).map(async file => (keeps.test(await readFile(join(root, file), 'utf8')) ? [file] : [])),
    )
    expect(stateful.flat()).toEqual([])
    for (const code of ['let last = 0', 'const seen = new Map<string, number>()', 'export const cache: Cache = {}'])
      expect(keeps.test(code), code).toBe(true)
  })
})
