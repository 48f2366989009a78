import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { traceAccess } from '../../db/accesses.ts'
import { readParts } from '../../db/applications.ts'
import { readCase } from '../../db/cases.ts'
import { fileUnderKey } from '../../db/filings.ts'
import { actionNames, actions, isTermAction } from '../../domain/case/actions.ts'
import type { ActCommand, ActionName } from '../../domain/case/commands.ts'
import type { Application, FiledMaterial } from '../../domain/case/types.ts'
import { citeAll } from '../../domain/law/provisions.ts'
import { editionOf } from '../../domain/procedures/registry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import { type ApplicationInput, partNo } from '../../workflows/messages.ts'
import type { Api } from '../app.ts'
import type { Identity } from '../auth.ts'
import { type ApplicationView, applicationView } from '../cases/applicationView.ts'
import { digestOf, keyReused, type Outcome } from '../cases/commandDesk.ts'
import { tellNews, writesRegister } from '../cases/news.ts'
import { mayRead, seesIdentity } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem, refusalProblem } from '../problems.ts'
import { actionBodies, type CaseBody, caseAnswer, caseBody } from '../schemas/cases.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'
import { checkEnquiry, checkedApplication, checkPost, keyOf } from './cases.ts'

const tags = ['applications 一并申请']
const params = Type.Object({ applicationNo: Type.String({ maxLength: 60 }) })
const keyHeader = Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) })
const applicationAnswer = Type.Unsafe<ApplicationView>(
  Type.Object({ applicationNo: Type.String(), parts: Type.Array(caseAnswer) }),
)

/** Combined applications: several registrations on one set of materials, decided together (contract.md, Cases). */
export function registerApplicationRoutes(app: Api, context: ApiContext): void {
  registerFiling(app, context)
  registerReading(app, context)
  // What goes to a right's own term after its case is closed is an act of that case alone.
  for (const action of actionNames.filter(name => !isTermAction(name))) registerAction(app, context, action)
}

