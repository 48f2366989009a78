import { Type } from 'typebox'
import { countLooks, type Days, readAccesses } from '../../db/accesses.ts'
import { bulkSigns, type LookedAt, looked } from '../../domain/audit/looks.ts'
import type { LocalDate } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { officeFor } from './reference.ts'

const tags = ['audit 审计']
const config = looksAt('accesses', '审计')
const serial = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const kinds = Object.keys(looked) as LookedAt[]

/** Who looked at what (查阅留痕): by object, by person, by day; each look here leaves a trace itself. */
export function registerAccessRoutes(app: Api, context: ApiContext): void {
  registerTraces(app, context)
  registerCounts(app, context)
}

function registerTraces(app: Api, context: ApiContext): void {
  app.get(
    '/api/audit/accesses',
    {
      config,
      schema: {
        tags,
        summary: '查阅留痕：Who looked at what, for whom, why, when and from where; newest first',
        headers: worldHeader,
        querystring: Type.Object(
          {
            sub: Type.Optional(text(100)),
            object: Type.Optional(Type.String({ maxLength: 100, description: 'case number or unit code' })),
            kind: Type.Optional(oneOf(kinds, kinds.map(kind => `${kind} ${looked[kind].title}`).join(' · '))),
            from: Type.Optional(localDate),
            until: Type.Optional(localDate),
            before: Type.Optional(serial),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(Type.Any()), nextBefore: Type.Union([Type.Integer(), Type.Null()]) }),
          ...problems(403, 422),
        },
      },
    },
    async request => {
      mayAudit(request.identity)
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { sub, object, kind, from, until, before, limit } = request.query
      const days = from || until ? between(from ?? '1000-01-01', until ?? '9998-12-31') : null
      const items = await readAccesses(
        context.sql,
        { world, office: request.identity.office },
        {
          ...(sub ? { sub } : {}),
          ...(object ? { objectId: object } : {}),
          ...(kind ? { object: kind } : {}),
          ...(days ? { days } : {}),
          ...(before ? { before } : {}),
          ...(limit ? { limit } : {}),
        },
      )
      request.look = { world, id: object ?? sub ?? '*', scope: `${items.length} 条`, shown: items.length }
      return { items, nextBefore: items.at(-1)?.id ?? null }
    },
  )
}

function registerCounts(app: Api, context: ApiContext): void {
  app.get(
    '/api/audit/accesses/counts',
    {
      config,
      schema: {
        tags,
        summary: '查阅次数：Each person’s looks, day by day; bulk looks are flagged with the reason (S0-119)',
        headers: worldHeader,
        querystring: Type.Object(
          { from: localDate, until: localDate, bulk: Type.Optional(Type.Boolean({ description: '只看批量查阅' })) },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()), thresholds: Type.Any() }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, query } = request
      mayAudit(identity)
      const { bulkLooksPerDay, bulkRowsPerDay } = officeFor(identity.office).supervision
      const thresholds = { bulkLooksPerDay, bulkRowsPerDay }
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const counted = await countLooks(context.sql, { world, office: identity.office }, between(query.from, query.until))
      const items = counted
        .map(day => ({ ...day, bulk: bulkSigns(day, thresholds) }))
        .filter(day => !query.bulk || day.bulk.length > 0)
      request.look = { world, id: 'counts', scope: `${query.from} 至 ${query.until} ${items.length} 人日`, shown: items.length }
      return { items, thresholds }
    },
  )
}

const mayAudit = (identity: Identity): void =>
  requirePost(identity, ['auditor', 'supervisor', 'quality'], '查阅留痕由审计、督办、质量监管岗查看')

/** @throws Problem 422 for days the wrong way round. */
function between(from: LocalDate, until: LocalDate): Days {
  if (from > until) throw new Problem(422, 'from 不得晚于 until')
  return { from, until }
}
