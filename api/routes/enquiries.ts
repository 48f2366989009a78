import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { addEnquiry, changeEnquiry, openEnquiries } from '../../db/enquiries.ts'
import { readStaffOn } from '../../db/staffing.ts'
import { type Enquiry, type EnquiryStep, isLeftOpen, refuseStep, responsibleFor } from '../../domain/office/enquiry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { misasked, notFound, refusalProblem } from '../problems.ts'
import { closed, problems, text, worldHeader } from '../schemas/common.ts'

const tags = ['enquiries 咨询与首问责任']
const headers = worldHeader
const params = Type.Object({ no: Type.String({ maxLength: 20, description: '咨询编号' }) })
const answers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }

/** 首问必答、首问必释、首问必果: whoever is asked first answers for it until somebody else has accepted it. */
export function registerEnquiryRoutes(app: Api, context: ApiContext): void {
  registerAsking(app, context)
  registerSteps(app, context)
}

function registerAsking(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/enquiries',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记咨询：Whoever writes it down was asked first',
        headers,
        body: Type.Object({ asker: text(200), question: text(2_000) }, closed),
        response: answers,
      },
    },
    async ({ identity, headers, body }) => {
      requireStaff(identity, '咨询登记')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const enquiry = await addEnquiry(
        sql,
        { world, office: identity.office },
        { ...body, firstAsked: identity.sub, askedAt: now },
      )
      return told(enquiry, now)
    },
  )
  app.get(
    '/api/enquiries',
    {
      config: looksAt('enquiry-list', '跟进咨询'),
      schema: { tags, summary: '尚无结果的咨询：Enquiries without a result', headers, response: answers },
    },
    async request => {
      const { identity, headers } = request
      requireStaff(identity, '咨询登记')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const found = await openEnquiries(sql, { world, office: identity.office })
      request.look = { id: identity.office, scope: `${found.length} 件`, shown: found.length }
      return { items: found.map(enquiry => told(enquiry, now)) }
    },
  )
}

function registerSteps(app: Api, context: ApiContext): void {
  const step = stepper(context)
  const config = looksAt('enquiry', '办理咨询')
  const schema = (summary: string) => ({ tags, summary, params, headers, response: answers })
  app.post(
    '/api/enquiries/:no/answer',
    { config, schema: { ...schema('答复并说明理由：Answer'), body: Type.Object({ answer: text(2_000) }, closed) } },
    async request => {
      const { answer } = request.body
      return step(request, 'answer', (enquiry, now) => ({
        ...enquiry,
        ...{ answer, answeredBy: request.identity.sub, answeredAt: enquiry.answeredAt ?? now },
      }))
    },
  )
  app.post(
    '/api/enquiries/:no/route',
    {
      config,
      schema: { ...schema('引导到经办人：Take to another person'), body: Type.Object({ to: text(100), reason: text() }, closed) },
    },
    async request => {
      const { identity, headers, body } = request
      const { to, reason } = body
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const [person] = await readStaffOn(context.sql, identity.office, { world, on: dateOf(now) }, to)
      if (!person || to === identity.sub) throw misasked(`${to} 不是本机构的另一名工作人员`)
      const route = { to, reason, at: now, acceptedAt: null }
      return step(request, 'route', enquiry => ({ ...enquiry, routes: [...enquiry.routes, route] }))
    },
  )
  app.post(
    '/api/enquiries/:no/accept',
    { config, schema: { ...schema('接下引导来的咨询：Accept what was brought'), body: Type.Object({}, closed) } },
    async request =>
      step(request, 'accept', (enquiry, now) => ({
        ...enquiry,
        routes: enquiry.routes.map((route, i) => (i === enquiry.routes.length - 1 ? { ...route, acceptedAt: now } : route)),
      })),
  )
  app.post(
    '/api/enquiries/:no/result',
    {
      config,
      schema: {
        ...schema('办结：The result, and whether the asker is satisfied'),
        body: Type.Object({ result: text(2_000), satisfied: Type.Boolean() }, closed),
      },
    },
    async request => step(request, 'result', (enquiry, now) => ({ ...enquiry, ...request.body, closedAt: now })),
  )
}

/** A step by somebody on an enquiry of his office. @throws Problem 404, or what `refuseStep` says. */
const stepper =
  (context: ApiContext) =>
  async (
    request: Pick<FastifyRequest, 'identity' | 'look'> & {
      readonly params: { readonly no: string }
      readonly headers: { readonly 'x-drill-world'?: string }
    },
    step: EnquiryStep,
    change: (enquiry: Enquiry, now: Instant) => Enquiry,
  ) => {
    const { identity, headers, params } = request
    const { no } = params
    requireStaff(identity, '咨询登记')
    const { world, now } = await worldOf(context, headers['x-drill-world'])
    if (!/^\d{1,9}$/.test(no)) throw notFound(`咨询 ${no}`)
    const changed = await changeEnquiry(context.sql, { world, office: identity.office }, Number(no), enquiry => {
      const refusal = refuseStep(enquiry, step, identity.sub)
      if (refusal) throw refusalProblem(refusal)
      return change(enquiry, now)
    })
    if (!changed) throw notFound(`咨询 ${no}`)
    request.look = { id: no, scope: step }
    return told(changed, now)
  }

const told = (enquiry: Enquiry, now: Instant) => ({
  ...enquiry,
  responsible: responsibleFor(enquiry),
  escalatedTo: isLeftOpen(enquiry, now) ? 'supervisor' : null,
})
