import { Type } from 'typebox'
import { claimTask, type Task, tasksOf } from '../../db/tasks.ts'
import type { Post } from '../../domain/case/types.ts'
import { type ProcedureId, procedureTitles } from '../../domain/procedures/ids.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'

const tags = ['tasks 待办']
const postOf: Readonly<Record<string, Post>> = {
  accept: 'intake',
  examine: 'examiner',
  record: 'registrar',
  issue: 'certifier',
  deliver: 'certifier',
  archive: 'archivist',
}

export function registerTaskRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/tasks',
    {
      schema: {
        tags,
        summary: '待办，按申请先后：What awaits a post, in lawful order',
        headers: worldHeader,
        querystring: Type.Object({ post: Type.String({ minLength: 1, maxLength: 80 }) }, closed),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { post } = request.query
      requirePost(
        request.identity,
        [post as Post, 'supervisor', 'quality', 'auditor', 'director'],
        `只能查看本岗位的待办，您没有 ${post} 岗位`,
      )
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const tasks = await tasksOf(sql, world, request.identity.office, post)
      return { items: tasks.map(titled) }
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
      const post = postOf[action]
      if (!post) throw notFound(`待办 ${taskId}`)
      requirePost(identity, [post], `“${action}”不是您岗位的待办`)
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const tasks = await tasksOf(sql, world, identity.office, post)
      const task = tasks.find(candidate => candidate.taskId === taskId)
      if (!task) throw notFound(`待办 ${taskId}`)
      const earlier = tasks.find(other => isAhead(other, task))
      if (earlier) {
        throw refusalProblem({
          rule: 'out-of-order',
          detail: `应当按申请先后办理：${earlier.caseNo} 先于本件，尚无人领取`,
          basis: ['ORD-1'],
        })
      }
      if (!(await claimTask(sql, taskId, caseNo, identity.sub)))
        throw new Problem(409, `待办 ${taskId} 已由他人领取`, { rule: 'out-of-order', basis: [] })
      return { ...titled(task), claimedBy: identity.sub }
    },
  )
}

/** Earlier in the same queue (step × procedure) and free. */
const isAhead = (other: Task, task: Task): boolean =>
  other.procedure === task.procedure &&
  other.action === task.action &&
  other.claimedBy === null &&
  other.taskId !== task.taskId &&
  other.filedAt < task.filedAt

const titled = (task: Task) => ({ ...task, title: procedureTitles[task.procedure as ProcedureId] })
