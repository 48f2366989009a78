import { Type } from 'typebox'
import { limitIdOf, readLimits, saveLimit, withdrawLimit } from '../../db/limits.ts'
import { citeAll } from '../../domain/law/provisions.ts'
import { type Limit, limitLevels } from '../../domain/limits/limit.ts'
import { dayHoursOf, limitQuestion, limitsFor } from '../../domain/limits/limits.ts'
import { limitFault, savingRejection, withdrawalRejection } from '../../domain/limits/saving.ts'
import { limitDocuments } from '../../domain/limits/seeded.ts'
import { serviceClassOf } from '../../domain/limits/serviceClass.ts'
import { suspensionCatalogue } from '../../domain/office/suspensions.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { dateOf } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { noLook, published } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, localDate, oneOf, problems, text, worldHeader } from '../schemas/common.ts'
import { editionFor, officeFor } from './reference.ts'

const tags = ['time 期限']

const newLimit = Type.Object(
  {
    document: text(100),
    level: oneOf(limitLevels, 'nation 全国 · province 省 · city 市 · office 登记机构'),
    region: Type.String({ maxLength: 6, pattern: '^\\d*$', description: '行政区划代码的前几位；全国为空' }),
    class: Type.Optional(oneOf(['general', 'mortgage', 'all'] as const, '一般登记、抵押登记或者全部；写明登记类型的不填')),
    procedures: Type.Optional(Type.Array(oneOf(procedureIds), { minItems: 1, maxItems: procedureIds.length, uniqueItems: true })),
    amount: Type.Integer({ minimum: 1, maximum: 1_000 }),
    unit: oneOf(['working-day', 'hour'] as const),
    from: Type.Optional(localDate),
    targetOn: Type.Optional(localDate),
  },
  closed,
)

/** Limit policies: everyone may see which limits could apply and why one does; an administrator adds rows, never a longer one. */
export function registerLimitRoutes(app: Api, context: ApiContext): void {
  registerLimits(app, context)
  registerWithdrawal(app, context)
}

function registerLimits(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/limits',
    {
      config: published,
      schema: {
        tags,
        summary: '办理时限：Every limit that could apply, the one that does, and why',
        headers: worldHeader,
        querystring: Type.Object(
          { office: Type.String({ maxLength: 20 }), procedure: oneOf(procedureIds), on: localDate },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(404, 422) },
      },
    },
    async ({ query: { office, procedure, on }, headers }) => {
      const edition = editionFor(procedure, office, on)
      const { world } = await worldOf(context, headers['x-drill-world'])
      const documents = limitDocuments.filter(({ region, from }) => office.startsWith(region) && (from === null || from <= on))
      const profile = officeFor(office)
      const answer = limitsFor(limitQuestion(edition, profile, on), await readLimits(sql, world))
      return { ...answer, class: serviceClassOf(answer.promised, dayHoursOf(profile)), documents }
    },
  )
  app.get(
    '/api/limits/suspension-reasons',
    {
      config: published,
      schema: {
        tags,
        summary: '中止事由：Why a limit may stand still at an office, by which rule, and which of them are not switched on',
        querystring: Type.Object({ office: Type.String({ maxLength: 20 }) }, closed),
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(404, 422) },
      },
    },
    ({ query: { office } }) => ({ items: suspensionCatalogue(officeFor(office)) }),
  )
  app.post(
    '/api/limits',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '录入承诺时限：Add a promise; one longer than a higher level allows is refused',
        headers: worldHeader,
        body: newLimit,
        response: { 201: Type.Any(), ...problems(403, 409, 422) },
      },
    },
    async (request, reply) => {
      const { identity, body, headers } = request
      requirePost(identity, ['admin'], '承诺时限由管理员录入')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const office = officeFor(identity.office)
      const limit = limitFrom(body)
      const fault = limitFault(limit, office)
      if (fault) throw new Problem(422, fault)
      const editions = (limit.procedures ?? []).map(procedure => editionFor(procedure, office.office, limit.from))
      const rejection = savingRejection(limit, editions, await readLimits(sql, world), office)
      if (rejection) throw new Problem(409, rejection, { rule: 'limit-lengthened', basis: citeAll(['TL-SLA', 'TL-30']) })
      const saved = await saveLimit(sql, world, limit, { by: identity.sub, at: now })
      if (saved === 'different')
        throw new Problem(
          409,
          `${limit.document}对同样的登记、自同一日起的时限已经录入，且数额不同，已录入的不得更改；需要调整的，另行录入自以后某日起施行的时限，或者废止原时限`,
          {
            rule: 'limit-present',
            basis: [],
          },
        )
      return reply.code(201).send({ ...limit, id: limitIdOf(limit) })
    },
  )
}

function registerWithdrawal(app: Api, context: ApiContext): void {
  const { sql } = context
  app.post(
    '/api/limits/:id/withdrawal',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '废止录入的承诺时限：From a later day on a saved promise binds no longer; accepted cases keep it',
        headers: worldHeader,
        params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
        body: Type.Object({ document: text(100), level: oneOf(limitLevels), from: localDate }, closed),
        response: { 200: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async ({ identity, params: { id }, body, headers }) => {
      requirePost(identity, ['admin'], '承诺时限由管理员废止')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const row = (await readLimits(sql, world)).find(limit => limit.id === id)
      if (!row || !identity.office.startsWith(row.region)) throw notFound(`录入的承诺时限 ${id}`)
      const rejection = withdrawalRejection(row, body, dateOf(now))
      const done = rejection === null && (await withdrawLimit(sql, world, id, { ...body, by: identity.sub, at: now }))
      if (!done)
        throw new Problem(409, rejection ?? `${row.document}的时限已经废止，不能再次废止`, {
          rule: 'limit-withdrawal',
          basis: citeAll(['TL-SLA', 'TL-30']),
        })
      return { ...row, withdrawn: { from: body.from, document: body.document } }
    },
  )
}

interface NewLimit extends Omit<Limit, 'kind' | 'basis' | 'class' | 'from' | 'except' | 'note' | 'publicDocument'> {
  readonly class?: Limit['class']
  readonly from?: string
}

/** @throws Problem 422 unless it says for which registrations and from which day. */
function limitFrom({ class: name, from, ...body }: NewLimit): Limit {
  if ((name === undefined) === (body.procedures === undefined))
    throw new Problem(422, '请写明登记类别（class）或者登记类型（procedures），两者只填其一')
  const begins = from ?? body.targetOn
  if (begins === undefined) throw new Problem(422, '请写明施行之日（from）或者文件的目标日期（targetOn）')
  return { ...body, class: name ?? 'all', from: begins, kind: 'promised', basis: ['TL-SLA'] }
}
