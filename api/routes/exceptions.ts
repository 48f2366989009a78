import { Type } from 'typebox'
import { jumpsIn } from '../../db/orderJumps.ts'
import { dayEvents } from '../../db/quality/exceptions.ts'
import { type ExceptionKind, exceptionKinds, exceptionsOf } from '../../domain/quality/exceptions.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { looksAt } from '../looks.ts'
import { qualityPlaceOf } from '../quality/findingDesk.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'

/** 每日异常清单: what was out of the ordinary on a day, with the event behind each. */
export function registerExceptionRoutes(app: Api, context: ApiContext): void {
  app.get(
    '/api/reports/exceptions',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags: ['reports 监管报表'],
        summary: '每日异常清单：Overdue, out of order, noticed again, overridden by hand: of today or of a day (S0-18)',
        headers: worldHeader,
        querystring: Type.Object({ on: Type.Optional(localDate) }, closed),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async request => {
      const { identity, headers, query } = request
      requirePost(identity, qualityReaders, '每日异常清单由督办、负责人、质量监管岗和审计岗查看')
      const { place, on: today } = await qualityPlaceOf(context, identity, headers)
      const { on = today } = query
      const [events, jumps] = await Promise.all([
        dayEvents(context.sql, place, on),
        jumpsIn(context.sql, { ...place, from: on, until: on }),
      ])
      const items = exceptionsOf(events, jumps)
      request.look = { id: 'exceptions', scope: `${on} ${items.length} 件`, shown: items.length }
      const kinds = Object.keys(exceptionKinds) as ExceptionKind[]
      const counts = kinds.map(kind => [kind, items.filter(item => item.kind === kind).length])
      return { on, titles: exceptionKinds, counts: Object.fromEntries(counts), items }
    },
  )
}
