import type { Actor, Refusal } from '../case/types.ts'
import type { QualitySettings } from '../office/profile.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import { type Checklist, checklistOf } from './checklist.ts'
import type { Noted, Raised } from './finding.ts'
import { qualityWorkers } from './steps.ts'

/** How many of 1000 recorded cases of a kind are drawn from a day on; set by an office, of one procedure or, null, of all others. */
export interface SamplingRate {
  readonly procedure: ProcedureId | null
  readonly perMille: number
  readonly from: LocalDate
  readonly document: string
}

/** The rate on a day: the last set for the procedure, else the last for all, else the office's own from the start. */
export function rateOn(
  rates: readonly SamplingRate[],
  { samplePerMille }: Pick<QualitySettings, 'samplePerMille'>,
  procedure: ProcedureId,
  on: LocalDate,
): number {
  const last = (of: ProcedureId | null) => {
    const begun = rates.filter(rate => rate.procedure === of && rate.from <= on)
    const from = begun
      .map(rate => rate.from)
      .sort()
      .at(-1)
    return begun.findLast(rate => rate.from === from)
  }
  return (last(procedure) ?? last(null))?.perMille ?? samplePerMille
}

/** A recorded case that could be drawn. */
export interface SampledCase {
  readonly caseNo: string
  readonly procedure: ProcedureId
  readonly county: string
}

/** Everything an auditor needs to draw again. Cases by number. */
export interface Drawing {
  readonly from: LocalDate
  readonly until: LocalDate
  /** Made by the machine at the moment of drawing: nobody chooses it. */
  readonly seed: string
  readonly population: readonly SampledCase[]
  /** Of each procedure in the population, per mille. */
  readonly rates: Readonly<Record<string, number>>
}

/**
 * The cases drawn: of each procedure the share of its rate, rounded up, so that none goes unseen; those whose SHA-256 of `<seed>/<case number>`
 * comes first. `digest` gives it in hex: whoever has seed and population draws the same, with any tool.
 */
export function drawn({ seed, population, rates }: Drawing, digest: (text: string) => string): string[] {
  const kinds = [...new Set(population.map(({ procedure }) => procedure))]
  return kinds
    .flatMap(kind => {
      const keyed = population.flatMap(({ caseNo, procedure }) =>
        procedure === kind ? [{ caseNo, key: digest(`${seed}/${caseNo}`) }] : [],
      )
      const count = Math.ceil((keyed.length * (rates[kind] ?? 0)) / 1_000)
      return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, count)
    })
    .map(({ caseNo }) => caseNo)
    .sort()
}

export const results = ['pass', 'fail', 'not-applicable'] as const

/** What a reviewer found on one item. `note` says what is wrong; of what passes it may be left out. */
export interface ItemResult {
  readonly item: string
  readonly result: (typeof results)[number]
  readonly note?: string
}

export interface Checked {
  readonly caseNo: string
  readonly version: string
  readonly results: readonly ItemResult[]
  /** Numbers of the findings that were raised of what failed. */
  readonly findings: readonly number[]
}

export interface SampleData {
  Drawn: Drawing & { readonly drawn: readonly string[] }
  Checked: Checked
}

/** A sample as it stands: what was drawn, and what has been looked at, by whom. */
export interface Sample extends Drawing {
  readonly id: string
  readonly drawnAt: Instant
  readonly drawnBy: string
  readonly drawn: readonly string[]
  readonly checked: readonly (Checked & { readonly by: string; readonly at: Instant })[]
}

/** @throws when nothing was drawn: a record that nobody has written. */
export function sampleOf(id: string, [first, ...later]: readonly Noted<SampleData>[]): Sample {
  if (first?.type !== 'Drawn') throw new Error(`sample ${id} does not begin with its drawing`)
  const checked = later.flatMap(({ type, data, actor: by, at }) => (type === 'Checked' ? [{ ...data, by, at }] : []))
  return { ...first.data, id, drawnAt: first.at, drawnBy: first.actor, checked }
}

/** Drawn and not yet looked at. */
export const unchecked = ({ drawn, checked }: Pick<Sample, 'drawn' | 'checked'>): string[] =>
  drawn.filter(caseNo => !checked.some(one => one.caseNo === caseNo))

/** Why somebody may not enter these results, or null. `acted`: everybody who has had a hand in the case. */
export function refuseCheck(
  sample: Sample,
  { caseNo, results }: Pick<Checked, 'caseNo' | 'results'>,
  { sub, posts }: Actor,
  acted: readonly string[],
): Refusal | null {
  const basis = ['SEED-21', 'SEED-22'] as const
  if (!qualityWorkers.some(post => posts.includes(post)))
    return { rule: 'post', detail: '抽检由质量监管岗、督办或者负责人办理', basis }
  const found = sample.population.find(one => one.caseNo === caseNo)
  if (!found || !sample.drawn.includes(caseNo)) return { rule: 'stage', detail: `案件 ${caseNo} 不在本次抽检的样本中`, basis }
  if (!unchecked(sample).includes(caseNo))
    return { rule: 'stage', detail: `案件 ${caseNo} 已经抽检，结果不再更改；有误的另行登记问题`, basis }
  if (acted.includes(sub)) return { rule: 'avoidance', detail: `您办理过案件 ${caseNo}，不得抽检，请由他人抽检`, basis }
  const fault = faultOf(checklistOf(found.procedure), results)
  return fault === null ? null : { rule: 'body', detail: fault, basis: [] }
}

function faultOf({ items }: Checklist, given: readonly ItemResult[]): string | null {
  const missing = items.filter(({ id }) => given.filter(({ item }) => item === id).length !== 1)
  if (missing.length > 0)
    return `审核清单应当逐项填写一次，请核对：${missing.map(({ id, says }) => `${id}（${says}）`).join('；')}`
  const unknown = given.find(({ item }) => !items.some(({ id }) => id === item))
  if (unknown) return `本类登记的清单没有 ${unknown.item} 一项`
  const silent = given.find(({ result, note }) => result === 'fail' && note === undefined)
  return silent ? `${silent.item} 不合格，请写明错误情形（note）` : null
}

/** What is to be raised of the items that failed; `didStep`: who did which step of the case. */
export function findingsIn(
  sample: Pick<Sample, 'id' | 'population'>,
  { caseNo, results }: Pick<Checked, 'caseNo' | 'results'>,
  didStep: (step: string) => readonly string[],
): Omit<Raised, 'dueOn'>[] {
  const found = sample.population.find(one => one.caseNo === caseNo)
  const { items, version } = checklistOf(found?.procedure as ProcedureId)
  return items.flatMap(({ id, says, step, severity }) => {
    const failed = results.find(({ item, result }) => item === id && result === 'fail')
    if (!failed) return []
    const source = { sample: sample.id, checklist: version, item: id }
    return [
      { origin: 'sampling', caseNo, item: says, error: failed.note ?? '', severity, responsible: didStep(step), source } as const,
    ]
  })
}
