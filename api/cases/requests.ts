import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ActCommand, ActionName } from '../../domain/case/commands.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { Problem } from '../problems.ts'
import { worldHeader } from '../schemas/common.ts'
import { digestOf } from './commandDesk.ts'
import { type Subject, titleOf } from './subject.ts'

/** Headers of whatever changes something: filing and acting, of a case or of a combined application. */
export const commandHeaders = Type.Intersect([
  worldHeader,
  Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
])

/** The answer to a command that is kept and will be carried out. */
export const kept = Type.Any({ description: 'kept; poll Location' })

/** The sender's key; one of our own for a sender that has none. */
export const keyOf = (request: FastifyRequest): string =>
  (request.headers['idempotency-key'] as string | undefined) ?? randomUUID()

/** Where and when a filing comes in, and under which key. */
export interface FilingFrame {
  readonly world: string
  readonly offsetMs: number
  readonly now: Instant
  readonly key: string
}

/** @throws Problem 404 when there is no such world. */
export async function filingFrame(context: ApiContext, request: FastifyRequest): Promise<FilingFrame> {
  const world = await worldOf(context, request.headers['x-drill-world'] as string | undefined)
  return { ...world, key: keyOf(request) }
}

/** The act that a request asks for, as the case will take it. */
export function actCommand(request: FastifyRequest, action: ActionName, receivedAt: Instant): ActCommand {
  const { identity, body } = request
  const { sub, posts } = identity
  const digest = digestOf({ sub, action, body })
  return { kind: 'act', action, body, commandId: keyOf(request), digest, actor: { sub, posts }, receivedAt } as ActCommand
}

/**
 * The world an act belongs to is that of what it is done on: the clock that dates it, the moves that it waits for. `own`: undefined
 * where there is nothing by that number. @throws Problem 404 when the header names another one.
 */
export async function worldOfSubject(context: ApiContext, request: FastifyRequest, subject: Subject, own: string | undefined) {
  const named = request.headers['x-drill-world'] as string | undefined
  if (!context.drill) return worldOf(context, named)
  if (named && own !== undefined && named !== own) throw new Problem(404, `${titleOf(subject)} 不在演练世界 ${named} 中`)
  return worldOf(context, own ?? named)
}
