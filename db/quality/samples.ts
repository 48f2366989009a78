import { createHash, randomBytes } from 'node:crypto'
import type { QualitySettings } from '../../domain/office/profile.ts'
import type { Noted, Raised } from '../../domain/quality/finding.ts'
import { type Period, periodId } from '../../domain/quality/periods.ts'
import {
  type Drawing,
  drawn,
  rateOn,
  type Sample,
  type SampleData,
  type SampledCase,
  type SamplingRate,
  sampleOf,
} from '../../domain/quality/sampling.ts'
import { addDays, type Instant } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { raiseFindings } from './findings.ts'
import { appendQuality, lockQuality, type QualityPlace, type Recorded, readQuality } from './record.ts'

/** What the drawing of a sample goes by (`drawn` in domain/quality/sampling.ts). */
export const sampleDigest = (text: string): string => createHash('sha256').update(text).digest('hex')

interface By {
  readonly by: string
  readonly at: Instant
}

/** The rates that an office has set, in the order in which it did. */
export async function readRates(sql: Sql | Transaction, place: QualityPlace): Promise<SamplingRate[]> {
  const rows = await readQuality<{ Set: SamplingRate }>(sql, place, 'rate', sql`true`)
  return rows.flatMap(({ lines }) => lines.map(({ data }) => data))
}

/** Sets a rate: a further row, whatever stood before. */
export async function setRate(sql: Sql, place: QualityPlace, rate: SamplingRate, { by: actor, at }: By): Promise<void> {
  const id = rate.procedure ?? 'all'
  await sql.begin(async tx => {
    await lockQuality(tx, place, 'rate')
    const [before] = await readQuality<{ Set: SamplingRate }>(tx, place, 'rate', tx`first.id = ${id}`)
    const seq = (before?.lines.length ?? 0) + 1
    await appendQuality(tx, [{ ...place, subject: 'rate', id, seq, type: 'Set', at, actor, data: rate }])
  })
}

/** The cases recorded in a period, by number: what a sample is drawn from. */
export function recordedIn(
  sql: Sql | Transaction,
  { world, office }: QualityPlace,
  { from, until }: Period,
): Promise<SampledCase[]> {
  return sql<SampledCase[]>`
    select events.case_no as "caseNo", procedure, left(state -> 'application' -> 'units' ->> 0, 6) as county
    from case_events events join cases on cases.case_no = events.case_no
    where type = 'Recorded' and at >= ${from} and at < ${addDays(until, 1)} and cases.world = ${world} and cases.office = ${office}
    order by events.case_no` as unknown as Promise<SampledCase[]>
}

/** Draws the sample of a period; null where it has been drawn: a period is drawn once, so that nobody draws until he likes what he gets. */
export async function drawSample(
  sql: Sql,
  place: QualityPlace,
  period: Period,
  settings: Pick<QualitySettings, 'samplePerMille'>,
  { by: actor, at }: By,
): Promise<Sample | null> {
  const id = periodId(period)
  return (await sql.begin(async tx => {
    await lockQuality(tx, place, 'sample')
    if (await readSample(tx, place, id)) return null
    const population = await recordedIn(tx, place, period)
    const set = await readRates(tx, place)
    const kinds = [...new Set(population.map(({ procedure }) => procedure))].sort()
    const rates = Object.fromEntries(kinds.map(kind => [kind, rateOn(set, settings, kind, period.until)]))
    const drawing: Drawing = { ...period, seed: randomBytes(16).toString('hex'), population, rates }
    const data = { ...drawing, drawn: drawn(drawing, sampleDigest) }
    await appendQuality(tx, [{ ...place, subject: 'sample', id, seq: 1, type: 'Drawn', at, actor, data }])
    return sampleOf(id, [{ type: 'Drawn', data, at, actor }])
  })) as Sample | null
}

const asSample = ({ id, lines }: Recorded<SampleData>): Sample => sampleOf(id, lines)

/** Null where the office has drawn none of that name. */
export async function readSample(sql: Sql | Transaction, place: QualityPlace, id: string): Promise<Sample | null> {
  const [found] = await readQuality<SampleData>(sql, place, 'sample', sql`first.id = ${id}`)
  return found ? asSample(found) : null
}

/** The samples of periods that end from a day on, in the order in which they were drawn. */
export async function readSamples(sql: Sql, place: QualityPlace, endingFrom: string): Promise<Sample[]> {
  return (await readQuality<SampleData>(sql, place, 'sample', sql`first.data ->> 'until' >= ${endingFrom}`)).map(asSample)
}

/** A step of a case and who did it, or for whom. */
interface Hand {
  readonly type: string
  readonly subs: readonly string[]
}

/** Everybody who has had a hand in a case, by what he did; not what happened by itself. */
export function handsIn(sql: Sql | Transaction, caseNo: string): Promise<Hand[]> {
  return sql<Hand[]>`
    select type, array_remove(array[actor, on_behalf_of], null) as subs from case_events
    where case_no = ${caseNo} and actor <> 'system' order by seq` as unknown as Promise<Hand[]>
}

/**
 * Enters the results on one case: `judge` sees the sample and who has had a hand in the case, and answers with the line and the findings
 * to raise, or throws. All in one transaction. Null where there is no such sample.
 */
export async function addCheck(
  sql: Sql,
  place: QualityPlace,
  { id, caseNo }: { readonly id: string; readonly caseNo: string },
  { by: actor, at }: By,
  judge: (
    sample: Sample,
    hands: readonly Hand[],
  ) => Promise<{ line: Omit<SampleData['Checked'], 'findings'>; raise: readonly Raised[] }>,
): Promise<SampleData['Checked'] | null> {
  return (await sql.begin(async tx => {
    await lockQuality(tx, place, 'sample')
    const [found] = await readQuality<SampleData>(tx, place, 'sample', tx`first.id = ${id}`)
    if (!found) return null
    const { line, raise } = await judge(asSample(found), await handsIn(tx, caseNo))
    const raised = raise.length > 0 ? await raiseFindings(tx, place, raise, { by: actor, at }) : []
    const data = { ...line, findings: raised.map(({ no }) => no) }
    const seq = found.lines.length + 1
    await appendQuality(tx, [{ ...place, subject: 'sample', id, seq, type: 'Checked', at, actor, data }])
    return data
  })) as SampleData['Checked'] | null
}

/** Which of these cases somebody has had a hand in. */
export async function ownAmong(sql: Sql, sub: string, caseNos: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ caseNo: string }[]>`
    select distinct case_no as "caseNo" from case_events
    where case_no = any(${[...caseNos]}::text[]) and (actor = ${sub} or on_behalf_of = ${sub})`
  return new Set(rows.map(({ caseNo }) => caseNo))
}

/** Every sample of all offices and worlds, for those who draw again. */
export async function allSamples(sql: Sql | Transaction): Promise<(QualityPlace & { readonly sample: Sample })[]> {
  const rows = await sql<(QualityPlace & { id: string; line: Noted<SampleData> })[]>`
    select world, office, id, json_build_object('type', type, 'data', data, 'at', at, 'actor', actor) as line
    from quality_record where subject = 'sample' and seq = 1 order by world, office, at`
  return rows.map(({ world, office, id, line }) => ({ world, office, sample: sampleOf(id, [line]) }))
}
