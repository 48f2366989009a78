import { Type } from 'typebox'
import { addLine } from '../../db/quality/files.ts'
import { readReminders } from '../../db/quality/reminders.ts'
import type { Post } from '../../domain/case/types.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { commandHeaders } from '../cases/requests.ts'
import type { ApiContext } from '../context.ts'
import { looksAt, noLook } from '../looks.ts'
import { once } from '../once.ts'
import { notFound } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { supervisionTags as tags } from '../schemas/supervision.ts'
import { deskOf, lineOf } from '../supervision/desk.ts'

const headers = worldHeader
const answers = { 200: Type.Any(), ...problems(403, 404, 422) }
const readers: readonly Post[] = ['supervisor', 'director', 'quality', 'auditor']

/** 节假日前后的廉政提醒: sent by the system, acknowledged by whoever was reminded (S0-130). */
export function registerReminderRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/integrity/reminders',
    {
      config: looksAt('reminder-list', '监督'),
      schema: {
        tags,
        summary: '节假日廉政提醒：My own; with all=true everybody’s, and who has acknowledged (S0-130)',
        headers,
        querystring: Type.Object({ since: Type.Optional(localDate), all: Type.Optional(Type.Boolean()) }, closed),
        response: answers,
      },
    },
    async request => {
      const { identity, query } = request
      const { since, all = false } = query
      if (all) requirePost(identity, readers, '廉政提醒的送达情况由督办、负责人、质量监管岗和审计岗查看')
      else requireStaff(identity, '廉政提醒')
      const desk = await deskOf(context, request)
      const sub = all ? undefined : identity.sub
      const items = await readReminders(sql, desk.place, { since, sub })
      request.look = { id: sub ?? desk.place.office, scope: `${items.length} 条`, shown: items.length }
      return { items, notAcknowledged: items.filter(({ acknowledgedAt }) => acknowledgedAt === null).length }
    },
  )
  app.post(
    '/api/integrity/reminders/:id/acknowledgement',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '已阅提醒：Acknowledge a reminder of one’s own; a second time changes nothing',
        params: Type.Object({ id: Type.String({ maxLength: 160, description: '提醒编号' }) }),
        headers: commandHeaders,
        body: Type.Object({}, closed),
        response: answers,
      },
    },
    async request =>
      once(context, request, async context => {
        const { identity, params } = request
        requireStaff(identity, '廉政提醒')
        const desk = await deskOf(context, request)
        const mine = () => readReminders(context.sql, desk.place, { id: params.id, sub: identity.sub })
        const [reminder] = await mine()
        if (!reminder) throw notFound(`您的提醒 ${params.id}`)
        const file = { subject: 'reminder', id: reminder.id } as const
        await addLine(context.sql, desk.place, file, lines => (lines.length > 1 ? null : lineOf(desk, 'Acknowledged', {})))
        return (await mine())[0]
      }),
  )
}
