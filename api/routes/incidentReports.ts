import { Type } from 'typebox'
import { readIncidents, readSixDonts, type SixDonts, sixDontsFile } from '../../db/quality/supervision.ts'
import { readStaffOn } from '../../db/staffing.ts'
import { forLibrary, zeroTargets } from '../../domain/supervision/incidents.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { misasked } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { sixDontsBody, supervisionTags as tags } from '../schemas/supervision.ts'
import { deskOf, take } from '../supervision/desk.ts'
import { requireReader } from './incidents.ts'
import { officeFor } from './reference.ts'

const headers = worldHeader
const answers = { 200: Type.Any(), ...problems(403, 422) }

/** What is drawn from the incidents: the bottom lines and what is to go into the national library; and the list of the six don'ts. */
export function registerIncidentReports(app: Api, context: ApiContext): void {
  registerBottomLines(app, context)
  registerSixDonts(app, context)
}

function registerBottomLines(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/reports/bottom-lines',
    {
      config: looksAt('report', '监督'),
      schema: {
        tags: ['reports 监管报表'],
        summary: '工作底线零目标：Incidents of a period by bottom line, target zero (S0-29, S0-158, S0-159)',
        headers,
        querystring: Type.Object({ from: localDate, until: localDate }, closed),
        response: answers,
      },
    },
    async request => {
      requireReader(request.identity)
      const { from, until } = request.query
      if (from > until) throw misasked('from 不得晚于 until')
      const desk = await deskOf(context, request)
      const [incidents, sixDonts] = await Promise.all([readIncidents(sql, desk.place), readSixDonts(sql, desk.place)])
      const figures = zeroTargets(incidents, { from, until }, sixDonts?.rules ?? null)
      const shown = figures.lines.reduce((sum, { count }) => sum + count, 0)
      request.look = { id: 'bottom-lines', scope: `${from} 至 ${until}：${shown} 件`, shown }
      return { from, until, ...figures, sixDontsSource: sixDonts?.source ?? null }
    },
  )
  app.get(
    '/api/reports/warning-cases',
    {
      config: looksAt('report', '监督'),
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '警示案例：Closed incidents as they are to be entered into the national library, those not yet entered first (S0-135)',
        headers,
        response: answers,
      },
    },
    async request => {
      requireReader(request.identity)
      const desk = await deskOf(context, request)
      const [incidents, staff] = await Promise.all([
        readIncidents(sql, desk.place),
        readStaffOn(sql, desk.place.office, { world: desk.place.world, on: desk.today }),
      ])
      const posts = new Map(staff.map(({ sub, posts }) => [sub, posts]))
      const { name } = officeFor(desk.place.office)
      const items = incidents
        .flatMap(one =>
          one.closed?.upheld ? [forLibrary({ ...one, closed: one.closed }, name, sub => posts.get(sub) ?? [])] : [],
        )
        .sort((a, b) => Number(a.enteredOn !== null) - Number(b.enteredOn !== null))
      request.look = { id: 'warning-cases', scope: `${items.length} 件`, shown: items.length }
      return { items, notEntered: items.filter(({ enteredOn }) => enteredOn === null).length }
    },
  )
}

function registerSixDonts(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/integrity/six-donts',
    {
      config: noLook('shows-nothing'),
      schema: { tags, summary: '“六不准”条文：The six don’ts as loaded; null while they are not', headers, response: answers },
    },
    async request => {
      requireStaff(request.identity, '“六不准”条文')
      return { sixDonts: await readSixDonts(sql, (await deskOf(context, request)).place) }
    },
  )
  app.post(
    '/api/integrity/six-donts',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '载入“六不准”条文：Loads the six don’ts with their source; earlier lists stay on record (S0-158)',
        headers: commandHeaders,
        body: sixDontsBody,
        response: answers,
      },
    },
    async request =>
      once(context, request, async context => {
        requirePost(request.identity, ['admin', 'director'], '“六不准”条文由管理员或者负责人载入')
        const desk = await deskOf(context, request)
        await take<{ Loaded: SixDonts }>(context, desk, sixDontsFile, { type: 'Loaded', data: request.body }, () => null)
        return { sixDonts: await readSixDonts(context.sql, desk.place) }
      }),
  )
}
