import type { FastifyRequest } from 'fastify'
import { addEntry, type NewEntry, type OfficePlace, unknownOf } from '../../db/supervision.ts'
import type { Refusal } from '../../domain/case/types.ts'
import type { Entry, RegisterName } from '../../domain/supervision/entries.ts'
import { dateOf, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import type { Identity } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { misasked, refusalProblem } from '../problems.ts'

/** Where and when a request on a register of supervision is made, and by whom. */
export interface Desk extends OfficePlace {
  readonly by: string
  readonly at: Instant
  readonly today: LocalDate
}

type Asking = Pick<FastifyRequest, 'headers'> & { readonly identity: Identity }

export async function deskOf(context: ApiContext, { identity, headers }: Asking): Promise<Desk> {
  const { world, now } = await worldOf(context, headers['x-drill-world'] as string | undefined)
  return { world, office: identity.office, by: identity.sub, at: now, today: dateOf(now) }
}

/** @throws Problem 422 naming what is not the office's. */
export async function requireKnown(
  { sql }: ApiContext,
  desk: Desk,
  named: { readonly staff?: readonly string[]; readonly cases?: readonly string[] },
): Promise<void> {
  const unknown = await unknownOf(sql, desk, named)
  if (unknown.length > 0) throw misasked(`${unknown.join('、')} 不是本机构的工作人员或者案件，请核对`)
}

/** @throws Problem 422 for a day that has not come yet. */
export function requirePast(day: LocalDate, { today }: Desk, what: string): void {
  if (day > today) throw misasked(`${what}不得晚于今天（${today}）`)
}

/** Adds a step to a file unless it is refused. @throws Problem */
export async function take<E extends Entry>(
  { sql }: ApiContext,
  { world, office, by, at }: Desk,
  place: { readonly register: RegisterName; readonly file: string },
  step: Pick<NewEntry, 'step' | 'data'>,
  refuse: (entries: readonly E[]) => Refusal | null,
): Promise<void> {
  const refusal = await addEntry<E>(sql, { world, office }, place, entries => refuse(entries) ?? { ...step, by, at })
  if (refusal) throw refusalProblem(refusal)
}
