import { Type } from 'typebox'
import { readStaff } from '../../db/staff.ts'
import { lastArrival } from '../../db/worlds.ts'
import { dispatchNews } from '../../dispatch/dispatch.ts'
import { compare, parseShare, whole } from '../../domain/register/fraction.ts'
import { sharesComeTo } from '../../domain/register/holders.ts'
import { parseInstant } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { signLocalToken } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { advanceWorld, arrivalOf, assertPlayable } from '../drill/advance.ts'
import { loadUnits, type UnitToLoad } from '../drill/loadUnits.ts'
import { describeWorld, newWorld } from '../drill/worlds.ts'
import { noLook } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, instant, localDate, oneOf, problems, share, text, worldHeader } from '../schemas/common.ts'

const config = { public: true, ...noLook('drill') }
const tags = ['drill 演练']
const params = Type.Object({ world: Type.String({ maxLength: 60 }) })

/** The training mode. Registered only with DENGBU_DRILL=1; elsewhere these addresses do not exist. */
export function registerDrillRoutes(app: Api, context: ApiContext): void {
  registerTokens(app, context)
  registerWorlds(app, context)
  registerRegister(app, context)
}

function registerTokens(app: Api, { sql, localSecret }: ApiContext): void {
  app.post(
    '/api/drill/tokens',
    {
      config,
      schema: {
        tags,
        summary: 'A token of one of the demo staff',
        body: Type.Object({ sub: text(100) }, closed),
        response: { 200: Type.Object({ token: Type.String() }), ...problems(404) },
      },
    },
    async ({ body: { sub } }) => {
      const person = await readStaff(sql, sub)
      if (!person || !localSecret) throw notFound(`演练人员 ${sub}`)
      return { token: await signLocalToken(localSecret, person) }
    },
  )
}

const duration = Type.String({
  pattern: '^P(?!$)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
  description: '以日、时、分、秒写明的时长，例如 P3D、PT2H',
  examples: ['P3D'],
})

function registerWorlds(app: Api, context: ApiContext): void {
  app.post(
    '/api/drill/worlds',
    {
      config,
      schema: {
        tags,
        summary: 'A world of its own clock',
        body: Type.Object({ start: Type.Optional(instant) }, closed),
        response: { 201: Type.Any(), ...problems(422) },
      },
    },
    async (request, reply) => reply.code(201).send(await newWorld(context.sql, startOf(request.body.start))),
  )
  app.get(
    '/api/drill/worlds/:world',
    {
      config,
      schema: { tags, summary: 'The world: its now, its cases', params, response: { 200: Type.Any(), ...problems(404) } },
    },
    async request => describeWorld(context, request.params.world),
  )
  app.post(
    '/api/drill/worlds/:world/advance',
    {
      config,
      schema: {
        tags,
        summary: 'Moves the world forward, alarm by alarm; returns when all have arrived',
        params,
        body: Type.Object(
          {
            by: Type.Optional(duration),
            until: Type.Optional(instant),
          },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(404, 422, 503) },
      },
    },
    async request => {
      const { world } = request.params
      const { now } = await worldOf(context, world)
      const arrival = await lastArrival(context.sql, world)
      const target = arrivalOf(request.body, parseInstant(now), arrival?.virtualMs ?? 0)
      await advanceWorld(context, world, target)
      return describeWorld(context, world)
    },
  )
}

const named = Type.Object({ name: text(200), idNo: Type.Optional(text(50)) }, closed)
const recordedAt = Type.Optional(Type.Union([instant, localDate]))

const unit = Type.Object(
  {
    unitCode: text(60),
    location: Type.Optional(text()),
    areaSqm: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    use: Type.Optional(oneOf(['residential', 'non-residential', 'garage'] as const)),
    landUse: Type.Optional(text()),
    landTermEnds: Type.Optional(localDate),
    holders: Type.Array(Type.Object({ name: text(200), idNo: Type.Optional(text(50)), share: Type.Optional(share) }, closed), {
      maxItems: 100,
    }),
    mortgages: Type.Optional(
      Type.Array(
        Type.Object(
          {
            mortgagee: text(200),
            mortgageeIdNo: Type.Optional(text(50)),
            amountFen: Type.Integer({ minimum: 0 }),
            rank: Type.Optional(Type.Integer({ minimum: 1 })),
            recordedAt,
            transferRestricted: Type.Optional(Type.Boolean()),
            proofNo: Type.Optional(text(100)),
            kind: Type.Optional(oneOf(['ordinary', 'maximum', 'construction'] as const)),
          },
          closed,
        ),
      ),
    ),
    seizures: Type.Optional(
      Type.Array(
        Type.Object(
          {
            organ: text(200),
            documentNo: text(200),
            status: oneOf(['active', 'waiting', 'pre'] as const),
            from: Type.Optional(localDate),
            until: Type.Optional(localDate),
            servedAt: Type.Optional(instant),
            years: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
            debtor: Type.Optional(text(200)),
          },
          closed,
        ),
      ),
    ),
    notices: Type.Optional(
      Type.Array(
        Type.Object(
          {
            kind: oneOf(['sale', 'presale', 'mortgage', 'presale-mortgage'] as const),
            holder: named,
            obligor: Type.Optional(named),
            recordedAt,
            registrableOn: Type.Optional(localDate),
          },
          closed,
        ),
      ),
    ),
    objections: Type.Optional(Type.Array(Type.Object({ applicant: named, matter: text(), ground: text(), recordedAt }, closed))),
    easements: Type.Optional(
      Type.Array(
        Type.Object(
          {
            content: text(),
            servient: text(60),
            dominant: text(60),
            from: localDate,
            until: localDate,
            holder: text(200),
            recordedAt,
            proofNo: Type.Optional(text(100)),
          },
          closed,
        ),
      ),
    ),
    certificateNo: Type.Optional(text(100)),
    recordedAt,
  },
  closed,
)

function registerRegister(app: Api, context: ApiContext): void {
  app.post(
    '/api/drill/register',
    {
      config,
      bodyLimit: 4 * 1024 * 1024,
      schema: {
        tags,
        summary: 'Puts units on the register as already recorded',
        headers: worldHeader,
        body: Type.Object({ units: Type.Array(unit, { minItems: 1, maxItems: 1_000 }) }, closed),
        response: { 200: Type.Any(), ...problems(404, 409, 422) },
      },
    },
    async request => {
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      request.body.units.forEach(assertShares)
      const units = await context.worlds.act(world, async () => {
        const loaded = await loadUnits(context.sql, world, request.body.units)
        await dispatchNews(context, { world })
        return loaded
      })
      return { units }
    },
  )
}

/** @throws Problem 422 for a share that is none, or shares that come to more than the whole. */
function assertShares({ unitCode, holders }: UnitToLoad): void {
  const bad = holders.find(({ share }) => share !== undefined && parseShare(share) === null)
  if (bad) throw new Problem(422, `${bad.name} 的份额 ${bad.share} 应为大于 0 不大于 1 的分数`)
  const total = sharesComeTo(holders)
  if (total && compare(total, whole) > 0) throw new Problem(422, `不动产单元 ${unitCode} 权利人的份额合计超过 1`)
}

function startOf(start: string | undefined): number {
  const startMs = start === undefined ? Date.now() : parseInstant(start)
  assertPlayable(startMs)
  return startMs
}
