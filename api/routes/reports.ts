import { Type } from 'typebox'
import { readCalendar } from '../../db/calendar.ts'
import { minutesOfCases } from '../../db/instant.ts'
import { readLimits } from '../../db/limits.ts'
import { jumpsIn, type ReportScope } from '../../db/orderJumps.ts'
import { undisposedCases } from '../../db/tasks.ts'
import { awaitsDisposition } from '../../domain/case/disposition.ts'
import type { Post } from '../../domain/case/types.ts'
import { instantReport } from '../../domain/limits/instantKinds.ts'
import { instantHours } from '../../domain/limits/serviceClass.ts'
import { sectionOf } from '../../domain/office/sections.ts'
import type { ProcedureId } from '../../domain/procedures/ids.ts'
import type { Api } from '../app.ts'
import { type Identity, requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { officeFor } from './reference.ts'

const tags = ['reports 监管报表']
const supervision: readonly Post[] = ['supervisor', 'director', 'quality', 'auditor']
const days = Type.Object({ from: localDate, until: localDate }, closed)

export function registerReportRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/reports/out-of-order',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags,
        summary: '未按先后次序办理：Every task taken before an earlier one, with its reason (S0-117)',
        headers: worldHeader,
        querystring: days,
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, supervision, '次序报表由督办、负责人、质量监管岗和审计岗查看')
      const items = await jumpsIn(sql, await scopeOf(identity, headers['x-drill-world'], query))
      request.look = { id: 'out-of-order', scope: `${query.from} 至 ${query.until} ${items.length} 件`, shown: items.length }
      return { items }
    },
  )

  app.get(
    '/api/reports/red-undisposed',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags,
        summary: '超期未处置：Red cases that nobody has urged, reassigned or explained (S4-75)',
        headers: worldHeader,
        response: { 200: Type.Object({ items: Type.Array(Type.Any()) }), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers } = request
      requirePost(identity, supervision, '超期未处置案件由督办、负责人、质量监管岗和审计岗查看')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const profile = officeFor(identity.office)
      const [cases, calendar] = await Promise.all([
        undisposedCases(sql, { world, office: identity.office }),
        readCalendar(sql, world),
      ])
      request.look = { id: 'red-undisposed', scope: `${cases.length} 件`, shown: cases.length }
      return {
        items: cases.map(one => ({
          ...one,
          section: sectionOf(profile, one.procedure as ProcedureId),
          awaits: awaitsDisposition(one.redSince, now, calendar, profile.supervision),
        })),
      }
    },
  )

  app.get(
    '/api/reports/instant',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags,
        summary: '即时办、当日办：The list on both days, what was added, and the share in truth handled within an hour (S3-16)',
        headers: worldHeader,
        querystring: days,
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, supervision, '即时办报表由督办、负责人、质量监管岗和审计岗查看')
      const scope = await scopeOf(identity, headers['x-drill-world'], query)
      const [limits, cases] = await Promise.all([readLimits(sql, scope.world), minutesOfCases(sql, scope)])
      request.look = { id: 'instant', scope: `${cases.length} 件`, shown: cases.length }
      return { ...instantReport(officeFor(identity.office), query, limits, cases), hours: instantHours }
    },
  )

  async function scopeOf(
    { office }: Identity,
    named: string | undefined,
    { from, until }: { from: string; until: string },
  ): Promise<ReportScope> {
    if (from > until) throw new Problem(422, 'from 不得晚于 until')
    const { world } = await worldOf(context, named)
    return { world, office, from, until }
  }
}
