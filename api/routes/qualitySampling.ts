import { Type } from 'typebox'
import { addCheck, drawSample, readSample, readSamples } from '../../db/quality/samples.ts'
import { citeAll } from '../../domain/law/provisions.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { checklistOf, ruleSources } from '../../domain/quality/checklist.ts'
import { isOver } from '../../domain/quality/periods.ts'
import { findingsIn, refuseCheck, results, type Sample, unchecked } from '../../domain/quality/sampling.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import { epochDay } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook, published } from '../looks.ts'
import { once } from '../once.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { dueFor, qualityPlaceOf } from '../quality/findingDesk.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { findingAnswers as response, qualityTags as tags } from '../schemas/quality.ts'
import { officeFor } from './reference.ts'

const headers = worldHeader
const params = Type.Object({ sample: Type.String({ maxLength: 30, description: '抽检期间，例如 2025-06-02..2025-06-15' }) })
const longestDays = 92
const readersOnly = '抽检由质量监管岗、督办、负责人和审计岗查看'

/** 登记质量抽检: samples of recorded cases, drawn so that anyone draws the same again, and what was looked at in them. */
export function registerSamplingRoutes(app: Api, context: ApiContext): void {
  registerDrawing(app, context)
  registerSampleReading(app, context)
  registerChecking(app, context)
}

function registerDrawing(app: Api, context: ApiContext): void {
  app.post(
    '/api/quality/samples',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '抽取样本：Draw the sample of a period that is over, once (S1-79)',
        headers: commandHeaders,
        body: Type.Object({ from: localDate, until: localDate }, closed),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, headers, body } = request
        requirePost(identity, ['quality', 'director'], '抽检样本由质量监管岗或者负责人抽取')
        const { place, now } = await qualityPlaceOf(context, identity, headers)
        const days = epochDay(body.until) - epochDay(body.from) + 1
        if (days < 1 || days > longestDays) throw new Problem(422, `from 不得晚于 until，一次最多抽取 ${longestDays} 天`)
        const basis = ['SEED-21'] as const
        if (!isOver(body, now))
          throw refusalProblem({ rule: 'stage', detail: `${body.until} 还没有结束，请在期间结束后抽取`, basis })
        const { quality } = officeFor(place.office)
        const sample = await drawSample(context.sql, place, body, quality, { by: identity.sub, at: now })
        if (!sample)
          throw refusalProblem({ rule: 'stage', detail: '这一期间的样本已经抽取，不得重抽，请查看已抽取的样本', basis })
        return told(sample)
      }),
  )
}

function registerSampleReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/quality/samples',
    {
      config: looksAt('sample-list', '登记质量监管'),
      schema: {
        tags,
        summary: '抽检样本：Samples of periods that end from a day on, and how far they are',
        headers,
        querystring: Type.Object({ from: localDate }, closed),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, qualityReaders, readersOnly)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const found = await readSamples(sql, place, query.from)
      request.look = { id: 'samples', scope: `${found.length} 个期间`, shown: found.length }
      return { items: found.map(brief) }
    },
  )
  app.get(
    '/api/quality/samples/:sample',
    {
      config: looksAt('sample', '登记质量监管'),
      schema: {
        tags,
        summary: '抽检样本：Seed, population, rates and what was drawn, so that it can be drawn again; and what was found',
        params,
        headers,
        response,
      },
    },
    async request => {
      const { identity, headers } = request
      const { sample: id } = request.params
      requirePost(identity, qualityReaders, readersOnly)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const sample = await readSample(sql, place, id)
      if (!sample) throw notFound(`抽检样本 ${id}`)
      request.look = { id, scope: `${sample.drawn.length} 件` }
      return told(sample)
    },
  )
}

function registerChecking(app: Api, context: ApiContext): void {
  app.get(
    '/api/quality/checklists/:procedure',
    {
      config: published,
      schema: {
        tags,
        summary: '审核清单：What is looked at in a recorded case of this kind, each item with its source (S1-79)',
        params: Type.Object({ procedure: oneOf(procedureIds) }),
        response: { 200: Type.Any(), ...problems(422) },
      },
    },
    async ({ params: { procedure } }) => {
      const checklist = checklistOf(procedure)
      return {
        ...checklist,
        items: checklist.items.map(({ of: _, source, basis, ...item }) => ({
          ...item,
          source: ruleSources[source],
          basis: citeAll(basis ?? []),
        })),
      }
    },
  )
  app.post(
    '/api/quality/samples/:sample/checks',
    {
      config: looksAt('sample', '登记质量抽检'),
      schema: {
        tags,
        summary: '抽检结果：Every item of the checklist for one case; what fails becomes a finding (S1-79)',
        params,
        headers: commandHeaders,
        body: Type.Object(
          {
            caseNo: text(60),
            results: Type.Array(
              Type.Object({ item: text(60), result: oneOf(results), note: Type.Optional(text(2_000)) }, closed),
              { minItems: 1, maxItems: 50 },
            ),
          },
          closed,
        ),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, headers, body } = request
        const { sample: id } = request.params
        const { place, now, on } = await qualityPlaceOf(context, identity, headers)
        const { caseNo } = body
        const checked = await addCheck(
          context.sql,
          place,
          { id, caseNo },
          { by: identity.sub, at: now },
          async (sample, hands) => {
            const acted = hands.flatMap(({ subs }) => subs)
            const refusal = refuseCheck(sample, body, identity, acted)
            if (refusal) throw refusalProblem(refusal)
            const didStep = (step: string) => [...new Set(hands.filter(({ type }) => type === step).flatMap(({ subs }) => subs))]
            const failed = findingsIn(sample, body, didStep)
            const raise = await Promise.all(
              failed.map(async one => ({ ...one, dueOn: await dueFor(context, place, one.severity, on) })),
            )
            return { line: { ...body, version: versionOf(sample, caseNo) }, raise }
          },
        )
        if (!checked) throw notFound(`抽检样本 ${id}`)
        request.look = { id, scope: caseNo }
        return checked
      }),
  )
}

function versionOf({ population }: Sample, caseNo: string): string {
  const found = population.find(one => one.caseNo === caseNo)
  if (!found) throw new Error(`${caseNo} was not drawn`)
  return checklistOf(found.procedure).version
}

const brief = (sample: Sample) => {
  const { id, from, until, population, drawn, checked, drawnAt, drawnBy } = sample
  const failed = checked.filter(({ findings }) => findings.length > 0).length
  return { id, from, until, drawnAt, drawnBy, recorded: population.length, drawn: drawn.length, checked: checked.length, failed }
}

const told = (sample: Sample) => ({ ...sample, waiting: unchecked(sample) })
