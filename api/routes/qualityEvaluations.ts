import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { readEvaluation, readEvaluations } from '../../db/quality/evaluations.ts'
import { addLine } from '../../db/quality/files.ts'
import { type EvaluationData, evaluationFrom, refuseOnEvaluation } from '../../domain/quality/evaluation.ts'
import { evaluationText } from '../../domain/quality/evaluationText.ts'
import type { Noted } from '../../domain/quality/finding.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { notFound, refusalProblem } from '../problems.ts'
import { qualityPlaceOf } from '../quality/findingDesk.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { findingAnswers as response, qualityTags as tags } from '../schemas/quality.ts'
import { officeFor } from './reference.ts'

const headers = worldHeader
const params = Type.Object({
  evaluation: Type.String({ maxLength: 30, description: '评价期间，例如 2025-05-26..2025-06-08' }),
})
const readersOnly = '登簿质量评价由质量监管岗、督办、负责人和审计岗查看'

/** 登簿质量双周评价: made by itself when a fortnight is over; read, acknowledged, and what it asks for followed up. */
export function registerEvaluationRoutes(app: Api, context: ApiContext): void {
  registerEvaluationReading(app, context)
  registerEvaluationLines(app, context)
}

function registerEvaluationReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/quality/evaluations',
    {
      config: looksAt('evaluation-list', '登记质量监管'),
      schema: {
        tags,
        summary: '登簿质量评价：Evaluations of fortnights that end from a day on, and which wait to be acknowledged',
        headers,
        querystring: Type.Object({ from: localDate }, closed),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, qualityReaders, readersOnly)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const found = await readEvaluations(sql, place, query.from)
      request.look = { id: 'evaluations', scope: `${found.length} 期`, shown: found.length }
      return {
        items: found.map(({ id, from, until, madeAt, office, acknowledged, improvements }) => {
          return { id, from, until, madeAt, office, acknowledged, improvements }
        }),
      }
    },
  )
  app.get(
    '/api/quality/evaluations/:evaluation',
    {
      config: looksAt('evaluation', '登记质量监管'),
      schema: {
        tags,
        summary: '登簿质量评价：One evaluation, as JSON or as text to be printed (S1-104, S3-30)',
        params,
        headers,
        querystring: Type.Object({ format: Type.Optional(oneOf(['json', 'text'] as const)) }, closed),
        response,
      },
    },
    async (request, reply) => {
      const { identity, headers, query } = request
      const { evaluation: id } = request.params
      requirePost(identity, qualityReaders, readersOnly)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const evaluation = await readEvaluation(sql, place, id)
      if (!evaluation) throw notFound(`登簿质量评价 ${id}`)
      request.look = { id, scope: query.format ?? 'json' }
      return query.format === 'text' ? printed(reply, evaluationText(evaluation, officeFor(place.office))) : evaluation
    },
  )
}

const printed = (reply: FastifyReply, page: string) => reply.type('text/plain; charset=utf-8').send(page)

interface Asking {
  readonly identity: Identity
  readonly headers: { readonly 'x-drill-world'?: string }
  readonly params: { readonly evaluation: string }
}

function registerEvaluationLines(app: Api, context: ApiContext): void {
  app.post(
    '/api/quality/evaluations/:evaluation/acknowledge',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '签收评价：Read, and what is to be improved by the next',
        params,
        headers: commandHeaders,
        body: Type.Object({ improvements: Type.Array(text(500), { maxItems: 50, uniqueItems: true }) }, closed),
        response,
      },
    },
    async request => once(context, request, context => add(context, request, { type: 'Acknowledged', data: request.body })),
  )
  app.post(
    '/api/quality/evaluations/:evaluation/improved',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '改进完成：One of what was asked for is done; what is not is carried to the next evaluation',
        params,
        headers: commandHeaders,
        body: Type.Object({ text: text(500), result: text(2_000) }, closed),
        response,
      },
    },
    async request => once(context, request, context => add(context, request, { type: 'Improved', data: request.body })),
  )

  async function add(
    context: ApiContext,
    { identity, headers, params: { evaluation: id } }: Asking,
    { type, data }: Pick<Exclude<Noted<EvaluationData>, { type: 'Made' }>, 'type' | 'data'>,
  ) {
    const { place, now } = await qualityPlaceOf(context, identity, headers)
    const refusal = await addLine<EvaluationData>(context.sql, place, { subject: 'evaluation', id }, lines => {
      if (lines.length === 0) throw notFound(`登簿质量评价 ${id}`)
      const asked = { type, ...data } as Parameters<typeof refuseOnEvaluation>[1]
      return refuseOnEvaluation(evaluationFrom(id, lines), asked, identity) ?? { type, data, at: now, actor: identity.sub }
    })
    if (refusal) throw refusalProblem(refusal)
    return readEvaluation(context.sql, place, id)
  }
}
