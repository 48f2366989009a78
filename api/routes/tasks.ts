import { Type } from 'typebox'
import { readCase } from '../../db/cases.ts'
import { changePriority } from '../../db/priorities.ts'
import { readActor, standIns } from '../../db/staffing.ts'
import { claimTask, type PlacedTask, releaseTask, type Task, taskOf, tasksOf } from '../../db/tasks.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import { untrained } from '../../domain/case/decide/standIn.ts'
import type { Post } from '../../domain/case/types.ts'
import {
  isReasonFor,
  type JumpReason,
  jumpReasons,
  priorityClasses,
  priorityReasonIds,
  priorityReasons,
  priorityTitles,
} from '../../domain/office/priority.ts'
import { proceduresOf, sectionOf } from '../../domain/office/sections.ts'
import { type ProcedureId, procedureTitles } from '../../domain/procedures/ids.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { windowPostAt } from '../cases/posts.ts'
import { mayRead } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { misasked, notFound, refusalProblem } from '../problems.ts'
import { closed, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { stoodInForAt } from '../standIns.ts'
import { officeFor } from './reference.ts'

const tags = ['tasks 待办']
const postOf: ReadonlyMap<string, Post> = new Map([
  ['accept', 'intake'],
  ['examine', 'examiner'],
  ['record', 'registrar'],
  ['issue', 'certifier'],
  ['deliver', 'certifier'],
  ['archive', 'archivist'],
])
const post = Type.String({
  pattern:
    '^(intake|examiner|registrar|certifier|archivist|supervisor|director|quality|auditor|admin|department:[a-z0-9-]{1,60})$',
  description: '岗位，例如 intake、examiner、department:tax',
})

export function registerTaskRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/tasks',
    {
      config: looksAt('task-list', '查看待办'),
      schema: {
        tags,
        summary: '待办，按申请先后：What awaits a post, in lawful order',
        headers: worldHeader,
        querystring: Type.Object(
          { post, section: Type.Optional(Type.String({ maxLength: 50, description: '责任科室' })) },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { post, section } = request.query
      const { office } = request.identity
      const { world, now } = await worldOf(context, request.headers['x-drill-world'])
      const absent = await stoodInForAt(context, request.identity, { world, now }, [post])
      if (!absent)
        requirePost(
          request.identity,
          [post as Post, 'supervisor', 'quality', 'auditor', 'director'],
          `只能查看本岗位的待办，您没有 ${post} 岗位`,
        )
      const procedures = section === undefined ? undefined : proceduresOf(officeFor(office), section)
      const tasks = await tasksOf(sql, { world, office, post }, procedures)
      const offered = await standIns(sql, { world, on: dateOf(now) })
      const onBehalfOf = request.identity.posts.includes(post as Post) ? undefined : absent?.sub
      request.look = { world, id: post, scope: `${tasks.length} 件`, shown: tasks.length, onBehalfOf }
      return { items: tasks.map(task => ({ ...titled(task, office), offeredTo: offered.get(task.claimedBy ?? '') ?? null })) }
    },
  )
  registerClaims(app, context)
  registerPriorities(app, context)
}

const taskParams = Type.Object({ taskId: Type.String({ maxLength: 120 }) })
const claimBody = Type.Object({ reason: Type.Optional(oneOf(jumpReasons)), note: Type.Optional(text()) }, closed)

function registerClaims(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/tasks/:taskId/claim',
    {
      config: looksAt('case', '领取待办'),
      schema: {
        tags,
        summary: '领取待办：Claim a task; past an earlier one of the same queue only for a lawful reason, which is recorded',
        params: taskParams,
        headers: worldHeader,
        body: Type.Union([claimBody, Type.Null()]),
        response: { 200: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { taskId } = request.params
      const { identity } = request
      const { caseNo, action, post } = partsOf(taskId)
      const { world, now } = await worldOf(context, request.headers['x-drill-world'])
      await mayClaim(context, identity, { world, now }, { taskId, caseNo, action, post })
      const found = await taskOf(sql, { world, office: identity.office, post }, taskId)
      if (!found) throw notFound(`待办 ${taskId}`)
      const { earlier: _, passedOver: __, ...task } = found
      const { office, sub } = identity
      request.look = { world, id: caseNo, scope: 'task' }
      if (task.claimedBy === sub) return titled(task, office)
      // What an absent person has claimed stays his, and is done by whoever stands in: it comes back by itself.
      const offered = (await standIns(sql, { world, on: dateOf(now) })).get(task.claimedBy ?? '')
      if (offered === sub) return { ...titled(task, office), offeredTo: offered }
      const jump = jumpOf(found, request.body ?? {})
      if (!(await claimTask(sql, { world, office, taskId, caseNo, sub, at: now, jump })))
        throw refusalProblem({ rule: 'out-of-order', detail: `待办 ${taskId} 已由他人领取`, basis: ['ORD-1'] })
      return { ...titled(task, office), claimedBy: sub }
    },
  )
  app.post(
    '/api/tasks/:taskId/release',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '退回待办：Give a claimed task back to its queue',
        params: taskParams,
        body: Type.Union([Type.Object({}, closed), Type.Null()]),
        response: { 200: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { taskId } = request.params
      partsOf(taskId)
      if (!(await releaseTask(sql, taskId, request.identity.sub)))
        throw refusalProblem({ rule: 'stage', detail: `待办 ${taskId} 不在您名下，不能退回`, basis: [] })
      return { taskId, claimedBy: null }
    },
  )
}

/** @throws Problem 404 for a task that cannot exist. */
function partsOf(taskId: string): TaskParts {
  const [caseNo = '', action = ''] = taskId.split(':')
  const post = postOf.get(action)
  if (!post) throw notFound(`待办 ${taskId}`)
  return { taskId, caseNo, action: action as ActionName, post }
}

interface TaskParts {
  readonly taskId: string
  readonly caseNo: string
  readonly action: ActionName
  /** Whose step it is. */
  readonly post: Post
}

/** @throws Problem 403 for a task of another post, 409 `not-trained`. */
async function mayClaim(
  context: ApiContext,
  identity: Identity,
  { world, now }: { world: string; now: Instant },
  { taskId, caseNo, action, post }: TaskParts,
): Promise<void> {
  const window = await windowPostAt(context, identity.office, caseNo, action)
  const posts = window === null ? [post] : [post, window]
  if (!(await stoodInForAt(context, identity, { world, now }, posts))) requirePost(identity, posts, `${taskId} 不是您岗位的待办`)
  const { trained } = await readActor(context.sql, { world, on: dateOf(now), sub: identity.sub, caseNos: [] })
  if (!trained.includes(post)) throw refusalProblem(untrained([post], '领取待办'))
}

/**
 * Whom a claim passes over, and why: the reason that is given for passing an earlier one of the same queue, else the case's own
 * priority. @throws Problem 409 `out-of-order` when an earlier one is free and no lawful reason is given (S0-117).
 */
function jumpOf({ earlier, passedOver, priority }: PlacedTask, { reason, note }: { reason?: JumpReason; note?: string }) {
  if (earlier && !reason)
    throw refusalProblem({
      rule: 'out-of-order',
      detail: `应当按申请先后办理：${earlier} 先于本件，尚无人领取；有法定优先或者回避事由的，请在 reason 中说明`,
      basis: ['ORD-1'],
    })
  if (earlier && reason) return { earlierCaseNo: earlier, reason, note: note ?? null }
  return passedOver && priority !== 'ordinary' ? { earlierCaseNo: passedOver, reason: priority, note: null } : null
}

function registerPriorities(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/cases/:caseNo/priority',
    {
      config: looksAt('case', '调整办理次序'),
      schema: {
        tags,
        summary: '调整办理次序：Put a case into a priority queue, for a lawful reason and with its proof',
        params: Type.Object({ caseNo: Type.String({ maxLength: 60 }) }),
        body: Type.Object({ class: oneOf(priorityClasses), reason: oneOf(priorityReasonIds), basis: text() }, closed),
        response: { 200: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async request => {
      const { identity, params, body } = request
      const { class: name, reason, basis } = body
      requirePost(identity, ['supervisor', 'intake'], '办理次序由受理岗或者督办（值班长）调整')
      const row = await readCase(sql, params.caseNo)
      if (!row || !mayRead(identity, row.state)) throw notFound(`案件 ${params.caseNo}`)
      if (!isReasonFor(name, reason))
        throw misasked(
          `“${priorityTitles[name]}”的事由应为：${Object.entries(priorityReasons[name])
            .map(([id, title]) => `${id}（${title}）`)
            .join('、')}`,
        )
      if (row.state.stage === 'closed')
        throw refusalProblem({ rule: 'stage', detail: `案件 ${params.caseNo} 已经办结，不再排队`, basis: [] })
      const { world } = row
      const { now: at } = await worldOf(context, world)
      const change = { world, office: identity.office, caseNo: params.caseNo, class: name, reason, basis, sub: identity.sub, at }
      await changePriority(sql, change)
      request.look = { world, id: params.caseNo, scope: name }
      const { office: _, world: __, ...told } = change
      return told
    },
  )
}

const titled = (task: Task, office: string) => ({
  ...task,
  title: procedureTitles[task.procedure as ProcedureId],
  section: sectionOf(officeFor(office), task.procedure as ProcedureId),
})
