import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { traceAccess } from '../../db/accesses.ts'
import { readCalendar } from '../../db/calendar.ts'
import { decodeCursor, type ListPosition, listCases } from '../../db/caseList.ts'
import { readCase } from '../../db/cases.ts'
import { fileUnderKey } from '../../db/filings.ts'
import { readCaseInContext } from '../../db/unitContext.ts'
import { type ActingPost, actionNames, actions, stageTitles } from '../../domain/case/actions.ts'
import { applicationOf, type FiledApplication } from '../../domain/case/application.ts'
import { clockLedger } from '../../domain/case/clockLedger.ts'
import type { ActCommand, ActionName } from '../../domain/case/commands.ts'
import { isPartner, postTitle } from '../../domain/case/decide/guards.ts'
import { officeOf } from '../../domain/office/profile.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { editionOf } from '../../domain/procedures/registry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type Identity, isStaff } from '../auth.ts'
import { digestOf, keyReused, type Outcome } from '../cases/commandDesk.ts'
import { tellNews, writesRegister } from '../cases/news.ts'
import { mayRead, readableCase, seesIdentity, viewOfCase } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { actionBodies, type CaseBody, caseAnswer, caseBody } from '../schemas/cases.ts'
import { closed, oneOf, problems, worldHeader } from '../schemas/common.ts'
import { standsInAt } from '../standIns.ts'

const caseParams = Type.Object({ caseNo: Type.String({ maxLength: 60 }) })
const keyHeader = Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) })
const tags = ['cases 登记案件']
const stages = Object.keys(stageTitles)

export function registerCaseRoutes(app: Api, context: ApiContext): void {
  registerFiling(app, context)
  registerReading(app, context)
  for (const action of actionNames) registerAction(app, context, action)
}

