import { Type } from 'typebox'
import { type PendingCommand, readCommand } from '../../db/pendingCommands.ts'
import type { Api } from '../app.ts'
import { type Identity, isStaff } from '../auth.ts'
import { seesIdentity } from '../cases/read.ts'
import type { ApiContext } from '../context.ts'
import { type Look, looksAt } from '../looks.ts'
import { notFound } from '../problems.ts'
import { problems } from '../schemas/common.ts'
import { masked } from './register.ts'

/** Where a 202 is followed up: pending, or the answer the command would have had. */
export function registerCommandRoutes(app: Api, { sql }: ApiContext): void {
  app.get(
    '/api/commands/:id',
    {
      config: looksAt('case', '查询请求结果'),
      schema: {
        tags: ['commands 已收下的请求'],
        summary: '查询已收下请求的结果：The outcome of a command that was answered with 202',
        params: Type.Object({ id: Type.String({ maxLength: 300 }) }),
        response: {
          200: Type.Object({
            commandId: Type.String(),
            caseNo: Type.String(),
            status: Type.String(),
            outcome: Type.Union([Type.Object({ status: Type.Integer(), body: Type.Any() }), Type.Null()]),
          }),
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const command = await readCommand(sql, request.params.id)
      if (!command || !mayAsk(request.identity, command)) throw notFound(`请求 ${request.params.id}`)
      if (command.status === 'pending') reply.header('Retry-After', '1')
      request.look = command.outcomeStatus === null ? 'nothing' : lookAt(request.identity, command)
      return {
        commandId: command.id,
        caseNo: command.caseNo,
        status: command.status,
        outcome: outcomeFor(request.identity, command),
      }
    },
  )
}

/** An outcome shows a case: it is a look like any other. */
const lookAt = (identity: Identity, { world, caseNo }: PendingCommand): Look => ({
  world,
  id: caseNo,
  scope: `command ${seesIdentity(identity) ? 'full' : 'masked'}`,
})

/** The sender, and staff of the case's office, which its number begins with. */
function mayAsk(identity: Identity, { sub, caseNo }: PendingCommand): boolean {
  return sub === identity.sub || (isStaff(identity) && caseNo.startsWith(`${identity.office}-`))
}

/** What the sender was to be told; others see of it what they see of the case. */
function outcomeFor(identity: Identity, { sub, outcomeStatus, outcome }: PendingCommand) {
  if (outcomeStatus === null) return null
  const full = sub === identity.sub || seesIdentity(identity)
  return { status: outcomeStatus, body: full ? outcome : masked(outcome) }
}
