import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { archiveOverview, endsApart } from '../../db/archives.ts'
import { readEvents } from '../../db/ledger.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { readableCase, seesIdentity } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'
import { masked } from './register.ts'

const tags = ['audit 审计']
const config = looksAt('case', '审计')
const params = Type.Object({ caseNo: Type.String({ maxLength: 60 }) })

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
type Looking = Pick<FastifyRequest, 'identity' | 'look'> & { readonly params: { readonly caseNo: string } }

export function registerAuditRoutes(app: Api, context: ApiContext): void {
  const { sql, audit } = context

  app.get(
    '/api/cases/:caseNo/events',
    {
      config,
      schema: {
        tags,
        summary: '案件账本：Every event with its hash',
        params,
        response: { 200: Type.Array(Type.Any()), ...problems(403, 404) },
      },
    },
    async request => {
      const { caseNo } = await looked(request, 'events')
      const events = await readEvents(sql, caseNo)
      return seesIdentity(request.identity) ? events : masked(events)
    },
  )

  app.post(
    '/api/cases/:caseNo/replay',
    {
      config,
      schema: {
        tags,
        summary: '重演：Replays the history, folds the ledger, compares',
        params,
        body: Type.Union([Type.Object({}, closed), Type.Null()]),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { caseNo } = await looked(request, 'replay')
      return audit.replay(caseNo)
    },
  )

  app.get(
    '/api/cases/:caseNo/history',
    {
      config,
      schema: {
        tags,
        summary: '流程历史：The Temporal history as JSON, payloads encrypted',
        params,
        response: { 200: Type.Any(), ...problems(403, 404) },
      },
    },
    async request => {
      const { caseNo } = await looked(request, 'history')
      const history = await audit.historyJson(caseNo)
      if (!history) throw notFound(`案件 ${caseNo} 的流程历史`)
      return history
    },
  )

  app.get(
    '/api/audit/archive',
    {
      config: looksAt('archive', '审计'),
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
      request.look = { world, id: '*', scope }
      return { ...overview, apart: [...apart] }
    },
  )

  /** Staff only, and every look is written down, the auditor's too. */
  async function looked(request: Looking, scope: string) {
    const { identity, params } = request
    requireStaff(identity, '案件账本')
    const row = await readableCase(sql, params.caseNo, identity)
    request.look = { world: row.world, id: params.caseNo, scope }
    return row
  }
}
