import { Type } from 'typebox'
import { openFile } from '../../db/quality/files.ts'
import { readFinding } from '../../db/quality/findings.ts'
import { readIncident, readIncidents, readSixDonts } from '../../db/quality/supervision.ts'
import type { Post } from '../../domain/case/types.ts'
import {
  bottomLines,
  type Incident,
  type IncidentData,
  type IncidentStep,
  incidentOf,
  refuseIncidentStep,
} from '../../domain/supervision/incidents.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { misasked, notFound } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'
import { incidentBody, incidentClosure, incidentNote, libraryEntry, supervisionTags as tags } from '../schemas/supervision.ts'
import { type Desk, deskOf, lineOf, requireKnown, requirePast, take } from '../supervision/desk.ts'

const params = Type.Object({ no: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: '事件编号' }) })
const answers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }
const acted = noLook('acted')

const writers: readonly Post[] = ['quality', 'supervisor', 'director']
export const incidentReaders: readonly Post[] = [...writers, 'auditor']

/** 底线事件台账: what must not happen, written down when it does. Nothing is ever taken back; what proves untrue is closed as such. */
export function registerIncidentRoutes(app: Api, context: ApiContext): void {
  registerReading(app, context)
  registerOpening(app, context)
  registerSteps(app, context)
}

function registerReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/incidents',
    {
      config: looksAt('incident-list', '监督'),
      schema: {
        tags,
        summary: '底线事件台账：Incidents, newest last; only those still open with open=true',
        headers: worldHeader,
        querystring: Type.Object({ open: Type.Optional(Type.Boolean()) }, closed),
        response: answers,
      },
    },
    async request => {
      requireReader(request.identity)
      const desk = await deskOf(context, request)
      const { open = false } = request.query
      const all = await readIncidents(sql, desk.place)
      const items = all.filter(one => !(open && one.closed)).map(told)
      request.look = { id: desk.place.office, scope: `${items.length} 件`, shown: items.length }
      return { items }
    },
  )
  app.get(
    '/api/incidents/:no',
    {
      config: looksAt('incident', '监督'),
      schema: { tags, summary: '一件底线事件：One incident', params, headers: worldHeader, response: answers },
    },
    async request => {
      requireReader(request.identity)
      const desk = await deskOf(context, request)
      const incident = await incidentAt(context, desk, request.params.no)
      request.look = { id: String(incident.no), scope: bottomLines[incident.class].title }
      return incident
    },
  )
}

function registerOpening(app: Api, context: ApiContext): void {
  app.post(
    '/api/incidents',
    {
      config: acted,
      schema: {
        tags,
        summary: '登记底线事件：Writes an incident down, linked to staff and cases (S0-29, S0-159)',
        headers: commandHeaders,
        body: incidentBody,
        response: answers,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, body } = request
        requireWriter(identity)
        const desk = await deskOf(context, request)
        requirePast(body.occurredOn, desk, '发生日期')
        await requireLinks(context, desk, body)
        const no = await openFile(context.sql, desk.place, 'incident', lineOf(desk, 'Opened', body))
        return incidentAt(context, desk, no)
      }),
  )
}

function registerSteps(app: Api, context: ApiContext): void {
  const schema = (summary: string) => ({ tags, summary, params, headers: commandHeaders, response: answers })
  app.post(
    '/api/incidents/:no/notes',
    { config: acted, schema: { ...schema('补充：A further fact, further staff or cases'), body: incidentNote } },
    async request =>
      once(context, request, async context => {
        requireWriter(request.identity)
        const desk = await deskOf(context, request)
        await requireLinks(context, desk, request.body)
        return step(context, desk, request.params.no, 'Noted', request.body)
      }),
  )
  app.post(
    '/api/incidents/:no/closure',
    {
      config: acted,
      schema: { ...schema('办结：What it came to; by the director, never by one concerned'), body: incidentClosure },
    },
    async request =>
      once(context, request, async context => {
        requirePost(request.identity, ['director'], '底线事件由负责人办结')
        return step(context, await deskOf(context, request), request.params.no, 'Closed', request.body)
      }),
  )
  app.post(
    '/api/incidents/:no/library-entry',
    {
      config: acted,
      schema: { ...schema('录入警示案例库：That it was entered into the national library (S0-135)'), body: libraryEntry },
    },
    async request =>
      once(context, request, async context => {
        requirePost(request.identity, ['quality', 'director'], '录入警示案例库由质量监管岗或者负责人登记')
        const desk = await deskOf(context, request)
        requirePast(request.body.enteredOn, desk, '录入日期')
        return step(context, desk, request.params.no, 'Entered', request.body)
      }),
  )

  async function step(context: ApiContext, desk: Desk, no: number, type: IncidentStep, data: object) {
    await incidentAt(context, desk, no)
    await take<IncidentData>(context, desk, { subject: 'incident', id: String(no) }, { type, data }, lines =>
      refuseIncidentStep(incidentOf(no, lines), type, desk.by),
    )
    return incidentAt(context, desk, no)
  }
}

type Links = { staff?: string[]; cases?: string[]; findings?: number[]; rule?: number }

/** @throws Problem 422 for staff, cases, findings or a rule that are not there. */
async function requireLinks(context: ApiContext, desk: Desk, links: Links): Promise<void> {
  await requireKnown(context, desk, links)
  for (const no of links.findings ?? [])
    if (!(await readFinding(context.sql, desk.place, no))) throw misasked(`没有质量问题 ${no}，请核对编号`)
  if (links.rule !== undefined && !(await readSixDonts(context.sql, desk.place)))
    throw misasked('“六不准”的条文尚未载入（POST /api/integrity/six-donts），载入后才能指明违反第几条')
}

async function incidentAt({ sql }: ApiContext, { place }: Desk, no: number) {
  const incident = await readIncident(sql, place, no)
  if (!incident) throw notFound(`事件 ${no}`)
  return told(incident)
}

const told = (incident: Incident) => ({ ...incident, classTitle: bottomLines[incident.class].title })

type Asking = Parameters<typeof requirePost>[0]
const requireWriter = (identity: Asking) => requirePost(identity, writers, '底线事件由质量监管岗、值班长和负责人登记')
export const requireReader = (identity: Asking) =>
  requirePost(identity, incidentReaders, '底线事件由质量监管岗、值班长、负责人和审计岗查看')
