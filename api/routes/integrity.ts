import { Type } from 'typebox'
import { readCalendar } from '../../db/calendar.ts'
import { readEvidence } from '../../db/integrity.ts'
import { handbook, handbookBasis } from '../../domain/integrity/riskPoints.ts'
import { type Finding, findingsOf, integritySignals } from '../../domain/integrity/signals.ts'
import { citeAll } from '../../domain/law/provisions.ts'
import { epochDay } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, localDate, oneOf, problems, worldHeader } from '../schemas/common.ts'
import { officeFor } from './reference.ts'

/** A month: the record of the period is read through. */
const longestDays = 31
const pageSize = 50
const signalIds = integritySignals.map(({ id }) => id)

const querystring = Type.Object(
  {
    from: localDate,
    until: localDate,
    signal: Type.Optional(oneOf(signalIds, '只看一项；省略时各项都给第一页')),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description: '上一页的 nextAfter' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)

/** 廉政风险提示: what quality and audit look at more closely. Nobody else sees it, and each look leaves its trace. */
export function registerIntegrityRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/reports/integrity',
    {
      config: looksAt('integrity-report', '廉政风险监督'),
      schema: {
        tags: ['reports 监管报表'],
        summary: '廉政风险提示：Signals with who, which case, when, why, and the document behind each (S0-120)',
        headers: worldHeader,
        querystring,
        response: { 200: Type.Object({ signals: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      const { from, until, signal, after = 0, limit = pageSize } = query
      requirePost(identity, ['quality', 'auditor'], '廉政风险提示由质量监管岗和审计岗查看')
      const days = epochDay(until) - epochDay(from) + 1
      if (days < 1 || days > longestDays)
        throw new Problem(422, `from 不得晚于 until，一次最多查看 ${longestDays} 天，请分段查看`)
      const office = officeFor(identity.office)
      const { world } = await worldOf(context, headers['x-drill-world'])
      const asked = integritySignals.filter(({ id }) => signal === undefined || id === signal)
      const kinds = asked.map(({ looksAt }) => looksAt)
      const [evidence, calendar] = await Promise.all([
        readEvidence(sql, { world, office: identity.office, from, until }, kinds),
        readCalendar(sql, world),
      ])
      const signals = asked.map(one => {
        const { id, title, requirements } = one
        const found = findingsOf(one, evidence, office, calendar).filter(({ at }) => at.slice(0, 10) >= from)
        return { id, title, threshold: one.threshold(office), requirements, ...pageOf(found, after, limit) }
      })
      const total = signals.reduce((sum, { count }) => sum + count, 0)
      request.look = { id: `${from}/${until}`, scope: `${signal ?? '全部'}：${total} 条`, shown: total }
      return { signals }
    },
  )
  app.get(
    '/api/integrity/risk-points',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags: ['supervision 监督'],
        summary: '廉政风险点：Each step with its risks, the controls against them, and what proves each control (S0-114)',
        response: { 200: Type.Any(), ...problems(403) },
      },
    },
    async ({ identity }) => {
      requireStaff(identity, '廉政风险点')
      return { basis: citeAll([...handbookBasis]), items: handbook() }
    },
  )
}

/** The record only grows at its end, so that a place in the list of a past period stays. */
function pageOf(found: readonly Finding[], after: number, limit: number) {
  const end = after + limit
  return { count: found.length, items: found.slice(after, end), nextAfter: end < found.length ? end : null }
}
