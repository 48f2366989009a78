import { Type } from 'typebox'
import { readCommand } from '../../db/pendingCommands.ts'
import type { Api } from '../app.ts'
import { isStaff } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { notFound } from '../problems.ts'
import { problems } from '../schemas/common.ts'

/** Where a 202 is followed up: pending, or the answer the command would have had. */
export function registerCommandRoutes(app: Api, { sql }: ApiContext): void {
  app.get(
    '/api/commands/:id',
    {
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
      const own = command && (command.sub === request.identity.sub || isStaff(request.identity))
      if (!command || !own) throw notFound(`请求 ${request.params.id}`)
      if (command.status === 'pending') reply.header('Retry-After', '1')
      const outcome = command.outcomeStatus === null ? null : { status: command.outcomeStatus, body: command.outcome }
      return { commandId: command.id, caseNo: command.caseNo, status: command.status, outcome }
    },
  )
}
