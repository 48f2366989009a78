import { Type } from 'typebox'
import { addEnquiry, changeEnquiry, openEnquiries } from '../../db/enquiries.ts'
import { readStaffOn } from '../../db/staffing.ts'
import { type Enquiry, type EnquiryStep, isLeftOpen, refuseStep, responsibleFor } from '../../domain/office/enquiry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
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
    { schema: { tags, summary: '尚无结果的咨询：Enquiries without a result', headers, response: answers } },
    async ({ identity, headers }) => {
      requireStaff(identity, '咨询登记')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const found = await openEnquiries(sql, { world, office: identity.office })
      return { items: found.map(enquiry => told(enquiry, now)) }
    },
  )
}

function registerSteps(app: Api, context: ApiContext): void {
  const step = stepper(context)
  const schema = (summary: string) => ({ tags, summary, params, headers, response: answers })
  app.post(
    '/api/enquiries/:no/answer',
    { schema: { ...schema('答复并说明理由：Answer'), body: Type.Object({ answer: text(2_000) }, closed) } },
    async ({ identity, headers, params: { no }, body: { answer } }) =>
      step(identity, headers, no, 'answer', (enquiry, now) => ({
        ...enquiry,
        ...{ answer, answeredBy: identity.sub, answeredAt: enquiry.answeredAt ?? now },
      })),
  )
  app.post(
    '/api/enquiries/:no/route',
    {
      schema: { ...schema('引导到经办人：Take to another person'), body: Type.Object({ to: text(100), reason: text() }, closed) },
    },
    async ({ identity, headers, params: { no }, body: { to, reason } }) => {
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const [person] = await readStaffOn(context.sql, identity.office, { world, on: dateOf(now) }, to)
      if (!person || to === identity.sub) throw new Problem(422, `${to} 不是本机构的另一名工作人员`, { rule: 'body', basis: [] })
      const route = { to, reason, at: now, acceptedAt: null }
      return step(identity, headers, no, 'route', enquiry => ({ ...enquiry, routes: [...enquiry.routes, route] }))
    },
  )
  app.post(
    '/api/enquiries/:no/accept',
    { schema: { ...schema('接下引导来的咨询：Accept what was brought'), body: Type.Object({}, closed) } },
    async ({ identity, headers, params: { no } }) =>
      step(identity, headers, no, 'accept', (enquiry, now) => ({
        ...enquiry,
        routes: enquiry.routes.map((route, i) => (i === enquiry.routes.length - 1 ? { ...route, acceptedAt: now } : route)),
      })),
  )
  app.post(
    '/api/enquiries/:no/result',
    {
      schema: {
        ...schema('办结：The result, and whether the asker is satisfied'),
        body: Type.Object({ result: text(2_000), satisfied: Type.Boolean() }, closed),
      },
    },
    async ({ identity, headers, params: { no }, body }) =>
      step(identity, headers, no, 'result', (enquiry, now) => ({ ...enquiry, ...body, closedAt: now })),
  )
}

/** A step by somebody on an enquiry of his office. @throws Problem 404, or what `refuseStep` says. */
const stepper =
  (context: ApiContext) =>
  async (
    identity: Identity,
    headers: { 'x-drill-world'?: string },
    no: string,
    step: EnquiryStep,
    change: (enquiry: Enquiry, now: Instant) => Enquiry,
  ) => {
    requireStaff(identity, '咨询登记')
    const { world, now } = await worldOf(context, headers['x-drill-world'])
    if (!/^\d{1,9}$/.test(no)) throw notFound(`咨询 ${no}`)
    const changed = await changeEnquiry(context.sql, { world, office: identity.office }, Number(no), enquiry => {
      const refusal = refuseStep(enquiry, step, identity.sub)
      if (refusal) throw refusalProblem(refusal)
      return change(enquiry, now)
    })
    if (!changed) throw notFound(`咨询 ${no}`)
    return told(changed, now)
  }

const told = (enquiry: Enquiry, now: Instant) => ({
  ...enquiry,
  responsible: responsibleFor(enquiry),
  escalatedTo: isLeftOpen(enquiry, now) ? 'supervisor' : null,
})
