import { Type } from 'typebox'
import { readAccesses, traceAccess } from '../../db/accesses.ts'
import { archiveOverview, endsApart } from '../../db/archives.ts'
import { readEvents } from '../../db/ledger.ts'
import { fold } from '../../domain/case/evolve.ts'
import { caseView } from '../../domain/case/view.ts'
import { parseInstant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost, requireStaff } from '../auth.ts'
import { readableCase, seesIdentity } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem } from '../problems.ts'
import { caseAnswer } from '../schemas/cases.ts'
import { closed, instant, problems, worldHeader } from '../schemas/common.ts'
import { masked } from './register.ts'

const tags = ['audit 审计']
const params = Type.Object({ caseNo: Type.String({ maxLength: 60 }) })
const serial = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

const archiveAnswer = Type.Object({
  archived: Type.Record(Type.String(), Type.Integer(), { description: 'archived runs by workflow type' }),
  waiting: Type.Integer({ description: 'closed cases and applications that are not archived yet' }),
  oldestClosedAt: Type.Union([Type.String(), Type.Null()], { description: 'since when the oldest of them waits; real time' }),
  lagSeconds: Type.Integer(),
  apart: Type.Array(
    Type.Object({
      workflowId: Type.String(),
      caseNo: Type.String(),
      seq: Type.Integer(),
      head: Type.String(),
      ledgerSeq: Type.Union([Type.Integer(), Type.Null()]),
      ledgerHead: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'where a workflow ended and where its ledger ends, when they differ' },
  ),
})

export function registerAuditRoutes(app: Api, context: ApiContext): void {
  const { sql, audit } = context

  app.get(
    '/api/cases/:caseNo/events',
    {
      schema: {
        tags,
        summary: '案件账本：Every event with its hash',
        params,
        response: { 200: Type.Array(Type.Any()), ...problems(403, 404) },
      },
    },
    async request => {
      const { caseNo } = await looked(request.identity, request.params.caseNo, 'events')
      const events = await readEvents(sql, caseNo)
      return seesIdentity(request.identity) ? events : masked(events)
    },
  )

  app.get(
    '/api/cases/:caseNo/state',
    {
      schema: {
        tags,
        summary: '案件在某一时刻或序号的状态：The case as it was',
        params,
        querystring: Type.Object({ at: Type.Optional(instant), seq: Type.Optional(serial) }, closed),
        response: { 200: caseAnswer, ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { at, seq } = request.query
      if ((at === undefined) === (seq === undefined)) throw new Problem(422, '请给出 at（时刻）或者 seq（序号）之一')
      const { caseNo } = await looked(request.identity, request.params.caseNo, `state ${at ?? `#${seq}`}`)
      const until = at === undefined ? null : parseInstant(at)
      const events = (await readEvents(sql, caseNo)).filter(event =>
        until === null ? event.seq <= (seq ?? 0) : parseInstant(event.at) <= until,
      )
      const state = fold(events, caseNo)
      if (!state) throw notFound(`案件 ${caseNo} 在 ${at} 的状态：当时尚未提交申请`)
      if (seq !== undefined && state.seq < seq) throw notFound(`案件 ${caseNo} 的第 ${seq} 号事件：账本到第 ${state.seq} 号`)
      return caseView(state, at ?? state.lastAt, null, { fullIdentity: seesIdentity(request.identity) })
    },
  )

  app.post(
    '/api/cases/:caseNo/replay',
    {
      schema: {
        tags,
        summary: '重演：Replays the history, folds the ledger, compares',
        params,
        body: Type.Union([Type.Object({}, closed), Type.Null()]),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { caseNo } = await looked(request.identity, request.params.caseNo, 'replay')
      return audit.replay(caseNo)
    },
  )

  app.get(
    '/api/cases/:caseNo/history',
    {
      schema: {
        tags,
        summary: '流程历史：The Temporal history as JSON, payloads encrypted',
        params,
        response: { 200: Type.Any(), ...problems(403, 404) },
      },
    },
    async request => {
      const { caseNo } = await looked(request.identity, request.params.caseNo, 'history')
      const history = await audit.historyJson(caseNo)
      if (!history) throw notFound(`案件 ${caseNo} 的流程历史`)
      return history
    },
  )

  app.get(
    '/api/audit/archive',
    {
      schema: {
        tags,
        summary: '归档：How many histories are archived, what closed and is not yet, and which ended elsewhere than their ledger',
        headers: worldHeader,
        response: { 200: archiveAnswer, ...problems(403) },
      },
    },
    async request => {
      requirePost(request.identity, ['auditor', 'supervisor', 'quality'], '归档情况由审计、督办、质量监管岗查看')
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const [overview, apart] = await Promise.all([archiveOverview(sql, world), endsApart(sql, { world })])
      const scope = `${Object.values(overview.archived).reduce((sum, count) => sum + count, 0)} 份归档`
      await traceAccess(sql, request.identity, { world, object: 'archive', objectId: '*', purpose: '审计', scope })
      return { ...overview, apart: [...apart] }
    },
  )

  app.get(
    '/api/audit/accesses',
    {
      schema: {
        tags,
        summary: '查阅留痕：Who looked at what, why and when; newest first',
        headers: worldHeader,
        querystring: Type.Object(
          {
            sub: Type.Optional(Type.String({ maxLength: 100 })),
            object: Type.Optional(Type.String({ maxLength: 100, description: 'case number or unit code' })),
            before: Type.Optional(serial),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(Type.Any()), nextBefore: Type.Union([Type.Integer(), Type.Null()]) }),
          ...problems(403),
        },
      },
    },
    async request => {
      requirePost(request.identity, ['auditor', 'supervisor', 'quality'], '查阅留痕由审计、督办、质量监管岗查看')
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { sub, object, before } = request.query
      const filter = { ...(sub ? { sub } : {}), ...(object ? { objectId: object } : {}), ...(before ? { before } : {}) }
      const items = await readAccesses(sql, world, filter)
      await traceAccess(sql, request.identity, {
        world,
        object: 'accesses',
        objectId: object ?? sub ?? '*',
        purpose: '审计',
        scope: `${items.length} 条`,
      })
      return { items, nextBefore: items.at(-1)?.id ?? null }
    },
  )

  /** Staff only, and every look is written down, the auditor's too. */
  async function looked(identity: Identity, caseNo: string, scope: string) {
    requireStaff(identity, '案件账本')
    const row = await readableCase(sql, caseNo, identity)
    await traceAccess(sql, identity, { world: row.world, object: 'case', objectId: caseNo, purpose: '审计', scope })
    return row
  }
}
