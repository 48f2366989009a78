import type { FastifyRequest } from 'fastify'
import { addLine, type NewLine, unknownOf } from '../../db/quality/files.ts'
import type { QualityPlace } from '../../db/quality/record.ts'
import type { QualitySubject } from '../../db/schema/quality.ts'
import type { Refusal } from '../../domain/case/types.ts'
import type { Noted } from '../../domain/quality/finding.ts'
import { dateOf, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { misasked, refusalProblem } from '../problems.ts'

/** Where and when something is asked of supervision, and by whom. */
export interface Desk {
  readonly place: QualityPlace
  readonly by: string
  readonly at: Instant
  readonly today: LocalDate
}

export async function deskOf(
  context: ApiContext,
  { identity, headers }: Pick<FastifyRequest, 'headers' | 'identity'>,
): Promise<Desk> {
  const { world, now } = await worldOf(context, headers['x-drill-world'] as string | undefined)
  return { place: { world, office: identity.office }, by: identity.sub, at: now, today: dateOf(now) }
}

/** @throws Problem 422 naming what is not the office's. */
export async function requireKnown(
  { sql }: ApiContext,
  { place }: Desk,
  named: { readonly staff?: readonly string[]; readonly cases?: readonly string[] },
): Promise<void> {
  const unknown = await unknownOf(sql, place, named)
  if (unknown.length > 0) throw misasked(`${unknown.join('、')} 不是本机构的工作人员或者案件，请核对`)
}

/** @throws Problem 422 for a day that has not come yet. */
export function requirePast(day: LocalDate, { today }: Desk, what: string): void {
  if (day > today) throw misasked(`${what}不得晚于今天（${today}）`)
}

/** A line by whoever asks, now. */
export const lineOf = ({ by: actor, at }: Desk, type: string, data: unknown): NewLine => ({ type, data, at, actor })

/** Takes a step unless it is refused. @throws Problem */
export async function take<Data>(
  { sql }: ApiContext,
  desk: Desk,
  { subject, id }: { readonly subject: QualitySubject; readonly id: string },
  step: { readonly type: keyof Data & string; readonly data: unknown },
  refuse: (lines: readonly Noted<Data>[]) => Refusal | null,
): Promise<void> {
  const line = lineOf(desk, step.type, step.data)
  const refusal = await addLine<Data>(sql, desk.place, { subject, id }, lines => refuse(lines) ?? line)
  if (refusal) throw refusalProblem(refusal)
}