function registerFiling(app: Api, context: ApiContext): void {
  app.post(
    '/api/cases',
    {
      schema: {
        tags,
        summary: '提交申请：File an application; the case starts at intake',
        headers: Type.Intersect([worldHeader, keyHeader]),
        body: caseBody,
        response: {
          201: caseAnswer,
          202: Type.Any({ description: 'kept; poll Location' }),
          ...problems(400, 403, 409, 413, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const { world, offsetMs, now } = await worldOf(context, request.headers['x-drill-world'])
      return context.worlds.act(world, () =>
        file(context, request.identity, request.body, { world, offsetMs, now, key: keyOf(request) }, reply),
      )
    },
  )
}

interface FilingFrame {
  readonly world: string
  readonly offsetMs: number
  readonly now: Instant
  readonly key: string
}

async function file(
  context: ApiContext,
  identity: Identity,
  body: CaseBody,
  { world, offsetMs, now, key }: FilingFrame,
  reply: FastifyReply,
) {
  const application = checkedApplication(context, identity, body, now)
  // A drill world is part of what was asked; the office's own business has none.
  const digest = digestOf({ sub: identity.sub, body, ...(world ? { world } : {}) })
  const filing = await fileUnderKey(context.sql, { sub: identity.sub, key, digest, office: application.office, on: dateOf(now) })
  if (filing.digest !== digest) throw refusalProblem(keyReused)
  reply.header('Idempotency-Key', key)
  // Filed before: the case may have gone on, or be closed, and its workflow gone.
  if (!filing.fresh && (await readCase(context.sql, filing.caseNo))) return tellCase(context, reply, filing.caseNo, identity, 201)
  const { sub, posts } = identity
  const input = {
    caseNo: filing.caseNo,
    world,
    clockOffsetMs: offsetMs,
    application,
    actor: { sub, posts },
    commandId: key,
    commandDigest: digest,
    receivedAt: now,
  }
  const outcome = await context.desk.open(input)
  context.metrics.actions.inc({ action: 'file', outcome: outcome.kind })
  return answer(context, reply, outcome, filing.caseNo, identity, 201)
}

/** The shape of the application, who may file it and what it stands for. */
export function checkedApplication(context: ApiContext, identity: Identity, body: CaseBody, now: Instant) {
  if (!officeOf(body.office)) throw new Problem(422, `没有登记机构 ${body.office}`)
  if (body.office !== identity.office)
    throw new Problem(403, `您属于登记机构 ${identity.office}，不能向 ${body.office} 提交`, { rule: 'post', basis: [] })
  const materials = body.materials === 'all' ? { all: true as const } : body.materials
  if ('all' in materials && !context.drill) throw new Problem(422, '材料应逐项列出；只有演练模式可以用 all 代表全部材料')
  const facts = Object.fromEntries(Object.entries(body.facts ?? {}).filter(([, value]) => value !== undefined))
  const filed = { ...body, facts, materials, consents: body.consents ?? {} } as FiledApplication
  const made = applicationOf(filed, dateOf(now))
  if (!made.ok) throw new Problem(422, made.faults.join('；'), { rule: 'body', basis: [] })
  const edition = editionOf(made.application.edition)
  const mayFile =
    edition.filedBy.some(post => identity.posts.includes(post)) || (edition.filedByAnyPartner && identity.posts.some(isPartner))
  if (!mayFile)
    throw new Problem(403, `岗位不符：${edition.term}由${edition.filedBy.map(postTitle).join('、')}收件`, {
      rule: 'post',
      basis: [],
    })
  return made.application
}

function registerAction(app: Api, context: ApiContext, action: ActionName): void {
  app.post(
    `/api/cases/:caseNo/actions/${action}`,
    {
      schema: {
        tags: ['actions 办理动作'],
        summary: `${actions[action].label}: ${action}`,
        description: `Posts: ${actions[action].posts.join(', ')}. Stages: ${actions[action].stages.join(', ')}.`,
        params: caseParams,
        headers: Type.Intersect([worldHeader, keyHeader]),
        body: actionBodies[action],
        response: {
          200: caseAnswer,
          202: Type.Any({ description: 'kept; poll Location' }),
          ...problems(400, 403, 404, 409, 413, 422, 503),
        },
      },
      preValidation: request => checkPost(context, request, action),
    },
    async (request, reply) => {
      const { world, now } = await worldOf(context, await worldOfCase(context, request))
      return context.worlds.act(world, () => act(context, request, reply, action, { world, now }))
    },
  )
}

/**
 * The world an act belongs to is its case's: the clock that dates it, the moves that it waits for. @throws Problem 404 when the header
 * names another one.
 */
async function worldOfCase({ sql, drill }: ApiContext, request: FastifyRequest): Promise<string | undefined> {
  const named = request.headers['x-drill-world'] as string | undefined
  if (!drill) return named
  const { caseNo } = request.params as { caseNo: string }
  const world = (await readCase(sql, caseNo))?.world ?? named
  if (named && named !== world) throw new Problem(404, `案件 ${caseNo} 不在演练世界 ${named} 中`)
  return world
}

async function act(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  action: ActionName,
  { world, now }: { world: string; now: Instant },
) {
  const { caseNo } = request.params as { caseNo: string }
  const { sub, posts } = request.identity
  const commandId = keyOf(request)
  const command = {
    kind: 'act',
    action,
    body: request.body,
    commandId,
    digest: digestOf({ sub, action, body: request.body }),
    actor: { sub, posts },
    receivedAt: now,
  } as ActCommand
  reply.header('Idempotency-Key', commandId)
  const outcome = await context.desk.act(caseNo, world, command)
  context.metrics.actions.inc({ action, outcome: outcome.kind })
  if (outcome.kind === 'refused') context.metrics.refusals.inc({ rule: outcome.refusal.rule })
  if (outcome.kind === 'done' && writesRegister.has(action)) await tellNews(context, [caseNo])
  return answer(context, reply, outcome, caseNo, request.identity, 200)
}

/** The wrong post comes before everything else, the body's faults included; another office's case does not exist here. */
export async function checkPost(
  context: ApiContext,
  request: FastifyRequest,
  action: ActionName,
  caseNo = (request.params as { caseNo: string }).caseNo,
): Promise<void> {
  const { identity } = request
  const { posts, label } = actions[action]
  // A case number begins with its office (`fileUnderKey`), which spares a look at the case.
  if (!caseNo.startsWith(`${identity.office}-`)) throw notFound(`案件 ${caseNo}`)
  if (posts.some(post => !isPart(post) && identity.posts.includes(post))) return
  if (posts.includes('partner') && identity.posts.some(isPartner)) return
  if (posts.includes('department') && mayAnswer(identity, request.body)) return
  if (posts.includes('filer') && identity.posts.some(isPartner)) {
    const row = await readCase(context.sql, caseNo)
    if (row?.state.filedBy === identity.sub) return
  }
  if (await standsIn(context, identity, caseNo, posts)) return
  throw new Problem(403, `岗位不符：“${label}”由 ${posts.map(postTitle).join('、')} 办理`, { rule: 'post', basis: [] })
}

/** Asked only of somebody whose own posts do not do: on the day of the case's own world. */
async function standsIn(context: ApiContext, identity: Identity, caseNo: string, posts: readonly string[]): Promise<boolean> {
  const row = isStaff(identity) && (await readCase(context.sql, caseNo))
  return row ? standsInAt(context, identity, await worldOf(context, row.world), posts) : false
}

const isPart = (post: ActingPost): post is 'filer' | 'department' | 'partner' =>
  post === 'filer' || post === 'department' || post === 'partner'

/** A department answers for itself; where the body names none, that is the body's fault and not the post's. */
function mayAnswer({ posts }: Identity, body: unknown): boolean {
  const department = (body as { department?: unknown } | null | undefined)?.department
  return posts.some(post => isPartner(post) && (typeof department !== 'string' || post === `department:${department}`))
}

/** What the sender is told. */
export async function answer(
  context: ApiContext,
  reply: FastifyReply,
  outcome: Outcome,
  caseNo: string,
  identity: Identity,
  success: number,
) {
  switch (outcome.kind) {
    case 'done':
      return tellCase(context, reply, caseNo, identity, success)
    case 'refused':
      throw refusalProblem(outcome.refusal)
    case 'kept': {
      const location = `/api/commands/${encodeURIComponent(outcome.id)}`
      return reply
        .code(202)
        .header('Location', location)
        .header('Retry-After', '1')
        .send({ commandId: outcome.id, status: 'pending', location, caseNo })
    }
    case 'diverged':
      throw new Problem(500, outcome.why)
    case 'unknown-case':
      throw notFound(`案件 ${caseNo}`)
  }
}

async function tellCase(context: ApiContext, reply: FastifyReply, caseNo: string, identity: Identity, status: number) {
  const found = await readCaseInContext(context.sql, caseNo)
  if (!found) throw notFound(`案件 ${caseNo}`)
  const { now } = await worldOf(context, found.row.world)
  return reply.code(status).send(await viewOfCase(context.sql, found, now, identity))
}

function registerReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/cases/:caseNo',
    {
      schema: {
        tags,
        summary: '案件现状：The case as it now is',
        params: caseParams,
        response: { 200: caseAnswer, ...problems(404) },
      },
    },
    async request => {
      const { caseNo } = request.params
      const found = await readCaseInContext(sql, caseNo)
      if (!found || !mayRead(request.identity, found.row.state)) throw notFound(`案件 ${caseNo}`)
      const { world } = found.row
      const { now } = await worldOf(context, world)
      const scope = seesIdentity(request.identity) ? 'full' : 'masked'
      await traceAccess(sql, request.identity, { world, object: 'case', objectId: caseNo, purpose: '办理案件', scope })
      return viewOfCase(sql, found, now, request.identity)
    },
  )
  app.get(
    '/api/cases/:caseNo/clocks',
    {
      schema: {
        tags,
        summary: '期限账：How each limit of the case came to its last day, day by day, in Chinese',
        params: caseParams,
        response: { 200: Type.Any(), ...problems(404) },
      },
    },
    async request => {
      const { caseNo } = request.params
      const { state, world } = await readableCase(sql, caseNo, request.identity)
      await traceAccess(sql, request.identity, { world, object: 'case', objectId: caseNo, purpose: '核对期限', scope: 'clocks' })
      const calendar = await readCalendar(sql, world)
      const office = officeOf(state.application.office)
      const clocks = 'clocks' in state && office ? state.clocks.map(clock => clockLedger(clock, calendar, office)) : []
      return { caseNo, clocks }
    },
  )
  app.get(
    '/api/cases',
    {
      schema: {
        tags,
        summary: '案件列表：Cases of the office, newest first, a page at a time',
        headers: worldHeader,
        querystring: Type.Object(
          {
            stage: Type.Optional(oneOf(stages)),
            procedure: Type.Optional(oneOf(procedureIds)),
            light: Type.Optional(oneOf(['green', 'yellow', 'red'] as const)),
            unit: Type.Optional(Type.String({ maxLength: 60 })),
            holder: Type.Optional(Type.String({ maxLength: 200 })),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(Type.Any()), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
          ...problems(422),
        },
      },
    },
    async request => {
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { cursor, ...filter } = request.query
      const page = await listCases(sql, world, request.identity, { ...filter, ...(cursor ? { after: positionAt(cursor) } : {}) })
      await traceAccess(sql, request.identity, {
        world,
        object: 'case-list',
        objectId: digestOf(request.query),
        purpose: '查找案件',
        scope: `${page.rows.length} 件`,
      })
      const items = page.rows.filter(row => mayRead(request.identity, row.state)).map(({ state: _, ...summary }) => summary)
      return { items, nextCursor: page.nextCursor }
    },
  )
}

/** @throws Problem 422: a list that silently began anew would show its first page again and again. */
function positionAt(cursor: string): ListPosition {
  const position = decodeCursor(cursor)
  if (!position) throw new Problem(422, 'cursor 不正确：请原样使用上一页的 nextCursor，或者省略以从头开始')
  return position
}

export const keyOf = (request: FastifyRequest): string =>
  (request.headers['idempotency-key'] as string | undefined) ?? randomUUID()
