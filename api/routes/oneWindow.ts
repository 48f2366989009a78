import { Type } from 'typebox'
import { ledgersOf, openByStage, turnedAway, visitedCases } from '../../db/oneWindow.ts'
import type { ReportScope } from '../../db/orderJumps.ts'
import { readStaffOn } from '../../db/staffing.ts'
import { mainActs } from '../../domain/case/tasks.ts'
import type { Stage } from '../../domain/case/types.ts'
import { qualityReaders } from '../../domain/quality/steps.ts'
import { handOverReport } from '../../domain/supervision/handOvers.ts'
import { turnedAwayReport, unownedTasks, visitTrend } from '../../domain/supervision/oneWindow.ts'
import { epochDay } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import type { ApiContext } from '../context.ts'
import { looksAt } from '../looks.ts'
import { misasked } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { deskOf } from '../supervision/desk.ts'

const config = looksAt('report', '监管')
const schema = (summary: string) => ({
  tags: ['reports 监管报表'],
  summary,
  headers: worldHeader,
  response: { 200: Type.Any(), ...problems(403, 422) },
})
const querystring = Type.Object({ from: localDate, until: localDate }, closed)

/** What one report over a period is made of, and how many days of it are read at once. */
interface PeriodReport {
  readonly summary: string
  readonly mostDays: number
  readonly items: (sql: ApiContext['sql'], scope: ReportScope) => Promise<readonly unknown[]>
}

const reports: Readonly<Record<string, PeriodReport>> = {
  visits: {
    summary: '群众跑路：Visits to the hall per case by month of filing (S3-70)',
    mostDays: 366,
    items: async (sql, scope) => visitTrend(await visitedCases(sql, scope)),
  },
  'hand-overs': {
    summary: '部门衔接：Minutes that accepted cases waited at each hand-over between branches and posts (S3-71)',
    mostDays: 31,
    items: async (sql, scope) => handOverReport(await ledgersOf(sql, scope)),
  },
  'turned-away': {
    summary: '受理事项不全：What counters did not accept, by type of window, registration and reason (S3-74)',
    mostDays: 92,
    items: async (sql, scope) => turnedAwayReport(await turnedAway(sql, scope)),
  },
}

/** 一窗受理存在的问题: whether one window keeps what it promises, told from tickets and ledgers. */
export function registerOneWindowReports(app: Api, context: ApiContext): void {
  const { sql } = context
  for (const [name, { summary, mostDays, items: read }] of Object.entries(reports))
    app.get(`/api/reports/${name}`, { config, schema: { ...schema(summary), querystring } }, async request => {
      requireReader(request.identity)
      const { from, until } = request.query
      const days = epochDay(until) - epochDay(from) + 1
      if (days < 1 || days > mostDays) throw misasked(`from 不得晚于 until，一次最多统计 ${mostDays} 天`)
      const { place } = await deskOf(context, request)
      const items = await read(sql, { ...place, from, until })
      request.look = { id: name, scope: `${from} 至 ${until}：${items.length} 行`, shown: items.length }
      return { from, until, items }
    })
  app.get(
    '/api/reports/unowned-tasks',
    { config, schema: schema('办理职责不清：Tasks that wait and whose post nobody trained and present holds (S3-72)') },
    async request => {
      requireReader(request.identity)
      const { place, today } = await deskOf(context, request)
      const [stages, staff] = await Promise.all([
        openByStage(sql, place),
        readStaffOn(sql, place.office, { world: place.world, on: today }),
      ])
      const tasks = stages.flatMap(({ stage, cases }) => {
        const task = mainActs[stage as Stage]
        return task ? [{ ...task, cases }] : []
      })
      const items = unownedTasks(tasks, staff, today)
      request.look = { id: 'unowned-tasks', scope: `${items.length} 项`, shown: items.length }
      return { items }
    },
  )
}

const requireReader = (identity: Parameters<typeof requirePost>[0]) =>
  requirePost(identity, qualityReaders, '一窗受理的报表由督办、负责人、质量监管岗和审计岗查看')