function registerFiling(app: Api, context: ApiContext): void {
  app.post(
    '/api/applications',
    {
      schema: {
        tags,
        summary: '一并申请：File several registrations in logical order as one application',
        headers: Type.Intersect([worldHeader, keyHeader]),
        body: Type.Object({ parts: Type.Array(caseBody, { minItems: 2, maxItems: 8 }) }, closed),
        response: {
          201: applicationAnswer,
          202: Type.Any({ description: 'kept; poll Location' }),
          ...problems(400, 403, 409, 413, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const { world, offsetMs, now } = await worldOf(context, request.headers['x-drill-world'])
      const key = keyOf(request)
      return context.worlds.act(world, () =>
        file(context, request.identity, request.body.parts, { world, offsetMs, now, key }, reply),
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
  bodies: readonly CaseBody[],
  { world, offsetMs, now, key }: FilingFrame,
  reply: FastifyReply,
) {
  const applications = asOne(bodies.map((body, i) => partOf(i, () => checkedApplication(context, identity, body, now))))
  for (const body of bodies) await checkEnquiry(context, identity, body, world)
  const digest = digestOf({ sub: identity.sub, parts: bodies, ...(world ? { world } : {}) })
  const { office } = applications[0] as Application
  const filing = await fileUnderKey(context.sql, { sub: identity.sub, key, digest, office, on: dateOf(now) })
  if (filing.digest !== digest) throw refusalProblem(keyReused)
  reply.header('Idempotency-Key', key)
  const applicationNo = filing.caseNo
  const { sub, posts } = identity
  const input: ApplicationInput = {
    applicationNo,
    world,
    parts: applications.map((application, i) => ({
      caseNo: partNo(applicationNo, i + 1),
      world,
      clockOffsetMs: offsetMs,
      application,
      part: { applicationNo, no: i + 1, of: applications.length },
      actor: { sub, posts },
      commandId: key,
      commandDigest: digest,
      receivedAt: now,
    })),
  }
  // Filed before: its parts may have gone on, or be closed, and the workflow gone.
  const there = !filing.fresh && (await readCase(context.sql, partNo(applicationNo, 1)))
  const outcome: Outcome = there ? { kind: 'done', seq: there.seq, head: there.head } : await context.desk.openApplication(input)
  context.metrics.actions.inc({ action: 'file-application', outcome: outcome.kind })
  return answer(context, reply, outcome, applicationNo, identity, 201)
}

/** A fault names the part it is in. */
function partOf(i: number, make: () => Application): Application {
  try {
    return make()
  } catch (error) {
    if (error instanceof Problem)
      throw new Problem(error.status, `第 ${i + 1} 项登记：${error.message}`, { rule: 'body', basis: [] })
    throw error
  }
}

/** One set of materials for all parts, and no part that stands on other ground: on application, in one office, on shared units. */
function asOne(applications: readonly Application[]): Application[] {
  const [first] = applications
  const offices = new Set(applications.map(({ office }) => office))
  if (!first || offices.size > 1) throw new Problem(422, '一并申请的各项登记应当由同一登记机构办理', { rule: 'body', basis: [] })
  const other = applications.find(({ edition }) => editionOf(edition).entry !== 'application')
  if (other)
    throw new Problem(422, `${editionOf(other.edition).term}由嘱托或者依职权办理，不能一并申请`, {
      rule: 'body',
      basis: citeAll(['OP-1.7']),
    })
  const apart = applications.find(({ units }) => !units.some(unit => first.units.includes(unit)))
  if (apart) throw new Problem(422, '一并申请的各项登记应当涉及同一不动产单元', { rule: 'body', basis: [] })
  const materials = unionOf(applications.map(one => one.materials))
  return applications.map(application => ({ ...application, materials }))
}

function unionOf(sets: readonly (readonly FiledMaterial[])[]): FiledMaterial[] {
  const byCode = new Map(sets.flat().map(material => [material.code, material]))
  return [...byCode.values()]
}

function registerReading(app: Api, context: ApiContext): void {
  app.get(
    '/api/applications/:applicationNo',
    {
      schema: {
        tags,
        summary: '一并申请现状：All parts of a combined application',
        params,
        response: { 200: applicationAnswer, ...problems(404) },
      },
    },
    async request => {
      const { applicationNo } = request.params
      const parts = await readParts(context.sql, applicationNo)
      if (parts.length === 0 || !parts.some(({ state }) => mayRead(request.identity, state)))
        throw notFound(`一并申请 ${applicationNo}`)
      const world = parts[0]?.world ?? ''
      const scope = seesIdentity(request.identity) ? 'full' : 'masked'
      await traceAccess(context.sql, request.identity, {
        world,
        object: 'application',
        objectId: applicationNo,
        purpose: '办理案件',
        scope,
      })
      return applicationView(context, parts, applicationNo, request.identity)
    },
  )
}

function registerAction(app: Api, context: ApiContext, action: ActionName): void {
  app.post(
    `/api/applications/:applicationNo/actions/${action}`,
    {
      schema: {
        tags,
        summary: `${actions[action].label}（全部）: ${action} on every part that it concerns, or on none`,
        description: `Posts: ${actions[action].posts.join(', ')}.`,
        params,
        headers: Type.Intersect([worldHeader, keyHeader]),
        body: actionBodies[action],
        response: {
          200: applicationAnswer,
          202: Type.Any({ description: 'kept; poll Location' }),
          ...problems(400, 403, 404, 409, 413, 422, 503),
        },
      },
      preValidation: request =>
        checkPost(context, request, action, partNo((request.params as { applicationNo: string }).applicationNo, 1)),
    },
    async (request, reply) => {
      const { applicationNo } = request.params as { applicationNo: string }
      const [first] = await readParts(context.sql, applicationNo)
      if (!first) throw notFound(`一并申请 ${applicationNo}`)
      const named = request.headers['x-drill-world'] as string | undefined
      if (named && named !== first.world) throw new Problem(404, `一并申请 ${applicationNo} 不在演练世界 ${named} 中`)
      const { world, now } = await worldOf(context, first.world || undefined)
      return context.worlds.act(world, () => act(context, request, reply, { action, applicationNo, world, now }))
    },
  )
}

async function act(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { action, applicationNo, world, now }: { action: ActionName; applicationNo: string; world: string; now: Instant },
) {
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
  const outcome = await context.desk.actOnAll(applicationNo, world, command)
  context.metrics.actions.inc({ action, outcome: outcome.kind })
  if (outcome.kind === 'refused') context.metrics.refusals.inc({ rule: outcome.refusal.rule })
  if (outcome.kind === 'done' && writesRegister.has(action)) {
    const parts = await readParts(context.sql, applicationNo)
    await tellNews(
      context,
      parts.map(({ caseNo }) => caseNo),
    )
  }
  return answer(context, reply, outcome, applicationNo, request.identity, 200)
}

async function answer(
  context: ApiContext,
  reply: FastifyReply,
  outcome: Outcome,
  applicationNo: string,
  identity: Identity,
  success: number,
) {
  switch (outcome.kind) {
    case 'done': {
      const parts = await readParts(context.sql, applicationNo)
      return reply.code(success as 200).send(await applicationView(context, parts, applicationNo, identity))
    }
    case 'refused':
      throw refusalProblem(outcome.refusal)
    case 'kept': {
      const location = `/api/commands/${encodeURIComponent(outcome.id)}`
      return reply
        .code(202)
        .header('Location', location)
        .header('Retry-After', '1')
        .send({ commandId: outcome.id, status: 'pending', location, applicationNo })
    }
    case 'diverged':
      throw new Problem(500, outcome.why)
    case 'unknown-case':
      throw notFound(`一并申请 ${applicationNo}`)
  }
}
