import { Type } from 'typebox'
import { readCalendar } from '../../db/calendar.ts'
import { readLimits } from '../../db/limits.ts'
import { steppedCases } from '../../db/stepTimes.ts'
import { classesOn } from '../../domain/limits/instantKinds.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import { type StepTime, stepTimeReport, stepTimer } from '../../domain/supervision/stepTimes.ts'
import { epochDay } from '../../domain/time/instant.ts'
import { openMinutesOfDay } from '../../domain/time/opening.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { looksAt } from '../looks.ts'
import { misasked } from '../problems.ts'
import { closed, localDate, oneOf, problems, worldHeader } from '../schemas/common.ts'
import { deskOf } from '../supervision/desk.ts'
import { stepTimesCsv } from '../supervision/stepTimesCsv.ts'
import { officeFor } from './reference.ts'

const mostDays = 366

/** 各环节用时: where the time of each kind of registration goes (S2-3). */
export function registerStepTimeReport(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/reports/step-times',
    {
      config: looksAt('report', '监管'),
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '各环节用时：Working and elapsed minutes of the accepted cases of a period, by kind of registration and step (S2-3)',
        headers: worldHeader,
        querystring: Type.Object(
          {
            ...{ from: localDate, until: localDate, procedure: Type.Optional(oneOf(procedureIds)) },
            format: Type.Optional(oneOf(['json', 'csv'] as const)),
          },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(403, 422) },
      },
    },
    async (request, reply) => {
      const { identity, query } = request
      const { from, until, procedure, format = 'json' } = query
      requirePost(identity, qualityReaders, '各环节用时报表由督办、负责人、质量监管岗和审计岗查看')
      const days = epochDay(until) - epochDay(from) + 1
      if (days < 1 || days > mostDays) throw misasked(`from 不得晚于 until，一次最多统计 ${mostDays} 天`)
      const { place, at } = await deskOf(context, request)
      const office = officeFor(identity.office)
      const [calendar, limits] = await Promise.all([readCalendar(sql, place.world), readLimits(sql, place.world)])
      const timesOf = stepTimer(calendar, office.opening, at)
      const times: StepTime[] = []
      for await (const cases of steppedCases(sql, { ...place, from, until }, procedure))
        for (const one of cases) times.push(...timesOf(one))
      const classes = new Map(classesOn(office, until, limits).map(one => [one.procedure, one.class]))
      const items = stepTimeReport(times).map(kind => ({ ...kind, class: classes.get(kind.procedure) ?? 'promised' }))
      const cases = items.reduce((sum, kind) => sum + kind.cases, 0)
      request.look = { id: 'step-times', scope: `${from} 至 ${until}：${cases} 件`, shown: cases }
      if (format === 'json') return { from, until, cases, dayMinutes: openMinutesOfDay(office.opening.workingDays), items }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="step-times-${place.office}-${from}-${until}.csv"`)
        .send(stepTimesCsv(items))
    },
  )
}
