import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readParts } from '../../db/applications.ts'
import { readCase } from '../../db/cases.ts'
import { fileUnderKey } from '../../db/filings.ts'
import { actionNames, actions, isTermAction } from '../../domain/case/actions.ts'
import type { ActionName } from '../../domain/case/commands.ts'
import type { Application, FiledMaterial } from '../../domain/case/types.ts'
import { editionOf } from '../../domain/procedures/registry.ts'
import { dateOf, type Instant } from '../../domain/time/instant.ts'
import { type ApplicationInput, partNo } from '../../workflows/messages.ts'
import type { Api } from '../app.ts'
import type { Identity } from '../auth.ts'
import { answer, count } from '../cases/answers.ts'
import { type ApplicationView, applicationView } from '../cases/applicationView.ts'
import { digestOf, keyReused, type Outcome } from '../cases/commandDesk.ts'
import { checkEnquiry, checkedApplication } from '../cases/filing.ts'
import { tellNews, writesRegister } from '../cases/news.ts'
import { checkPost } from '../cases/posts.ts'
import { mayRead, seesIdentity } from '../cases/read.ts'
import { actCommand, commandHeaders, type FilingFrame, filingFrame, kept, worldOfSubject } from '../cases/requests.ts'
import { titleOf } from '../cases/subject.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { misasked, notFound, Problem, refusalProblem } from '../problems.ts'
import { actionBodies, type CaseBody, caseAnswer, caseBody } from '../schemas/cases.ts'
import { closed, problems } from '../schemas/common.ts'

const tags = ['applications 一并申请']
const params = Type.Object({ applicationNo: Type.String({ maxLength: 60 }) })
const applicationNoOf = (request: FastifyRequest): string => (request.params as { applicationNo: string }).applicationNo
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
      config: noLook('acted'),
      schema: {
        tags,
        summary: '一并申请：File several registrations in logical order as one application',
        headers: commandHeaders,
        body: Type.Object({ parts: Type.Array(caseBody, { minItems: 2, maxItems: 8 }) }, closed),
        response: {
          201: applicationAnswer,
          202: kept,
          ...problems(400, 403, 409, 413, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const frame = await filingFrame(context, request)
      return context.worlds.act(frame.world, () => file(context, request.identity, request.body.parts, frame, reply))
    },
  )
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
  count(context, 'file-application', outcome)
  return answer(reply, outcome, { applicationNo }, { status: 201, done: () => told(context, applicationNo, identity) })
}

/** A fault names the part it is in. */
function partOf(i: number, make: () => Application): Application {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.status, `第 ${i + 1} 项登记：${error.message}`, { rule: 'body', basis: [], ...error.extra })
  }
}

/** One set of materials for all parts, and no part that stands on other ground: on application, in one office, on shared units. */
function asOne(applications: readonly Application[]): Application[] {
  const [first] = applications
  const offices = new Set(applications.map(({ office }) => office))
  if (!first || offices.size > 1) throw misasked('一并申请的各项登记应当由同一登记机构办理')
  const other = applications.find(({ edition }) => editionOf(edition).entry !== 'application')
  if (other)
    throw refusalProblem({
      rule: 'body',
      detail: `${editionOf(other.edition).term}由嘱托或者依职权办理，不能一并申请`,
      basis: ['OP-1.7'],
    })
  const apart = applications.find(({ units }) => !units.some(unit => first.units.includes(unit)))
  if (apart) throw misasked('一并申请的各项登记应当涉及同一不动产单元')
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
      config: looksAt('application', '办理案件'),
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
        throw notFound(titleOf({ applicationNo }))
      const world = parts[0]?.world ?? ''
      const scope = seesIdentity(request.identity) ? 'full' : 'masked'
      request.look = { world, id: applicationNo, scope }
      return applicationView(context, parts, applicationNo, request.identity)
    },
  )
}

function registerAction(app: Api, context: ApiContext, action: ActionName): void {
  app.post(
    `/api/applications/:applicationNo/actions/${action}`,
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: `${actions[action].label}（全部）: ${action} on every part that it concerns, or on none`,
        description: `Posts: ${actions[action].posts.join(', ')}.`,
        params,
        headers: commandHeaders,
        body: actionBodies[action],
        response: {
          200: applicationAnswer,
          202: kept,
          ...problems(400, 403, 404, 409, 413, 422, 503),
        },
      },
      preValidation: request => {
        const applicationNo = applicationNoOf(request)
        return checkPost(context, request, action, { applicationNo }, partNo(applicationNo, 1))
      },
    },
    async (request, reply) => {
      const applicationNo = applicationNoOf(request)
      const [first] = await readParts(context.sql, applicationNo)
      if (!first) throw notFound(titleOf({ applicationNo }))
      const { world, now } = await worldOfSubject(context, request, { applicationNo }, first.world)
      return context.worlds.act(world, () => act(context, request, reply, { action, applicationNo, world, now }))
    },
  )
}

interface Act {
  readonly action: ActionName
  readonly applicationNo: string
  readonly world: string
  readonly now: Instant
}

async function act(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { action, applicationNo, world, now }: Act,
) {
  const command = actCommand(request, action, now)
  reply.header('Idempotency-Key', command.commandId)
  const outcome = await context.desk.actOnAll(applicationNo, world, command)
  count(context, action, outcome)
  if (outcome.kind === 'done' && writesRegister.has(action)) {
    const parts = await readParts(context.sql, applicationNo)
    const caseNos = parts.map(({ caseNo }) => caseNo)
    await tellNews(context, caseNos)
  }
  const { identity } = request
  return answer(reply, outcome, { applicationNo }, { status: 200, done: () => told(context, applicationNo, identity) })
}

const told = async (context: ApiContext, applicationNo: string, identity: Identity): Promise<ApplicationView> =>
  applicationView(context, await readParts(context.sql, applicationNo), applicationNo, identity)
