import type { Sql } from '../../db/client.ts'
import { allSamples, recordedIn, sampleDigest } from '../../db/quality/samples.ts'
import { drawn } from '../../domain/quality/sampling.ts'
import type { Difference } from '../differences.ts'

/** Every sample is drawn again from its seed: the population is what was recorded in the period, and the draw gives the same cases. */
export async function sampleDifferences(sql: Sql): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const { world, office, sample } of await allSamples(sql)) {
    const what = `抽检样本 ${office} ${sample.id}${world === '' ? '' : `（演练 ${world}）`}`
    const recorded = (await recordedIn(sql, { world, office }, sample)).map(({ caseNo }) => caseNo)
    const population = sample.population.map(({ caseNo }) => caseNo)
    differences.push(...difference(what, 'population', recorded, population))
    differences.push(...difference(what, 'drawn', drawn(sample, sampleDigest), sample.drawn))
  }
  return differences
}

const difference = (what: string, path: string, expected: readonly string[], found: readonly string[]): Difference[] =>
  expected.join() === found.join() ? [] : [{ what, path, expected, found }]
