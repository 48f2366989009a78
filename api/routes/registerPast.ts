import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readEntries, readRegisterPage } from '../../db/register.ts'
import { foldUnit } from '../../domain/register/applyEntry.ts'
import { entriesAsOf, type UnitAsOf } from '../../domain/register/asOf.ts'
import { unitDifference } from '../../domain/register/difference.ts'
import { entryTitles } from '../../domain/register/entryTitles.ts'
import type { RegisterEntry } from '../../domain/register/types.ts'
import { unitView } from '../../domain/register/view.ts'
import { compareInstants, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, instant, problems, worldHeader } from '../schemas/common.ts'
import { officeFor } from './reference.ts'

const tags = ['register 登记簿']
const ofUnit = looksAt('register-unit', '审计')
const ofRegister = looksAt('register', '审计')
const params = Type.Object({ unitCode: Type.String({ maxLength: 60 }) })
const period = { from: instant, until: instant }
const page = {
  after: Type.Optional(Type.String({ maxLength: 60, description: '上一页的 nextAfter' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}
const pageSize = 50

/** The register as it was: a unit, or all units of the office's counties; and what has been written in between, in words. */
export function registerRegisterPastRoutes(app: Api, context: ApiContext): void {
  registerUnit(app, context)
  registerWhole(app, context)
}

function registerUnit(app: Api, context: ApiContext): void {
  app.get(
    '/api/register/units/:unitCode/as-of',
    {
      config: ofUnit,
      schema: {
        tags,
        summary: '登记簿在某一时刻或版次的状态：A unit as the register showed it',
        params,
        headers: worldHeader,
        querystring: Type.Object(
          { at: Type.Optional(instant), version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { at, version } = request.query
      if ((at === undefined) === (version === undefined)) throw new Problem(422, '请给出 at（时刻）或者 version（版次）之一')
      const entries = await entriesOf(context, request, `as-of ${at ?? `第 ${version} 版`}`)
      const unit = foldUnit(entriesAsOf(entries, wanted(at, version)))
      if (!unit || (version !== undefined && unit.version < version))
        throw notFound(`不动产单元 ${request.params.unitCode} 在 ${at ?? `第 ${version} 版`} 的登记`)
      return unitView(unit)
    },
  )
  app.get(
    '/api/register/units/:unitCode/differences',
    {
      config: ofUnit,
      schema: {
        tags,
        summary: '登记簿前后对照：What has changed on a unit between two instants, in Chinese, and the entries that did it',
        params,
        headers: worldHeader,
        querystring: Type.Object(period, closed),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { from, until } = inOrder(request.query)
      const entries = await entriesOf(context, request, `differences ${from} 至 ${until}`)
      return { unitCode: request.params.unitCode, ...differenceOf(entries, from, until) }
    },
  )
}

function registerWhole(app: Api, context: ApiContext): void {
  app.get(
    '/api/register/as-of',
    {
      config: ofRegister,
      schema: {
        tags,
        summary: '某一时刻的登记簿全貌：Every unit of the office’s counties as it stood, a page at a time',
        headers: worldHeader,
        querystring: Type.Object({ at: instant, ...page }, closed),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async request => {
      const { at } = request.query
      const { units, nextAfter } = await pageOf(context, request)
      const items = units.flatMap(([, entries]) => {
        const unit = foldUnit(entriesAsOf(entries, { at }))
        return unit ? [unitView(unit)] : []
      })
      request.look = { id: at, scope: `${items.length} 个不动产单元`, shown: items.length }
      return { at, items, nextAfter }
    },
  )
  app.get(
    '/api/register/differences',
    {
      config: ofRegister,
      schema: {
        tags,
        summary: '两个时刻之间登记簿的变化：Units that have changed, what in Chinese, and by which entries',
        headers: worldHeader,
        querystring: Type.Object({ ...period, ...page }, closed),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async request => {
      const { from, until } = inOrder(request.query)
      const { units, nextAfter } = await pageOf(context, request)
      const items = units
        .map(([unitCode, entries]) => ({ unitCode, ...differenceOf(entries, from, until) }))
        .filter(({ changes }) => changes.length > 0)
      request.look = { id: `${from}/${until}`, scope: `${items.length} 个不动产单元`, shown: items.length }
      return { from, until, items, nextAfter }
    },
  )
}

const wanted = (at: Instant | undefined, version: number | undefined): UnitAsOf => ({
  ...(at === undefined ? {} : { at }),
  ...(version === undefined ? {} : { version }),
})

/** What has changed, and the entries between, each with the case that it is of. */
function differenceOf(entries: readonly RegisterEntry[], from: Instant, until: Instant) {
  const [before, after] = [entriesAsOf(entries, { at: from }), entriesAsOf(entries, { at: until })]
  return {
    changes: unitDifference(foldUnit(before), foldUnit(after)),
    entries: after
      .slice(before.length)
      .map(({ version, at, caseNo, entry }) => ({ version, at, caseNo, kind: entry.kind, title: entryTitles[entry.kind] })),
  }
}

/** @throws Problem 422 for instants the wrong way round. */
function inOrder<T extends { readonly from: Instant; readonly until: Instant }>(period: T): T {
  if (compareInstants(period.from, period.until) > 0) throw new Problem(422, 'from 不得晚于 until')
  return period
}

type Looking = Pick<FastifyRequest, 'identity' | 'look'> & { readonly headers: { readonly 'x-drill-world'?: string } }

const mayAudit = ({ identity }: Looking): void =>
  requirePost(identity, ['auditor', 'quality'], '登记簿的历史状态由审计岗、质量监管岗查看')

/** @throws Problem 404 for a unit that has never been on the register. */
async function entriesOf(
  context: ApiContext,
  request: Looking & { readonly params: { readonly unitCode: string } },
  scope: string,
): Promise<RegisterEntry[]> {
  mayAudit(request)
  const { world } = await worldOf(context, request.headers['x-drill-world'])
  const { unitCode } = request.params
  const entries = await readEntries(context.sql, world, unitCode)
  if (entries.length === 0) throw notFound(`不动产单元 ${unitCode} 的登记`)
  request.look = { world, id: unitCode, scope }
  return entries
}

/** The next units of the office's counties, with all their entries. A page may be short, or empty, and yet have a next one. */
async function pageOf(
  context: ApiContext,
  request: Looking & { readonly query: { readonly after?: string; readonly limit?: number } },
) {
  mayAudit(request)
  const { world } = await worldOf(context, request.headers['x-drill-world'])
  const { counties } = officeFor(request.identity.office)
  const { after = '', limit = pageSize } = request.query
  const units = [...(await readRegisterPage(context.sql, { world, counties, after, limit }))]
  return { units, nextAfter: units.length < limit ? null : (units.at(-1)?.[0] ?? null) }
}
