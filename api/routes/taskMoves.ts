import { Type } from 'typebox'
import { readAssignee } from '../../db/staffing.ts'
import { casesHeldBy, type MoveKey, movesUnder, planMoves, settleMove, type TaskMove } from '../../db/taskMoves.ts'
import { stageRefusal } from '../../domain/case/actions.ts'
import type { ActCommand } from '../../domain/case/commands.ts'
import { reassign } from '../../domain/case/decide/supervision.ts'
import type { Assignee } from '../../domain/case/facts.ts'
import type { CaseState, Refusal } from '../../domain/case/types.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { digestOf, keyReused, type Outcome } from '../cases/commandDesk.ts'
import { keyOf } from '../cases/requests.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { refusalProblem } from '../problems.ts'
import { closed, problems, text, worldHeader } from '../schemas/common.ts'

const body = Type.Object({ from: text(100), to: text(100), reason: text(), preview: Type.Boolean() }, closed)
const keyHeader = Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) })

interface Handover {
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** All of somebody's tasks to another: first shown, then one by one, each with its own answer; the same key goes on where it stopped. */
export function registerTaskMoveRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/tasks/reassign',
    {
      config: looksAt('task-list', '批量改派'),
      schema: {
        tags: ['tasks 待办'],
        summary: '批量改派：Preview, then move all tasks of one person to another; resumed under the same Idempotency-Key',
        headers: Type.Intersect([worldHeader, keyHeader]),
        body,
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { identity } = request
      requirePost(identity, ['supervisor', 'quality'], '批量改派由督办（值班长）、质量监管岗办理')
      const { world, now } = await worldOf(context, request.headers['x-drill-world'])
      const { preview, ...handover } = request.body
      const { office } = identity
      if (preview) {
        const assignee = await readAssignee(sql, { world, on: dateOf(now), office, sub: handover.to })
        const held = await casesHeldBy(sql, { world, office, sub: handover.from })
        request.look = { world, id: handover.from, scope: `预览 ${held.length} 件`, shown: held.length }
        return {
          items: held.map(({ taskId, state }) => ({
            taskId,
            caseNo: state.caseNo,
            refusal: foreseen(state, handover, assignee),
          })),
        }
      }
      const key = keyOf(request)
      reply.header('Idempotency-Key', key)
      const items = await context.worlds.act(world, () =>
        moveAll(context, identity, { world, sub: identity.sub, key }, handover, now),
      )
      request.look = { world, id: handover.from, scope: `改派 ${items.length} 件`, shown: items.length }
      return { items }
    },
  )
}

/** What would refuse the move as things stand: the act's own rules, asked without its locks. */
function foreseen(state: CaseState, { from, to, reason }: Handover, assignee: Assignee | null): Refusal | null {
  const early = stageRefusal(state, 'reassign')
  if (early) return early
  const decision = reassign(state, { to, reason }, { handover: { from, assignee } })
  return decision.kind === 'refused' ? decision.refusal : null
}

async function moveAll(
  context: ApiContext,
  identity: Identity,
  key: MoveKey,
  handover: Handover,
  now: Instant,
): Promise<TaskMove[]> {
  const { sql } = context
  const digest = digestOf(handover)
  let moves = await movesUnder(sql, key)
  if (moves.length === 0) {
    const held = await casesHeldBy(sql, { world: key.world, office: identity.office, sub: handover.from })
    await planMoves(
      sql,
      key,
      digest,
      held.map(({ taskId, state }) => ({ taskId, caseNo: state.caseNo })),
    )
    moves = await movesUnder(sql, key)
  }
  if (moves.some(move => move.digest !== digest)) throw refusalProblem(keyReused)
  const results: TaskMove[] = []
  for (const { digest: _, ...move } of moves)
    results.push(move.outcome ? move : await moveOne(context, identity, key, handover, move, now))
  return results
}

async function moveOne(
  context: ApiContext,
  { sub, posts }: Identity,
  key: MoveKey,
  { to, reason }: Handover,
  move: TaskMove,
  now: Instant,
): Promise<TaskMove> {
  const asked = { action: 'reassign', body: { to, reason } } as const
  const commandId = `${key.key}:${move.taskId}`
  const command: ActCommand = {
    kind: 'act',
    ...asked,
    commandId,
    digest: digestOf({ sub, ...asked }),
    actor: { sub, posts },
    receivedAt: now,
  }
  const settled = { ...move, ...outcomeOf(await context.desk.act(move.caseNo, key.world, command)) }
  if (settled.outcome) await settleMove(context.sql, key, settled)
  return settled
}

/** A move that was kept for later has no outcome yet: the same key asks again. */
function outcomeOf(outcome: Outcome): Pick<TaskMove, 'outcome' | 'detail'> {
  if (outcome.kind === 'done') return { outcome: 'moved', detail: null }
  if (outcome.kind === 'refused') return { outcome: outcome.refusal.rule, detail: outcome.refusal.detail }
  return { outcome: null, detail: '尚未完成，请用同一个 Idempotency-Key 再次提交' }
}
