import { Type } from 'typebox'
import { readCase } from '../../db/cases.ts'
import { errorsIn, hasWritten, readError } from '../../db/quality/errors.ts'
import { readFacts } from '../../db/quality/facts.ts'
import { addLine, openFile, unknownOf } from '../../db/quality/files.ts'
import { readFinding } from '../../db/quality/findings.ts'
import type { QualityPlace } from '../../db/quality/record.ts'
import type { Refusal } from '../../domain/case/types.ts'
import {
  type ErrorCause,
  type ErrorData,
  errorCauses,
  errorOf,
  refuseErrorLine,
  refuseMending,
} from '../../domain/quality/errors.ts'
import { breakdownOf, hugeCompensations } from '../../domain/quality/figures.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import { epochDay } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { misasked, notFound, Problem, refusalProblem } from '../problems.ts'
import { qualityPlaceOf } from '../quality/findingDesk.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { findingAnswers as response, qualityTags as tags } from '../schemas/quality.ts'
import { officeFor } from './reference.ts'

const headers = worldHeader
const params = Type.Object({ no: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: '登记错误编号' }) })
const causes = Object.keys(errorCauses) as ErrorCause[]
const readersOnly = '登记错误台账由质量监管岗、督办、负责人和审计岗查看'
/** A year; a report reads the ledgers of its period through: a month. */
const longest = { register: 366, report: 31 }

/** 登记错误台账: wrong entries, what they came of, the correction that mends them and what was paid (S0-160). */
export function registerErrorRoutes(app: Api, context: ApiContext): void {
  registerEntering(app, context)
  registerErrorLines(app, context)
  registerErrorReports(app, context)
}

function registerEntering(app: Api, context: ApiContext): void {
  app.post(
    '/api/quality/errors',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '登记错误入账：An entry of the register that is wrong, its cause and who answers for it',
        headers: commandHeaders,
        body: Type.Object(
          {
            caseNo: text(60),
            unitCode: text(40),
            version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
            error: text(2_000),
            cause: oneOf(causes),
            responsible: Type.Array(text(100), { maxItems: 20, uniqueItems: true }),
            finding: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
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
        refuse(refuseErrorLine(body, identity))
        const { place, now } = await qualityPlaceOf(context, identity, headers)
        const { caseNo, responsible, finding = null } = body
        const [strange] = await unknownOf(sql, place, { cases: [caseNo] })
        if (strange) throw notFound(`案件 ${strange}`)
        if (!(await hasWritten(sql, place.world, body)))
          throw misasked(`案件 ${caseNo} 没有写入不动产单元 ${body.unitCode} 第 ${body.version} 版，请核对登记簿`)
        const unknown = await unknownOf(sql, place, { staff: responsible })
        if (unknown.length > 0) throw misasked(`责任人 ${unknown.join('、')} 不是本机构的工作人员`)
        const found = finding === null ? null : await readFinding(sql, place, finding)
        if (finding !== null && found?.caseNo !== caseNo) throw misasked(`质量问题 ${finding} 不是案件 ${caseNo} 的`)
        const line = { type: 'Entered', data: { ...body, finding }, at: now, actor: identity.sub } as const
        return errorOf(await openFile(sql, place, 'error', line), [line])
      }),
  )
}

function registerErrorLines(app: Api, context: ApiContext): void {
  app.post(
    '/api/quality/errors/:no/correction',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '更正登记：The correction case that mends the entry',
        params,
        headers: commandHeaders,
        body: Type.Object({ caseNo: text(60) }, closed),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const {
          identity,
          headers,
          params: { no },
          body: { caseNo },
        } = request
        const { place, now } = await qualityPlaceOf(context, identity, headers)
        const row = await readCase(context.sql, caseNo)
        if (!row || row.world !== place.world || row.state.application.office !== place.office) throw notFound(`案件 ${caseNo}`)
        const { procedure, units } = row.state.application
        const line = { type: 'Mended', data: { caseNo }, at: now, actor: identity.sub } as const
        return add(context, place, no, identity, line, error => refuseMending(error, { caseNo, procedure, units }))
      }),
  )
  app.post(
    '/api/quality/errors/:no/compensation',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '赔偿：All that has been paid for the error up to now, in fen, with the document',
        params,
        headers: commandHeaders,
        body: Type.Object(
          { amountFen: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), document: text(200) },
          closed,
        ),
        response,
      },
    },
    async request =>
      once(context, request, async context => {
        const {
          identity,
          headers,
          params: { no },
          body,
        } = request
        const { place, now } = await qualityPlaceOf(context, identity, headers)
        return add(context, place, no, identity, { type: 'Compensated', data: body, at: now, actor: identity.sub }, () => null)
      }),
  )

  async function add(
    { sql }: ApiContext,
    place: QualityPlace,
    no: number,
    identity: Identity,
    line: Parameters<typeof errorOf>[1][number],
    refusedBy: (error: ReturnType<typeof errorOf>) => Refusal | null,
  ) {
    const refusal = await addLine<ErrorData>(sql, place, { subject: 'error', id: String(no) }, lines => {
      if (lines.length === 0) throw notFound(`登记错误 ${no}`)
      const error = errorOf(no, lines)
      return refuseErrorLine(error, identity) ?? refusedBy(error) ?? line
    })
    refuse(refusal)
    return readError(sql, place, no)
  }
}

function registerErrorReports(app: Api, context: ApiContext): void {
  const { sql } = context
  const querystring = Type.Object({ from: localDate, until: localDate }, closed)
  app.get(
    '/api/quality/errors',
    {
      config: looksAt('error-list', '登记质量监管'),
      schema: {
        tags,
        summary: '登记错误台账：Errors entered in a period, with correction and compensation (S0-160)',
        headers,
        querystring,
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, qualityReaders, readersOnly)
      checkPeriod(query, longest.register)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const items = await errorsIn(sql, place, query)
      request.look = { id: 'errors', scope: `${query.from} 至 ${query.until} ${items.length} 件`, shown: items.length }
      return { items: items.map(error => ({ ...error, causeTitle: errorCauses[error.cause] })) }
    },
  )
  app.get(
    '/api/reports/quality',
    {
      config: looksAt('report', '登记质量监管'),
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '登记质量：Error rates, sampling, on-time share and second notices of a period by section, county and business; errors with huge compensation against the target of none (S0-160, S1-80, S1-82)',
        headers,
        querystring,
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, qualityReaders, '登记质量报表由质量监管岗、督办、负责人和审计岗查看')
      checkPeriod(query, longest.report)
      const { place } = await qualityPlaceOf(context, identity, headers)
      const office = officeFor(place.office)
      const facts = await readFacts(sql, place, query)
      request.look = { id: 'quality', scope: `${query.from} 至 ${query.until}`, shown: facts.recorded.length }
      const huge = hugeCompensations(facts.errors, office.quality.hugeCompensationFen)
      return { ...query, ...breakdownOf(facts, office), huge }
    },
  )
}

function checkPeriod({ from, until }: { readonly from: string; readonly until: string }, longestDays: number): void {
  const days = epochDay(until) - epochDay(from) + 1
  if (days < 1 || days > longestDays) throw new Problem(422, `from 不得晚于 until，一次最多统计 ${longestDays} 天`)
}

function refuse(refusal: Refusal | null): void {
  if (refusal) throw refusalProblem(refusal)
}
