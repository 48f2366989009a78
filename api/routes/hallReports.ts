import { Type } from 'typebox'
import { ticketsBetween } from '../../db/tickets.ts'
import type { Post } from '../../domain/case/types.ts'
import { layoutOn } from '../../domain/hall/layout.ts'
import type { HallDay } from '../../domain/hall/reports/facts.ts'
import { hallReportNames, hallReports } from '../../domain/hall/reports/reports.ts'
import { groupBy } from '../../domain/hall/statistics.ts'
import type { OfficeProfile } from '../../domain/office/profile.ts'
import { publishedCalendar } from '../../domain/time/calendar.ts'
import { addDays, type LocalDate } from '../../domain/time/instant.ts'
import { openingOf } from '../../domain/time/opening.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { type HallNow, hallNow } from '../halls/desk.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, localDate, oneOf, problems, worldHeader } from '../schemas/common.ts'
import { officeFor } from './reference.ts'

const readers: readonly Post[] = ['supervisor', 'director', 'quality', 'auditor', 'admin']
/** What one report may span: a quarter. */
const mostDays = 92

/** What the hall's tickets tell: computed from them each time, each day against the layout that it had. */
export function registerHallReportRoutes(app: Api, context: ApiContext): void {
  app.get(
    '/api/halls/:hall/reports/:report',
    {
      schema: {
        tags: ['reports 监管报表'],
        summary:
          '大厅报表：daily 日报 · waits 等候 · planning 窗口规划 · capacity 容量 · spread 忙闲 · staffing 人员负荷 · extended 延时 · priority 优先',
        params: Type.Object({ hall: Type.String({ maxLength: 40 }), report: oneOf(hallReportNames) }),
        headers: worldHeader,
        querystring: Type.Object({ from: localDate, until: localDate }, closed),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async ({ identity, headers, params: { hall, report }, query: { from, until } }) => {
      requirePost(identity, readers, '大厅报表由督办、负责人、质量监管岗、审计岗和管理员查看')
      const asked = daysBetween(from, until)
      const known = await hallNow(context, identity, hall, headers)
      if (known.settings.length === 0) throw notFound(`大厅 ${hall}`)
      const days = await hallDays(context, known, officeFor(identity.office), asked)
      return { hall, report, from, until, ...hallReports[report]({ days, now: known.now }) }
    },
  )
}

/** @throws Problem 422 */
function daysBetween(from: LocalDate, until: LocalDate): LocalDate[] {
  if (from > until) throw new Problem(422, 'from 不得晚于 until')
  const days: LocalDate[] = []
  for (let day = from; day <= until && days.length <= mostDays; day = addDays(day, 1)) days.push(day)
  if (days.length > mostDays) throw new Problem(422, `一次最多统计 ${mostDays} 天，请缩短 from 至 until 的期间`)
  return days
}

/** The days on which the hall stood and was open or had tickets. */
async function hallDays(
  { sql }: ApiContext,
  { place, settings, today }: HallNow,
  { opening }: OfficeProfile,
  days: LocalDate[],
): Promise<HallDay[]> {
  const tickets = new Map(groupBy(await ticketsBetween(sql, place, days[0] ?? today, days.at(-1) ?? today), ({ day }) => day))
  return days.flatMap(day => {
    const layout = layoutOn(settings, day)
    const [spans, own] = [openingOf(publishedCalendar, opening, day), tickets.get(day) ?? []]
    return layout && day <= today && (spans.length > 0 || own.length > 0) ? [{ day, layout, spans, tickets: own }] : []
  })
}
