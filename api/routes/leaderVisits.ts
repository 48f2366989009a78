import { Type } from 'typebox'
import { openFileIn } from '../../db/quality/files.ts'
import { findingsOfOrigin, raiseFindings } from '../../db/quality/findings.ts'
import { readLeaderVisits } from '../../db/quality/supervision.ts'
import { readStaffOn } from '../../db/staffing.ts'
import type { Severity } from '../../domain/office/profile.ts'
import type { Finding, Raised } from '../../domain/quality/finding.ts'
import { qualityReaders, qualityWorkers, refuseRaising } from '../../domain/quality/steps.ts'
import { leaderVisitBasis, refuseVisit, visitsByQuarter } from '../../domain/supervision/leaderVisits.ts'
import { inspectors, rectificationOf } from '../../domain/supervision/rectification.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { misasked, refusalProblem } from '../problems.ts'
import { dueFor, toldFinding } from '../quality/findingDesk.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { inspectionBody, leaderVisitBody, riskBody, supervisionTags as tags } from '../schemas/supervision.ts'
import { type Desk, deskOf, lineOf, requireKnown, requirePast } from '../supervision/desk.ts'

const headers = worldHeader
const response = { 200: Type.Any(), ...problems(403, 404, 409, 422) }
const longestYears = 5

/** 负责人走流程、窗口督查，外部检查: what others than quality find goes onto the same ledger of findings, and is put right the same way. */
export function registerLeaderVisitRoutes(app: Api, context: ApiContext): void {
  registerVisiting(app, context)
  registerVisitReport(app, context)
  registerInspections(app, context)
  registerRiskScreening(app, context)
}

function registerVisiting(app: Api, context: ApiContext): void {
  app.post(
    '/api/leader-visits',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记走流程、窗口督查：A leader’s visit with its pain points, and the findings it leads to (S0-61, S0-62)',
        headers: commandHeaders,
        body: leaderVisitBody,
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, body } = request
        requirePost(identity, ['director', 'quality'], '走流程、窗口督查由负责人本人或者质量监管岗登记')
        const desk = await deskOf(context, request)
        const { kind, leader = identity.sub, on, painPoints, findings } = body
        const visited = { kind, leader, on, painPoints, ...(body.procedure ? { procedure: body.procedure } : {}) }
        const refusal = refuseVisit(visited)
        if (refusal) throw refusalProblem(refusal)
        requirePast(on, desk, '走流程、窗口督查的日期')
        await requireLeader(context, desk, leader)
        const raised = await Promise.all(
          findings.map(async one => ({ ...one, origin: kind, caseNo: null, dueOn: await dueOf(context, desk, one.severity) })),
        )
        await requireRaisable(context, desk, raised)
        return context.sql.begin(async tx => {
          const no = await openFileIn(tx, desk.place, 'leader-visit', lineOf(desk, 'Visited', visited))
          const withSource = raised.map(one => ({ ...one, source: { visit: String(no) } }))
          return { no, ...visited, findings: await raiseFindings(tx, desk.place, withSource, desk) }
        })
      }),
  )
}

function registerVisitReport(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/reports/leader-visits',
    {
      config: looksAt('leader-visit-list', '监督'),
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '“三个经常”按季度：Walk-throughs and window inspections by quarter; quarters without one are missing (S0-61, S0-62)',
        headers,
        querystring: Type.Object({ from: localDate, until: localDate }, closed),
        response,
      },
    },
    async request => {
      requirePost(request.identity, qualityReaders, '走流程、窗口督查由负责人、督办、质量监管岗和审计岗查看')
      const { from, until } = request.query
      if (from > until || Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > longestYears)
        throw misasked(`from 不得晚于 until，一次最多查看 ${longestYears} 年`)
      const { place, today } = await deskOf(context, request)
      const [visits, walked, inspected] = await Promise.all([
        readLeaderVisits(sql, place),
        findingsOfOrigin(sql, place, 'walk-through'),
        findingsOfOrigin(sql, place, 'window-inspection'),
      ])
      const quarters = visitsByQuarter(visits, [...walked, ...inspected], { from, until, today })
      request.look = { id: `${from}/${until}`, scope: `${quarters.length} 行`, shown: visits.length }
      return { basis: leaderVisitBasis, quarters, missing: quarters.filter(({ state }) => state === 'missing').length, visits }
    },
  )
}

