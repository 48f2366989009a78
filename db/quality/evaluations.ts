import { type OfficeProfile, officeOf } from '../../domain/office/profile.ts'
import { type Evaluation, type EvaluationData, evaluationFrom, evaluationOf, leftOpen } from '../../domain/quality/evaluation.ts'
import { fortnightsDue, type Period, periodId } from '../../domain/quality/periods.ts'
import { addDays, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { readFacts } from './facts.ts'
import { appendQuality, lockQuality, type QualityPlace, type Recorded, readQuality } from './record.ts'
import { drawSample } from './samples.ts'

const asEvaluation = ({ id, lines }: Recorded<EvaluationData>): Evaluation => evaluationFrom(id, lines)

/** Null where there is none of that period. */
export async function readEvaluation(sql: Sql | Transaction, place: QualityPlace, id: string): Promise<Evaluation | null> {
  const [found] = await readQuality<EvaluationData>(sql, place, 'evaluation', sql`first.id = ${id}`)
  return found ? asEvaluation(found) : null
}

/** Those of periods that end from a day on, oldest first. */
export async function readEvaluations(sql: Sql, place: QualityPlace, endingFrom: LocalDate): Promise<Evaluation[]> {
  return (await readQuality<EvaluationData>(sql, place, 'evaluation', sql`first.data ->> 'until' >= ${endingFrom}`)).map(
    asEvaluation,
  )
}

/**
 * Draws the sample and makes the evaluation of every fortnight that is over, once each, whoever asks and however often: both are rows
 * under the period's name. Answers the evaluations that are new. An office that has had no case by then has nothing to evaluate.
 */
async function doFortnights(sql: Sql, place: QualityPlace, office: OfficeProfile, at: Instant): Promise<Period[]> {
  const made: Period[] = []
  for (const period of fortnightsDue(at, await lastDone(sql, place))) {
    if (!(await hasCasesBefore(sql, place, addDays(period.until, 1)))) continue
    await drawSample(sql, place, period, office.quality, { by: 'system', at })
    if (await evaluate(sql, place, office, period, at)) made.push(period)
  }
  return made
}

/** The same for every office that has cases in a world and is set up here. */
export async function doFortnightsOf(sql: Sql, world: string, at: Instant): Promise<(Period & { readonly office: string })[]> {
  const offices = await sql<{ office: string }[]>`select distinct office from cases where world = ${world} order by office`
  const made: (Period & { readonly office: string })[] = []
  for (const { office } of offices) {
    const profile = officeOf(office)
    if (profile) made.push(...(await doFortnights(sql, { world, office }, profile, at)).map(period => ({ ...period, office })))
  }
  return made
}

/** False where it stood already. */
async function evaluate(sql: Sql, place: QualityPlace, office: OfficeProfile, period: Period, at: Instant): Promise<boolean> {
  return (await sql.begin(async tx => {
    await lockQuality(tx, place, 'evaluation')
    const id = periodId(period)
    if (await readEvaluation(tx, place, id)) return false
    const before = await evaluationBefore(tx, place, period)
    const data = evaluationOf(period, await readFacts(tx, place, period), office, before ? leftOpen(before) : [])
    await appendQuality(tx, [{ ...place, subject: 'evaluation', id, seq: 1, type: 'Made', at, actor: 'system', data }])
    return true
  })) as boolean
}

async function evaluationBefore(tx: Transaction, place: QualityPlace, { from }: Period): Promise<Evaluation | null> {
  const [last] = await readQuality<EvaluationData>(
    tx,
    place,
    'evaluation',
    tx`first.id = (
      select max(id) from quality_record
      where world = ${place.world} and office = ${place.office} and subject = 'evaluation' and data ->> 'until' < ${from})`,
  )
  return last ? asEvaluation(last) : null
}

async function lastDone(sql: Sql, { world, office }: QualityPlace): Promise<LocalDate | null> {
  const [row] = await sql<{ until: LocalDate | null }[]>`
    select max(data ->> 'until') as until from quality_record
    where world = ${world} and office = ${office} and subject = 'evaluation' and seq = 1`
  return row?.until ?? null
}

async function hasCasesBefore(sql: Sql, { world, office }: QualityPlace, day: LocalDate): Promise<boolean> {
  const rows = await sql`select 1 from cases where world = ${world} and office = ${office} and filed_at < ${day} limit 1`
  return rows.length > 0
}
