import { Type } from 'typebox'
import { findFindings, findingsBetween, readFinding } from '../../db/quality/findings.ts'
import { findingOrigins, findingStatuses } from '../../domain/quality/finding.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { qualityPlaceOf, toldFinding } from '../quality/findingDesk.ts'
import { ledgerCsv } from '../quality/ledgerCsv.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { findingAnswers, findingParams, qualityTags as tags } from '../schemas/quality.ts'

const headers = worldHeader
const mayRead = '质量问题由质量监管岗、督办、负责人和审计岗查看'

/** 质量问题清单、台账: what is open, what is late, one with its history, a period's for export. Those responsible see their own. */
export function registerFindingLists(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/quality/findings',
    {
      config: looksAt('finding-list', '登记质量监管'),
      schema: {
        tags,
        summary:
          '质量问题清单：Findings by number, those not closed unless asked otherwise; overdue: those late with their correction',
        headers,
        querystring: Type.Object(
          {
            status: Type.Optional(oneOf(findingStatuses)),
            origin: Type.Optional(oneOf(findingOrigins)),
            caseNo: Type.Optional(text(60)),
            responsible: Type.Optional(text(100)),
            overdue: Type.Optional(Type.Boolean()),
            after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: '上一页最后一件的编号' })),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      const { overdue, ...filter } = query
      const isOwn = query.responsible === identity.sub
      if (isOwn) requireStaff(identity, '质量问题清单')
      else requirePost(identity, qualityReaders, mayRead)
      const { place, on } = await qualityPlaceOf(context, identity, headers)
      const found = await findFindings(sql, place, { ...filter, overdueOn: overdue ? on : undefined })
      request.look = { id: 'findings', scope: `${found.length} 件`, shown: found.length }
      return { items: found.map(finding => toldFinding(finding, on)) }
    },
  )
  app.get(
    '/api/quality/findings/:no',
    {
      config: looksAt('finding', '登记质量监管'),
      schema: {
        tags,
        summary: '质量问题：One finding with all that became of it',
        params: findingParams,
        headers,
        response: findingAnswers,
      },
    },
    async request => {
      const { identity, headers } = request
      const { no } = request.params
      const { place, on } = await qualityPlaceOf(context, identity, headers)
      const finding = await readFinding(sql, place, no)
      if (!finding?.responsible.includes(identity.sub)) requirePost(identity, qualityReaders, mayRead)
      if (!finding) throw notFound(`质量问题 ${no}`)
      request.look = { id: String(no), scope: finding.status }
      return toldFinding(finding, on)
    },
  )
  app.get(
    '/api/quality/ledger',
    {
      config: looksAt('finding-list', '登记质量监管'),
      schema: {
        tags,
        summary: '质量问题台账：All findings raised in a period, as JSON or as a table for spreadsheets (S1-81)',
        headers,
        querystring: Type.Object(
          { from: localDate, until: localDate, format: Type.Optional(oneOf(['json', 'csv'] as const)) },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async (request, reply) => {
      const { identity, headers, query } = request
      const { from, until, format = 'json' } = query
      requirePost(identity, qualityReaders, mayRead)
      if (from > until) throw new Problem(422, 'from 不得晚于 until')
      const { place, on } = await qualityPlaceOf(context, identity, headers)
      const found = await findingsBetween(sql, place, { from, until })
      request.look = { id: 'ledger', scope: `${from} 至 ${until} ${found.length} 件`, shown: found.length }
      if (format === 'json') return { from, until, items: found.map(finding => toldFinding(finding, on)) }
      const name = `quality-${place.office}-${from}-${until}.csv`
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(ledgerCsv(found, on))
    },
  )
}