function registerInspections(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/inspections',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记外部检查反馈的问题：Findings of an inspection from outside, each with its last day (S1-106, S2-83)',
        headers: commandHeaders,
        body: inspectionBody,
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, body } = request
        requirePost(identity, ['director', 'quality'], '外部检查反馈的问题由负责人或者质量监管岗登记')
        const desk = await deskOf(context, request)
        const { findings, ...inspection } = body
        requirePast(inspection.inspectedOn, desk, '检查日期')
        if (findings.some(({ dueOn }) => dueOn < inspection.inspectedOn)) throw misasked('整改期限不得早于检查日期')
        const raised = findings.map(one => ({ ...one, origin: 'external-inspection', caseNo: null, source: inspection }) as const)
        await requireRaisable(context, desk, raised)
        const items = await context.sql.begin(tx => raiseFindings(tx, desk.place, raised, desk))
        return {
          ...inspection,
          inspectorTitle: inspectors[inspection.inspector].title,
          items: items.map(one => toldFinding(one, desk.today)),
        }
      }),
  )
  app.get(
    '/api/inspections',
    {
      config: looksAt('finding-list', '监督'),
      schema: {
        tags,
        summary: '外部检查整改台账：Inspections with what is closed in time, late, open and overdue (S1-106, S2-83)',
        headers,
        response,
      },
    },
    async request => {
      requirePost(request.identity, qualityReaders, '整改台账由负责人、督办、质量监管岗和审计岗查看')
      const { place, today } = await deskOf(context, request)
      const findings = await findingsOfOrigin(sql, place, 'external-inspection')
      request.look = { id: 'inspections', scope: `${findings.length} 件`, shown: findings.length }
      return { items: rectificationOf(findings, today) }
    },
  )
}

function registerRiskScreening(app: Api, context: ApiContext): void {
  app.post(
    '/api/risks',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary:
          '登记风险排查发现的风险：A risk with its area, owner and last day; closed and listed as every finding (origin=risk-screening, S0-20)',
        headers: commandHeaders,
        body: riskBody,
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, body } = request
        requirePost(identity, qualityWorkers, '风险由质量监管岗、督办或者负责人登记')
        const desk = await deskOf(context, request)
        const { area, risk, severity, responsible, dueOn } = body
        if (dueOn < desk.today) throw misasked('整改期限不得早于今天')
        const raised = { origin: 'risk-screening', caseNo: null, item: area, error: risk, severity, responsible, dueOn } as const
        await requireRaisable(context, desk, [raised])
        const [finding] = (await context.sql.begin(tx => raiseFindings(tx, desk.place, [raised], desk))) as Finding[]
        return finding && toldFinding(finding, desk.today)
      }),
  )
}

/** @throws Problem 422 unless he is a leader of the office (负责人). */
async function requireLeader({ sql }: ApiContext, { place, today }: Desk, leader: string): Promise<void> {
  const [person] = await readStaffOn(sql, place.office, { world: place.world, on: today }, leader)
  if (!person?.posts.includes('director')) throw misasked(`${leader} 不是本机构的负责人，走流程、窗口督查由负责人亲自开展`)
}

/** @throws Problem where somebody answers for what he raises himself, or is not of the office. */
async function requireRaisable(
  context: ApiContext,
  desk: Desk,
  raised: readonly Pick<Raised, 'origin' | 'caseNo' | 'responsible'>[],
): Promise<void> {
  await requireKnown(context, desk, { staff: raised.flatMap(({ responsible }) => responsible) })
  for (const one of raised) {
    const refusal = refuseRaising(one, desk.by)
    if (refusal) throw refusalProblem(refusal)
  }
}

const dueOf = (context: ApiContext, { place, today }: Desk, severity: Severity) => dueFor(context, place, severity, today)
