import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { readCaseInContext } from '../../db/unitContext.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import type { CaseView } from '../../domain/case/view.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Identity } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { caseAnswer } from '../schemas/cases.ts'
import type { Outcome } from './commandDesk.ts'
import { mayRead, viewOfCase } from './read.ts'
import { type Subject, titleOf } from './subject.ts'

/** What the sender is told of an outcome; `done` makes the answer to what is carried out. */
export async function answer(
  reply: FastifyReply,
  outcome: Outcome,
  subject: Subject,
  { status, done }: { readonly status: 200 | 201; readonly done: () => Promise<unknown> },
): Promise<FastifyReply> {
  switch (outcome.kind) {
    case 'done':
      return reply.code(status).send(await done())
    case 'refused':
      throw refusalProblem(outcome.refusal)
    case 'kept': {
      const location = `/api/commands/${encodeURIComponent(outcome.id)}`
      return reply
        .code(202)
        .header('Location', location)
        .header('Retry-After', '1')
        .send({ commandId: outcome.id, status: 'pending', location, ...subject })
    }
    case 'diverged':
      throw new Problem(500, outcome.why)
    case 'unknown-case':
      throw notFound(titleOf(subject))
  }
}

/** Counts what came of a request. */
export function count({ metrics }: ApiContext, action: ActionName | 'file' | 'file-application', outcome: Outcome): void {
  metrics.actions.inc({ action, outcome: outcome.kind })
  if (outcome.kind === 'refused') metrics.refusals.inc({ rule: outcome.refusal.rule })
}

/** What somebody is told of a case who may act on it and not read it. */
export interface Taken {
  readonly caseNo: string
  readonly taken: string
  readonly now: Instant
}

const takenAnswer = Type.Object({ caseNo: Type.String(), taken: Type.String(), now: Type.String() })

/** The answer to an act: the case, but to an act that is open to any partner only that it was taken. */
export const actAnswer = (action: ActionName) =>
  action === 'announcement-objection' ? Type.Unsafe<CaseView | Taken>(Type.Union([caseAnswer, takenAnswer])) : caseAnswer

/** The case after an act, as the one who acted may know it. @throws Problem 404 when there is no such case. */
export async function caseTold(context: ApiContext, caseNo: string, identity: Identity): Promise<CaseView | Taken> {
  const found = await readCaseInContext(context.sql, caseNo)
  if (!found) throw notFound(titleOf({ caseNo }))
  const { now } = await worldOf(context, found.row.world)
  if (mayRead(identity, found.row.state)) return viewOfCase(context.sql, found, now, identity)
  return { caseNo, taken: '已经收到，并记入本案', now }
}
