import { Type } from 'typebox'
import { readActor, standIns } from '../../db/staffing.ts'
import { claimTask, type Task, taskOf, tasksOf } from '../../db/tasks.ts'
import { untrained } from '../../domain/case/decide/standIn.ts'
import type { Post } from '../../domain/case/types.ts'
import { type ProcedureId, procedureTitles } from '../../domain/procedures/ids.ts'
import { dateOf } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'
import { standsInAt } from '../standIns.ts'

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
      schema: {
        tags,
        summary: '待办，按申请先后：What awaits a post, in lawful order',
        headers: worldHeader,
        querystring: Type.Object({ post }, closed),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { post } = request.query
      const { world, now } = await worldOf(context, request.headers['x-drill-world'])
      if (!(await standsInAt(context, request.identity, { world, now }, [post])))
        requirePost(
          request.identity,
          [post as Post, 'supervisor', 'quality', 'auditor', 'director'],
          `只能查看本岗位的待办，您没有 ${post} 岗位`,
        )
      const tasks = await tasksOf(sql, { world, office: request.identity.office, post })
      const offered = await standIns(sql, { world, on: dateOf(now) })
      return { items: tasks.map(task => ({ ...titled(task), offeredTo: offered.get(task.claimedBy ?? '') ?? null })) }
    },
  )
  app.post(
    '/api/tasks/:taskId/claim',
    {
      schema: {
        tags,
        summary: '领取待办：Claim a task; never past an earlier one of the same queue',
        params: Type.Object({ taskId: Type.String({ maxLength: 120 }) }),
        headers: worldHeader,
        response: { 200: Type.Any(), ...problems(403, 404, 409) },
      },
    },
    async request => {
      const { taskId } = request.params
      const { identity } = request
      const [caseNo = '', action = ''] = taskId.split(':')
      const post = postOf.get(action)
      if (!post) throw notFound(`待办 ${taskId}`)
      const { world, now } = await worldOf(context, request.headers['x-drill-world'])
      if (!(await standsInAt(context, identity, { world, now }, [post])))
        requirePost(identity, [post], `“${action}”不是您岗位的待办`)
      const { trained } = await readActor(sql, { world, on: dateOf(now), sub: identity.sub, caseNos: [] })
      if (!trained.includes(post)) throw refusalProblem(untrained([post], '领取待办'))
      const found = await taskOf(sql, { world, office: identity.office, post }, taskId)
      if (!found) throw notFound(`待办 ${taskId}`)
      const { earlier, ...task } = found
      // What an absent person has claimed stays his, and is done by whoever stands in: it comes back by itself.
      const offered = (await standIns(sql, { world, on: dateOf(now) })).get(task.claimedBy ?? '')
      if (offered === identity.sub) return { ...titled(task), offeredTo: offered }
      if (earlier) {
        throw refusalProblem({
          rule: 'out-of-order',
          detail: `应当按申请先后办理：${earlier} 先于本件，尚无人领取`,
          basis: ['ORD-1'],
        })
      }
      if (!(await claimTask(sql, taskId, caseNo, identity.sub)))
        throw new Problem(409, `待办 ${taskId} 已由他人领取`, { rule: 'out-of-order', basis: [] })
      return { ...titled(task), claimedBy: identity.sub }
    },
  )
}

const titled = (task: Task) => ({ ...task, title: procedureTitles[task.procedure as ProcedureId] })
