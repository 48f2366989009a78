import { Type } from 'typebox'
import { ticketsBetween } from '../../db/tickets.ts'
import type { Post } from '../../domain/case/types.ts'
import { layoutOn } from '../../domain/hall/layout.ts'
import type { HallDay } from '../../domain/hall/reports/facts.ts'
import { type HallReport, hallReportNames, hallReports } from '../../domain/hall/reports/reports.ts'
import { groupBy } from '../../domain/hall/statistics.ts'
import type { OfficeProfile } from '../../domain/office/profile.ts'
import { publishedCalendar } from '../../domain/time/calendar.ts'
import { addDays, type LocalDate } from '../../domain/time/instant.ts'
import { openingOf } from '../../domain/time/opening.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { type HallNow, hallNow } from '../halls/desk.ts'
import { looksAt } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { hallParams } from '../schemas/halls.ts'
import { officeFor } from './reference.ts'

const readers: readonly Post[] = ['supervisor', 'director', 'quality', 'auditor', 'admin']
/** What one report may span: a quarter. */
const mostDays = 92

const summaries: Readonly<Record<HallReport, string>> = {
  daily: '大厅日报：Tickets taken, served, given up, and waits, by window and business',
  waits: '等候时间：Median and 95th percentile by type of window and period, and where they go',
  planning: '窗口规划：Arrivals, waits, service and utilisation by hour',
  capacity: '场地容量：Visitors and the most who waited at once, against the capacity',
  spread: '窗口忙闲：Load of each comprehensive window',
  staffing: '窗口人员负荷：Tickets and cases of each person a day, against the configured level',
  extended: '延时服务：What went on after closing time, and what was left undone',
  priority: '优先办理：Every ticket that went before others',
}

/** What the hall's tickets tell: computed from them each time, each day against the layout that it had. */
export function registerHallReportRoutes(app: Api, context: ApiContext): void {
  for (const report of hallReportNames)
    app.get(
      `/api/halls/:hall/reports/${report}`,
      {
        config: looksAt('report', '监管'),
        schema: {
          tags: ['reports 监管报表'],
          summary: summaries[report],
          params: hallParams,
          headers: worldHeader,
          querystring: Type.Object({ from: localDate, until: localDate }, closed),
          response: { 200: Type.Any(), ...problems(403, 404, 422) },
        },
      },
      async request => {
        const { identity, headers, query } = request
        const { hall } = request.params
        const { from, until } = query
        requirePost(identity, readers, '大厅报表由督办、负责人、质量监管岗、审计岗和管理员查看')
        const asked = daysBetween(from, until)
        const known = await hallNow(context, identity, hall, headers)
        if (known.settings.length === 0) throw notFound(`大厅 ${hall}`)
        const days = await hallDays(context, known, officeFor(identity.office), asked)
        request.look = { id: `${hall}/${report}`, scope: `${from} 至 ${until}`, shown: days.length }
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
