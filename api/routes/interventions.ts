import { Type } from 'typebox'
import { openFile } from '../../db/quality/files.ts'
import { readIntervention, readInterventions } from '../../db/quality/supervision.ts'
import type { Post } from '../../domain/case/types.ts'
import {
  type Intervention,
  type InterventionData,
  type InterventionStep,
  interventionKinds,
  interventionOf,
  refuseInterventionStep,
  refuseOwn,
} from '../../domain/supervision/interventions.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost, requireStaff } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { notFound, refusalProblem } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'
import { interventionAnswer, interventionBody, interventionClosure, supervisionTags as tags } from '../schemas/supervision.ts'
import { type Desk, deskOf, lineOf, requireKnown, take } from '../supervision/desk.ts'
import { whyOf } from '../supervision/triggers.ts'

const params = Type.Object({ no: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: '编号' }) })
const answers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }
const inCharge: readonly Post[] = ['supervisor', 'director']
const only = '提醒、函询、诫勉谈话由值班长、负责人办理和查看，本人可以查看和答复自己的'

/** 提醒、函询、诫勉谈话: seen by those in charge and by the person himself, by nobody else; each look leaves its trace (S0-131). */
export function registerInterventionRoutes(app: Api, context: ApiContext): void {
  registerReading(app, context)
  registerIssuing(app, context)
  registerSteps(app, context)
}

function registerReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/interventions',
    {
      config: looksAt('intervention-list', '监督'),
      schema: {
        tags,
        summary: '提醒、函询、诫勉谈话台账：All of the office, for those in charge; of oneself with mine=true (S0-131)',
        headers: worldHeader,
        querystring: Type.Object({ mine: Type.Optional(Type.Boolean()) }, closed),
        response: answers,
      },
    },
    async request => {
      const { identity } = request
      const { mine = false } = request.query
      if (mine) requireStaff(identity, only)
      else requirePost(identity, inCharge, only)
      const desk = await deskOf(context, request)
      const about = mine ? identity.sub : undefined
      const items = (await readInterventions(sql, desk.place, about)).map(told)
      request.look = { id: about ?? desk.place.office, scope: `${items.length} 件`, shown: items.length }
      return { items }
    },
  )
  app.get(
    '/api/interventions/:no',
    {
      config: looksAt('intervention', '监督'),
      schema: { tags, summary: '一件提醒、函询、诫勉谈话：One of them', params, headers: worldHeader, response: answers },
    },
    async request => {
      const desk = await deskOf(context, request)
      const intervention = await interventionAt(context, desk, request.identity, request.params.no)
      request.look = { id: String(intervention.no), scope: intervention.kindTitle }
      return intervention
    },
  )
}

function registerIssuing(app: Api, context: ApiContext): void {
  app.post(
    '/api/interventions',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '发出提醒、函询、诫勉谈话：Against a member of staff, for a signal, an incident or a complaint (S0-131)',
        headers: commandHeaders,
        body: interventionBody,
        response: answers,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, body } = request
        requirePost(identity, inCharge, only)
        const { sub, kind, trigger, text } = body
        const refusal = refuseOwn(sub, identity.sub)
        if (refusal) throw refusalProblem(refusal)
        const desk = await deskOf(context, request)
        await requireKnown(context, desk, { staff: [sub] })
        const data = { sub, kind, trigger, why: await whyOf(context, desk, sub, trigger), text }
        const no = await openFile(context.sql, desk.place, 'intervention', lineOf(desk, 'Issued', data))
        return interventionAt(context, desk, identity, no)
      }),
  )
}

function registerSteps(app: Api, context: ApiContext): void {
  const config = noLook('acted')
  const schema = (summary: string) => ({ tags, summary, params, headers: commandHeaders, response: answers })
  app.post(
    '/api/interventions/:no/answer',
    { config, schema: { ...schema('本人答复：The person’s own answer'), body: interventionAnswer } },
    async request =>
      once(context, request, async context =>
        step(context, request.identity, await deskOf(context, request), request.params.no, 'Answered', request.body),
      ),
  )
  app.post(
    '/api/interventions/:no/closure',
    { config, schema: { ...schema('办结：What came of it, by one in charge'), body: interventionClosure } },
    async request =>
      once(context, request, async context => {
        requirePost(request.identity, inCharge, only)
        return step(context, request.identity, await deskOf(context, request), request.params.no, 'Closed', request.body)
      }),
  )

  async function step(context: ApiContext, identity: Identity, desk: Desk, no: number, type: InterventionStep, data: object) {
    await interventionAt(context, desk, identity, no)
    await take<InterventionData>(context, desk, { subject: 'intervention', id: String(no) }, { type, data }, lines =>
      refuseInterventionStep(interventionOf(no, lines), type, desk.by),
    )
    return interventionAt(context, desk, identity, no)
  }
}

/** @throws Problem 403 for whoever is neither in charge nor the person himself, whether it exists or not. */
async function interventionAt({ sql }: ApiContext, desk: Desk, identity: Identity, no: number) {
  const intervention = await readIntervention(sql, desk.place, no)
  if (intervention?.sub !== identity.sub) requirePost(identity, inCharge, only)
  if (!intervention) throw notFound(`提醒、函询、诫勉谈话 ${no}`)
  return told(intervention)
}

const told = (intervention: Intervention) => ({ ...intervention, kindTitle: interventionKinds[intervention.kind] })
