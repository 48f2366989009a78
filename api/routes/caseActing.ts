import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCase } from '../../db/cases.ts'
import { actionNames, actions } from '../../domain/case/actions.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { actAnswer, answer, caseTold, count } from '../cases/answers.ts'
import { tellNews, writesRegister } from '../cases/news.ts'
import { checkPost } from '../cases/posts.ts'
import { actCommand, commandHeaders, kept, worldOfSubject } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { noLook } from '../looks.ts'
import { actionBodies, caseParams } from '../schemas/cases.ts'
import { problems } from '../schemas/common.ts'

/** An address for each act: who may, at which stage, with which body. */
export function registerCaseActing(app: Api, context: ApiContext): void {
  for (const action of actionNames) registerAction(app, context, action)
}

const caseNoOf = (request: FastifyRequest): string => (request.params as { caseNo: string }).caseNo

function registerAction(app: Api, context: ApiContext, action: ActionName): void {
  app.post(
    `/api/cases/:caseNo/actions/${action}`,
    {
      config: noLook('acted'),
      schema: {
        tags: ['actions 办理动作'],
        summary: `${actions[action].label}: ${action}`,
        description: `Posts: ${actions[action].posts.join(', ')}. Stages: ${actions[action].stages.join(', ')}.`,
        params: caseParams,
        headers: commandHeaders,
        body: actionBodies[action],
        response: { 200: actAnswer(action), 202: kept, ...problems(400, 403, 404, 409, 413, 422, 503) },
      },
      preValidation: request => {
        const caseNo = caseNoOf(request)
        return checkPost(context, request, action, { caseNo }, caseNo)
      },
    },
    async (request, reply) => {
      const caseNo = caseNoOf(request)
      const row = context.drill ? await readCase(context.sql, caseNo) : null
      const { world, now } = await worldOfSubject(context, request, { caseNo }, row?.world)
      return context.worlds.act(world, () => act(context, request, reply, { action, caseNo, world, now }))
    },
  )
}

interface Act {
  readonly action: ActionName
  readonly caseNo: string
  readonly world: string
  readonly now: Instant
}

async function act(context: ApiContext, request: FastifyRequest, reply: FastifyReply, { action, caseNo, world, now }: Act) {
  const command = actCommand(request, action, now)
  reply.header('Idempotency-Key', command.commandId)
  const outcome = await context.desk.act(caseNo, world, command)
  count(context, action, outcome)
  if (outcome.kind === 'done' && writesRegister.has(action)) await tellNews(context, [caseNo])
  return answer(reply, outcome, { caseNo }, { status: 200, done: () => caseTold(context, caseNo, request.identity) })
}
