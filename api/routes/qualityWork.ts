import { Type } from 'typebox'
import { findFindings } from '../../db/quality/findings.ts'
import { ownAmong, readRates, readSamples, setRate } from '../../db/quality/samples.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { rateOn, unchecked } from '../../domain/quality/sampling.ts'
import { qualityReaders, qualityWorkers, refuseFindingStep } from '../../domain/quality/steps.ts'
import { addDays } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { refusalProblem } from '../problems.ts'
import { qualityPlaceOf, toldFinding } from '../quality/findingDesk.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { findingAnswers as response, qualityTags as tags } from '../schemas/quality.ts'
import { officeFor } from './reference.ts'

const headers = worldHeader
/** Samples of periods that ended longer ago are no longer work: they are history. */
const workDays = 92

/** What awaits the quality supervisor (质量监管岗位), and how much of the business he is to look at. */
export function registerQualityWork(app: Api, context: ApiContext): void {
  registerWorkList(app, context)
  registerRates(app, context)
}

function registerWorkList(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/quality/tasks',
    {
      config: looksAt('task-list', '登记质量监管'),
      schema: {
        tags,
        summary:
          '质量监管待办：Cases drawn and not yet looked at, corrections to be verified, late findings; own cases left out (S0-122)',
        headers,
        response: {
          200: Type.Object({
            toCheck: Type.Array(Type.Any()),
            toVerify: Type.Array(Type.Any()),
            overdue: Type.Array(Type.Any()),
          }),
          ...problems(403, 422),
        },
      },
    },
    async request => {
      const { identity, headers } = request
      requirePost(identity, qualityWorkers, '质量监管待办由质量监管岗、督办和负责人查看')
      const { place, on } = await qualityPlaceOf(context, identity, headers)
      const [samples, corrected, overdue] = await Promise.all([
        readSamples(sql, place, addDays(on, -workDays)),
        findFindings(sql, place, { status: 'corrected' }),
        findFindings(sql, place, { overdueOn: on }),
      ])
      const drawn = samples.flatMap(sample =>
        unchecked(sample).map(caseNo => ({ sample: sample.id, ...sample.population.find(one => one.caseNo === caseNo), caseNo })),
      )
      const own = await ownAmong(
        sql,
        identity.sub,
        drawn.map(({ caseNo }) => caseNo),
      )
      const toCheck = drawn.filter(({ caseNo }) => !own.has(caseNo))
      const toVerify = corrected.filter(finding => refuseFindingStep(finding, 'close', identity) === null)
      const shown = toCheck.length + toVerify.length + overdue.length
      request.look = { id: 'quality', scope: `${shown} 件`, shown }
      return {
        toCheck,
        toVerify: toVerify.map(finding => toldFinding(finding, on)),
        overdue: overdue.map(finding => toldFinding(finding, on)),
      }
    },
  )
}

function registerRates(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/quality/rates',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '抽检比例：How many of 1000 recorded cases of each kind are drawn on a day, and what was set (S1-79)',
        headers,
        querystring: Type.Object({ on: localDate }, closed),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async ({ identity, headers, query }) => {
      requirePost(identity, qualityReaders, '抽检比例由质量监管岗、督办、负责人和审计岗查看')
      const { place } = await qualityPlaceOf(context, identity, headers)
      const set = await readRates(sql, place)
      const { quality } = officeFor(place.office)
      const perMille = Object.fromEntries(procedureIds.map(procedure => [procedure, rateOn(set, quality, procedure, query.on)]))
      return { on: query.on, perMille, set, otherwise: quality.samplePerMille }
    },
  )
  app.post(
    '/api/quality/rates',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '设定抽检比例：From a day on that is not past, for one procedure or for all others',
        headers: commandHeaders,
        body: Type.Object(
          {
            procedure: Type.Optional(oneOf(procedureIds)),
            perMille: Type.Integer({ minimum: 1, maximum: 1_000 }),
            from: localDate,
            document: text(200),
          },
          closed,
        ),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, headers, body } = request
        requirePost(identity, ['director'], '抽检比例由负责人设定')
        const { place, now, on } = await qualityPlaceOf(context, identity, headers)
        if (body.from < on)
          throw refusalProblem({
            rule: 'stage',
            detail: `抽检比例自 ${on} 或者以后起施行，不得改变以前的抽检`,
            basis: ['SEED-21'],
          })
        const rate = { ...body, procedure: body.procedure ?? null }
        await setRate(context.sql, place, rate, { by: identity.sub, at: now })
        return rate
      }),
  )
}
