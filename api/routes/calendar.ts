import { Type } from 'typebox'
import { type PublishedYear, publishedYears, readCalendar } from '../../db/calendar.ts'
import { publishYear } from '../../db/publishing.ts'
import { countRedatings, listRedatings } from '../../db/redatings.ts'
import type { Post } from '../../domain/case/types.ts'
import { citeAll } from '../../domain/law/provisions.ts'
import { builtInCalendar } from '../../domain/time/calendar.ts'
import { holidayNotices } from '../../domain/time/holidays.ts'
import { dueOf } from '../../domain/time/terms.ts'
import { yearFaults } from '../../domain/time/yearNotice.ts'
import type { Api } from '../app.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt, noLook, published } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { closed, instant, problems, text, worldHeader } from '../schemas/common.ts'
import { told } from './reference.ts'

const tags = ['time 期限']
const publishers: readonly Post[] = ['admin']
const readers: readonly Post[] = ['admin', 'supervisor', 'director', 'quality', 'auditor']

/** Working days: how terms are counted, which years are published, the publication of one more and what became of it. */
export function registerCalendarRoutes(app: Api, context: ApiContext): void {
  registerDue(app, context)
  registerYears(app, context)
  registerPublishing(app, context)
  registerReport(app, context)
}

function registerDue(app: Api, context: ApiContext): void {
  const amount = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }))
  app.get(
    '/api/calendar/due',
    {
      config: published,
      schema: {
        tags,
        summary: '期限计算：When a term ends, and why, day by day',
        headers: worldHeader,
        querystring: Type.Object({ from: instant, workingDays: amount, days: amount, months: amount, hours: amount }, closed),
        response: { 200: Type.Any(), ...problems(404, 422) },
      },
    },
    async ({ query, headers }) => {
      const { from, workingDays, days, months, hours } = query
      const { world } = await worldOf(context, headers['x-drill-world'])
      const calendar = await readCalendar(context.sql, world)
      return { ...told(() => dueOf(calendar, { from, workingDays, days, months, hours })), calendar: calendar.edition }
    },
  )
}

function registerYears(app: Api, context: ApiContext): void {
  app.get(
    '/api/calendar/years',
    {
      config: published,
      schema: {
        tags,
        summary: '放假安排：The years whose holidays are published, with their notices',
        headers: worldHeader,
        response: { 200: Type.Object({ calendar: Type.String(), years: Type.Array(Type.Any()) }), ...problems(404) },
      },
    },
    async ({ headers }) => {
      const { world } = await worldOf(context, headers['x-drill-world'])
      const [calendar, later] = await Promise.all([readCalendar(context.sql, world), publishedYears(context.sql, world)])
      // A world's own year stands for everywhere's of the same number.
      const own = new Map(later.map(year => [year.year, yearView(year)]))
      const years = [...builtInYears, ...own.values()].sort((a, b) => a.year - b.year)
      return { calendar: calendar.edition, years }
    },
  )
}

const builtInYears = Object.entries(holidayNotices).map(([year, { source, contentNo, off, worked }]) => ({
  year: Number(year),
  document: `gov.cn ${contentNo}`,
  title: source,
  off,
  worked,
  builtIn: true,
}))

const yearView = ({ year, document, title, dates, publishedBy, publishedAt }: PublishedYear) => ({
  ...{ year, document, title, off: dates.off, worked: dates.worked, builtIn: false, publishedBy, publishedAt },
})

const monthDay = Type.String({ pattern: '^\\d{2}-\\d{2}$', description: '月-日，例如 02-06' })
const holiday = Type.String({ minLength: 2, maxLength: 20, description: '节日名称；两节相连的写作“国庆节、中秋节”' })

const newYear = Type.Object(
  {
    document: text(100),
    title: text(200),
    off: Type.Array(Type.Object({ holiday, from: monthDay, to: monthDay }, closed), { minItems: 1, maxItems: 20 }),
    worked: Type.Array(Type.Object({ holiday, days: Type.Array(monthDay, { minItems: 1, maxItems: 20 }) }, closed), {
      maxItems: 20,
    }),
  },
  closed,
)
const yearParams = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2999 }) })

function registerPublishing(app: Api, context: ApiContext): void {
  app.post(
    '/api/calendar/years/:year',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '公布放假安排：Publish a year once; every running term that reaches it is counted anew',
        headers: worldHeader,
        params: yearParams,
        body: newYear,
        response: { 201: Type.Any(), ...problems(403, 404, 409, 422) },
      },
    },
    async ({ identity, headers, params: { year }, body }, reply) => {
      requirePost(identity, publishers, '年度放假安排由管理员录入')
      const { world, now } = await worldOf(context, headers['x-drill-world'])
      const { document, title, off, worked } = body
      refuseBuiltIn(year)
      const faults = yearFaults(year, { off, worked })
      if (faults.length > 0) throw new Problem(422, faults.join('；'), { rule: 'body', basis: citeAll(['CT-2']) })
      const notice = { year, document, title, dates: { off, worked } }
      const publishing = await context.worlds.act(world, () =>
        publishYear(context.sql, world, notice, { by: identity.sub, at: now }),
      )
      if (publishing.outcome === 'different') throw publishedOtherwise(publishing.year)
      return reply.code(201).send({ ...yearView(publishing.year), report: `/api/calendar/years/${year}/report` })
    },
  )
}

function refuseBuiltIn(year: number): void {
  const known = builtInCalendar.years[year]
  if (known)
    throw new Problem(
      409,
      `${year} 年的放假安排已经内置（${known.source}），无需公布；与通知原文不符的，请联系系统管理单位更正`,
      {
        rule: 'calendar-present',
        basis: citeAll(['CT-2']),
      },
    )
}

/** Cases have been counted by what was published. */
function publishedOtherwise({ year, document, publishedBy, publishedAt }: PublishedYear): Problem {
  return new Problem(
    409,
    `${year} 年的放假安排已由 ${publishedBy} 于 ${publishedAt} 公布（${document}），内容与本次不同；案件期限已按其计算，不得更改。请用 GET /api/calendar/years 与通知原文核对，原录入有误的请联系系统管理单位`,
    { rule: 'calendar-present', basis: citeAll(['CT-2']) },
  )
}

function registerReport(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/calendar/years/:year/report',
    {
      config: looksAt('report', '核对期限重新计算'),
      schema: {
        tags,
        summary: '期限重新计算情况：What the publication of a year has moved, case by case, and how far it has come',
        headers: worldHeader,
        params: yearParams,
        querystring: Type.Object(
          {
            after: Type.Optional(Type.String({ maxLength: 60 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
          },
          closed,
        ),
        response: { 200: Type.Any(), ...problems(403, 404, 422) },
      },
    },
    async request => {
      const { identity, headers, params, query } = request
      const { year } = params
      const { after, limit = 100 } = query
      requirePost(identity, readers, '期限重新计算情况由管理员、督办、负责人、质量监管岗和审计岗查看')
      const { world } = await worldOf(context, headers['x-drill-world'])
      const found = (await publishedYears(sql, world)).findLast(one => one.year === year)
      if (!found) throw notFound(`${year} 年放假安排的公布记录`)
      const scope = { world, office: identity.office, year }
      const [counts, items] = await Promise.all([countRedatings(sql, scope), listRedatings(sql, scope, { after, limit })])
      request.look = { id: `calendar:${year}`, scope: `${items.length} 件`, shown: items.length }
      const nextAfter = items.length === limit ? (items.at(-1)?.caseNo ?? null) : null
      return { ...yearView(found), ...counts, done: counts.waiting === 0, items, nextAfter }
    },
  )
}
