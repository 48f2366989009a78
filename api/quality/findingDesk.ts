import type { FastifyRequest } from 'fastify'
import { readCalendar } from '../../db/calendar.ts'
import { addToFinding } from '../../db/quality/findings.ts'
import type { QualityPlace } from '../../db/quality/record.ts'
import { dueForCorrection, type Finding, type FindingData, isOverdue, type Noted } from '../../domain/quality/finding.ts'
import { type FindingStep, refuseFindingStep } from '../../domain/quality/steps.ts'
import { dateOf, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import { requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, refusalProblem } from '../problems.ts'
import { officeFor } from '../routes/reference.ts'

/** A step by somebody on a finding of his office. @throws Problem 404, or what `refuseFindingStep` says. */
export async function stepOnFinding(
  context: ApiContext,
  request: Pick<FastifyRequest, 'identity' | 'look'> & {
    readonly params: { readonly no: number }
    readonly headers: { readonly 'x-drill-world'?: string }
  },
  step: FindingStep,
  line: (finding: Finding, place: QualityPlace, on: LocalDate) => Promise<Pick<Noted<FindingData>, 'type' | 'data'>>,
) {
  const { identity, headers } = request
  const { no } = request.params
  requireStaff(identity, '质量问题')
  const { place, now, on } = await qualityPlaceOf(context, identity, headers)
  const changed = await addToFinding(context.sql, place, no, async finding => {
    const refusal = refuseFindingStep(finding, step, identity)
    if (refusal) throw refusalProblem(refusal)
    return { ...(await line(finding, place, on)), at: now, actor: identity.sub } as Noted<FindingData>
  })
  if (!changed) throw notFound(`质量问题 ${no}`)
  request.look = { id: String(no), scope: step }
  return toldFinding(changed, on)
}

/** Whose record a request speaks of, and when it is there. @throws Problem 404 when there is no such world. */
export async function qualityPlaceOf(
  context: ApiContext,
  { office }: { readonly office: string },
  headers: { readonly 'x-drill-world'?: string },
): Promise<{ place: QualityPlace; now: Instant; on: LocalDate }> {
  const { world, now } = await worldOf(context, headers['x-drill-world'])
  return { place: { world, office }, now, on: dateOf(now) }
}

/** The last day of a correction asked for on a day. */
export const dueFor = async (
  { sql }: ApiContext,
  { world, office }: QualityPlace,
  severity: Finding['severity'],
  on: LocalDate,
) => dueForCorrection(await readCalendar(sql, world), officeFor(office).quality, severity, on)

/** A finding as it is shown on a day. */
export const toldFinding = (finding: Finding, on: LocalDate) => ({ ...finding, overdue: isOverdue(finding, on) })
