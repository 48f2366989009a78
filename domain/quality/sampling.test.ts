import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Post } from '../case/types.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import { checklistOf } from './checklist.ts'
import {
  type Drawing,
  drawn,
  findingsIn,
  type ItemResult,
  rateOn,
  refuseCheck,
  type SampleData,
  type SampledCase,
  type SamplingRate,
  sampleOf,
  unchecked,
} from './sampling.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const at = '2025-06-16T09:00:00+08:00'
const kinds: readonly ProcedureId[] = ['transfer-by-sale', 'mortgage-first', 'seizure']
const cases = (count: number, procedure: ProcedureId = 'transfer-by-sale', from = 0): SampledCase[] =>
  Array.from({ length: count }, (_, i) => ({ caseNo: `C-${String(from + i).padStart(4, '0')}`, procedure, county: '510802' }))
const drawing = (more: Partial<Drawing> = {}): Drawing => ({
  ...{ from: '2025-06-02', until: '2025-06-15', seed: 'abc', population: cases(40), rates: { 'transfer-by-sale': 50 } },
  ...more,
})

describe('the drawing of a sample', () => {
  const drawings = fc
    .record({
      seed: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      counts: fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)),
      perMille: fc.tuple(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
      ),
    })
    .map(({ seed, counts, perMille }) =>
      drawing({
        seed,
        population: kinds.flatMap((kind, i) => cases(counts[i] ?? 0, kind, i * 100)),
        rates: Object.fromEntries(kinds.map((kind, i) => [kind, perMille[i] ?? 0])),
      }),
    )

  it('gives the same again from seed and population, in whatever order the population stands; of each kind its share, rounded up [S1-79]', () =>
    fc.assert(
      fc.property(drawings, one => {
        const found = drawn(one, sha256)
        expect(drawn({ ...one, population: [...one.population].reverse() }, sha256)).toEqual(found)
        for (const kind of kinds) {
          const all = one.population.filter(({ procedure }) => procedure === kind).map(({ caseNo }) => caseNo)
          const mine = found.filter(caseNo => all.includes(caseNo))
          expect(mine.length).toBe(Math.ceil((all.length * (one.rates[kind] ?? 0)) / 1_000))
        }
        expect(found).toEqual([...new Set(found)].sort())
      }),
    ))

  it('depends on the seed, and over many seeds meets every case about as often as another', () => {
    const population = cases(20)
    const times = new Map<string, number>()
    for (let n = 0; n < 2_000; n++)
      for (const caseNo of drawn(drawing({ seed: `s${n}`, population, rates: { 'transfer-by-sale': 100 } }), sha256))
        times.set(caseNo, (times.get(caseNo) ?? 0) + 1)
    expect(times.size).toBe(20)
    // 200 expected of each; six standard deviations are about 80.
    for (const count of times.values()) expect(Math.abs(count - 200)).toBeLessThan(80)
  })
})

describe('the rate on a day', () => {
  const set = (perMille: number, from: string, procedure: ProcedureId | null = null): SamplingRate => {
    return { perMille, from, procedure, document: '内部通知' }
  }
  const rates = [set(100, '2025-02-01'), set(200, '2025-03-01'), set(500, '2025-02-15', 'seizure'), set(150, '2025-03-01')]
  const on = (procedure: ProcedureId, day: string) => rateOn(rates, { samplePerMille: 50 }, procedure, day)

  it('is the office’s own, then the last set for all, then the last set for the kind itself; of two for one day the later [S1-79]', () => {
    expect(on('transfer-by-sale', '2025-01-31')).toBe(50)
    expect(on('transfer-by-sale', '2025-02-01')).toBe(100)
    expect(on('transfer-by-sale', '2025-03-01')).toBe(150)
    expect(on('seizure', '2025-02-14')).toBe(100)
    expect(on('seizure', '2025-04-01')).toBe(500)
  })
})

describe('a check', () => {
  const data: SampleData['Drawn'] = { ...drawing({ population: cases(3) }), drawn: ['C-0000', 'C-0002'] }
  const sample = sampleOf('s', [{ type: 'Drawn', data, at, actor: 'system' }])
  const all = (changes: Readonly<Record<string, Partial<ItemResult>>> = {}): ItemResult[] =>
    checklistOf('transfer-by-sale').items.map(({ id }) => ({ item: id, result: 'pass', ...changes[id] }))
  const ask = (caseNo: string, results: readonly ItemResult[], post: Post = 'quality', acted: readonly string[] = ['intake-1']) =>
    refuseCheck(sample, { caseNo, results }, { sub: 'quality-1', posts: [post] }, acted)

  it('answers every item of the checklist once; nothing else, and what fails with words [S1-79]', () => {
    expect(ask('C-0000', all())).toBeNull()
    expect(ask('C-0000', all().slice(1))?.detail).toContain('materials')
    expect(ask('C-0000', [...all(), ...all().slice(0, 1)])?.rule).toBe('body')
    expect(ask('C-0000', [...all(), { item: 'secured-claim', result: 'pass' }])?.detail).toContain('secured-claim')
    expect(ask('C-0000', all({ entry: { result: 'fail' } }))?.detail).toContain('entry')
    expect(ask('C-0000', all({ entry: { result: 'fail', note: '漏记共有份额' } }))).toBeNull()
  })

  it('is for the posts of quality, on a drawn case, by nobody who has had a hand in it [S0-122]', () => {
    expect(ask('C-0000', all(), 'intake')?.rule).toBe('post')
    expect(ask('C-0001', all())?.rule).toBe('stage')
    expect(ask('C-0000', all(), 'quality', ['intake-1', 'quality-1'])).toMatchObject({
      rule: 'avoidance',
      basis: ['SEED-21', 'SEED-22'],
    })
  })

  it('is made once', () => {
    const checked = { caseNo: 'C-0000', version: '1', results: all(), findings: [] }
    const after = sampleOf('s', [
      { type: 'Drawn', data, at, actor: 'system' },
      { type: 'Checked', data: checked, at, actor: 'quality-1' },
    ])
    expect(unchecked(after)).toEqual(['C-0002'])
    expect(refuseCheck(after, { caseNo: 'C-0000', results: all() }, { sub: 'quality-2', posts: ['quality'] }, [])?.rule).toBe(
      'stage',
    )
    expect(() => sampleOf('s', [])).toThrow('drawing')
  })

  it('raises what failed against whoever did the step, with the item’s weight [S1-79]', () => {
    const results = all({ entry: { result: 'fail', note: '漏记' }, 'as-published': { result: 'fail', note: '多收' } })
    const raised = findingsIn(sample, { caseNo: 'C-0000', results }, step => (step === 'Recorded' ? ['registrar-1'] : []))
    expect(raised).toEqual([
      expect.objectContaining({ origin: 'sampling', error: '多收', severity: 'minor', responsible: [] }),
      expect.objectContaining({ error: '漏记', severity: 'serious', responsible: ['registrar-1'], caseNo: 'C-0000' }),
    ])
    expect(raised[1]?.source).toMatchObject({ sample: 's', item: 'entry' })
  })
})
