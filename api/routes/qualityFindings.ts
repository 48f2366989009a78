import { Type } from 'typebox'
import { readCase } from '../../db/cases.ts'
import { raiseFindings } from '../../db/quality/findings.ts'
import { readStaffOn } from '../../db/staffing.ts'
import { severities } from '../../domain/office/profile.ts'
import type { Finding } from '../../domain/quality/finding.ts'
import { qualityWorkers, refuseRaising } from '../../domain/quality/steps.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { misasked, notFound, refusalProblem } from '../problems.ts'
import { dueFor, qualityPlaceOf, stepOnFinding, toldFinding } from '../quality/findingDesk.ts'
import { closed, oneOf, text } from '../schemas/common.ts'
import { findingParams as params, findingAnswers as response, qualityTags as tags } from '../schemas/quality.ts'

const headers = commandHeaders

/** 质量问题: raised, corrected, closed by others than those who answer for it. */
export function registerFindingRoutes(app: Api, context: ApiContext): void {
  registerRaising(app, context)
  registerFindingSteps(app, context)
}

function registerRaising(app: Api, context: ApiContext): void {
  app.post(
    '/api/quality/findings',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记质量问题：Raise a finding on a case (S0-123)',
        headers,
        body: Type.Object(
          {
            caseNo: text(60),
            item: text(200),
            error: text(2_000),
            severity: oneOf(severities),
            responsible: Type.Array(text(100), { minItems: 1, maxItems: 20, uniqueItems: true }),
          },
          closed,
        ),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, headers, body } = request
        const { sql } = context
        requirePost(identity, qualityWorkers, '质量问题由质量监管岗、督办或者负责人登记')
        const { place, now, on } = await qualityPlaceOf(context, identity, headers)
        const refusal = refuseRaising({ origin: 'supervision', ...body }, identity.sub)
        if (refusal) throw refusalProblem(refusal)
        const row = await readCase(sql, body.caseNo)
        if (!row || row.world !== place.world || row.state.application.office !== place.office)
          throw notFound(`案件 ${body.caseNo}`)
        const staff = await readStaffOn(sql, place.office, { world: place.world, on })
        const unknown = body.responsible.filter(sub => !staff.some(one => one.sub === sub))
        if (unknown.length > 0) throw misasked(`责任人 ${unknown.join('、')} 不是本机构的工作人员`)
        const dueOn = await dueFor(context, place, body.severity, on)
        const raised = { origin: 'supervision', ...body, dueOn } as const
        const [finding] = (await sql.begin(tx => raiseFindings(tx, place, [raised], { by: identity.sub, at: now }))) as Finding[]
        return finding && toldFinding(finding, on)
      }),
  )
}

function registerFindingSteps(app: Api, context: ApiContext): void {
  const config = looksAt('finding', '办理质量问题')
  const schema = (summary: string) => ({ tags, summary, params, headers, response })
  app.post(
    '/api/quality/findings/:no/correct',
    {
      config,
      schema: {
        ...schema('报送整改：What was done about it, with what proves it'),
        body: Type.Object(
          { action: text(2_000), evidence: Type.Array(text(200), { minItems: 1, maxItems: 20, uniqueItems: true }) },
          closed,
        ),
      },
    },
    async request =>
      once(context, request, context =>
        stepOnFinding(context, request, 'correct', async () => ({ type: 'Corrected', data: request.body })),
      ),
  )
  app.post(
    '/api/quality/findings/:no/return',
    {
      config,
      schema: { ...schema('退回整改：It will not do; a new term begins'), body: Type.Object({ reason: text(2_000) }, closed) },
    },
    async request =>
      once(context, request, context =>
        stepOnFinding(context, request, 'return', async ({ severity }, place, on) => {
          const dueOn = await dueFor(context, place, severity, on)
          return { type: 'Returned', data: { ...request.body, dueOn } }
        }),
      ),
  )
  app.post(
    '/api/quality/findings/:no/close',
    { config, schema: { ...schema('销号：Verified and closed'), body: Type.Object({ result: text(2_000) }, closed) } },
    async request =>
      once(context, request, context =>
        stepOnFinding(context, request, 'close', async () => ({ type: 'Closed', data: request.body })),
      ),
  )
}
