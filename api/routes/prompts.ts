import { Type } from 'typebox'
import { lightsOf } from '../../db/lights.ts'
import { promptsFor, readPrompt } from '../../db/prompts.ts'
import { standIns } from '../../db/staffing.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { notFound } from '../problems.ts'
import { closed, oneOf, problems, worldHeader } from '../schemas/common.ts'

const tags = ['prompts 提示']
const openStages = ['examination', 'recording', 'certification', 'delivery', 'archive'] as const

/** 提示, and what they come from: each reads what he was told, and what those were told in whose stead he acts. */
export function registerPromptRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/prompts',
    {
      config: looksAt('prompt-list', '办理案件'),
      schema: {
        tags,
        summary: '我的提示：What I was told about cases, and those for whom I stand in, newest first (S0-118)',
        headers: worldHeader,
        querystring: Type.Object(
          {
            unread: Type.Optional(Type.Boolean()),
            before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(422) },
      },
    },
    async request => {
      const { identity, headers } = request
      const { unread = false, before } = request.query
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const items = await promptsFor(sql, world, await mine(identity.sub, { world, now }), { unread, before })
      request.look = { id: identity.sub, scope: `${items.length} 条`, shown: items.length }
      return { items }
    },
  )
  app.post(
    '/api/prompts/:id/read',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '已阅：Acknowledge a prompt',
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
        headers: worldHeader,
        body: Type.Union([Type.Object({}, closed), Type.Null()]),
        response: { 200: Type.Any(), ...problems(404, 422) },
      },
    },
    async ({ identity, headers, params: { id } }) => {
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const { sub } = identity
      const prompt = await readPrompt(sql, world, await mine(sub, { world, now }), { id, by: sub, at: now })
      if (!prompt) throw notFound(`提示 ${id}`)
      return prompt
    },
  )

  app.get(
    '/api/reports/lights',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '办理环节统一督办：Open cases by step and light, with who has them in hand and which branches are open (S4-54, S4-71)',
        headers: worldHeader,
        querystring: Type.Object(
          {
            light: Type.Optional(oneOf(['green', 'yellow', 'red'] as const, '案件或者环节为此灯的案件')),
            step: Type.Optional(oneOf(openStages)),
            after: Type.Optional(Type.String({ maxLength: 60, description: '上一页最后一件的受理编号' })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ totals: Type.Array(Type.Any()), items: Type.Array(Type.Any()) }),
          ...problems(403, 422),
        },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(
        identity,
        ['supervisor', 'director', 'quality', 'auditor'],
        '办理环节督办由督办、负责人、质量监管岗和审计岗查看',
      )
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const lights = await lightsOf(sql, { world, office: identity.office, on: dateOf(now) }, query)
      request.look = { id: 'lights', scope: `${lights.items.length} 件`, shown: lights.items.length }
      return lights
    },
  )

  /** Myself and those for whom I act today (代行职责). */
  async function mine(sub: string, { world, now }: { world: string; now: Instant }): Promise<string[]> {
    const acting = await standIns(sql, { world, on: dateOf(now) })
    return [sub, ...[...acting].flatMap(([absent, actingSub]) => (actingSub === sub ? [absent] : []))]
  }
}
