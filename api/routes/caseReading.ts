import { Type } from 'typebox'
import { decodeCursor, type ListPosition, listCases } from '../../db/caseList.ts'
import { readEvents } from '../../db/ledger.ts'
import { readCaseInContext } from '../../db/unitContext.ts'
import { stageTitles } from '../../domain/case/actions.ts'
import { clockLedger } from '../../domain/case/clockLedger.ts'
import { stepsOf } from '../../domain/case/stepHistory.ts'
import { officeOf } from '../../domain/office/profile.ts'
import { procedureIds } from '../../domain/procedures/ids.ts'
import { publishedCalendar } from '../../domain/time/calendar.ts'
import type { Api } from '../app.ts'
import { digestOf } from '../cases/commandDesk.ts'
import { mayRead, readableCase, seesIdentity, viewOfCase } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound, Problem } from '../problems.ts'
import { caseAnswer, caseParams, caseTags as tags } from '../schemas/cases.ts'
import { closed, oneOf, problems, worldHeader } from '../schemas/common.ts'

const stages = Object.keys(stageTitles)

/** Looks at cases, each of which leaves its trace. */
export function registerCaseReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/cases/:caseNo',
    {
      config: looksAt('case', '办理案件'),
      schema: {
        tags,
        summary: '案件现状：The case as it now is',
        params: caseParams,
        response: { 200: caseAnswer, ...problems(404) },
      },
    },
    async request => {
      const { caseNo } = request.params
      const found = await readCaseInContext(sql, caseNo)
      if (!found || !mayRead(request.identity, found.row.state)) throw notFound(`案件 ${caseNo}`)
      const { world } = found.row
      const { now } = await worldOf(context, world)
      request.look = { world, id: caseNo, scope: seesIdentity(request.identity) ? 'full' : 'masked' }
      return viewOfCase(sql, found, now, request.identity)
    },
  )
  app.get(
    '/api/cases/:caseNo/clocks',
    {
      config: looksAt('case', '核对期限'),
      schema: {
        tags,
        summary:
          '期限账：How each limit of the case came to its end, in Chinese, and every step with its start, deadline, end and light',
        params: caseParams,
        response: { 200: Type.Any(), ...problems(404) },
      },
    },
    async request => {
      const { caseNo } = request.params
      const { state, world } = await readableCase(sql, caseNo, request.identity)
      request.look = { world, id: caseNo, scope: 'clocks' }
      const office = officeOf(state.application.office)
      const clocks = 'clocks' in state && office ? state.clocks.map(clock => clockLedger(clock, publishedCalendar, office)) : []
      return { caseNo, clocks, steps: stepsOf(await readEvents(sql, caseNo), caseNo) }
    },
  )
  app.get(
    '/api/cases',
    {
      config: looksAt('case-list', '查找案件'),
      schema: {
        tags,
        summary: '案件列表：Cases of the office, newest first, a page at a time',
        headers: worldHeader,
        querystring: Type.Object(
          {
            stage: Type.Optional(oneOf(stages)),
            procedure: Type.Optional(oneOf(procedureIds)),
            light: Type.Optional(oneOf(['green', 'yellow', 'red'] as const)),
            unit: Type.Optional(Type.String({ maxLength: 60 })),
            holder: Type.Optional(Type.String({ maxLength: 200 })),
            firstAsked: Type.Optional(Type.String({ maxLength: 100, description: '首问责任人' })),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(Type.Any()), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
          ...problems(422),
        },
      },
    },
    async request => {
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { cursor, ...filter } = request.query
      const page = await listCases(sql, world, request.identity, { ...filter, ...(cursor ? { after: positionAt(cursor) } : {}) })
      const items = page.rows.filter(row => mayRead(request.identity, row.state)).map(({ state: _, ...summary }) => summary)
      request.look = { world, id: digestOf(request.query), scope: `${items.length} 件`, shown: items.length }
      return { items, nextCursor: page.nextCursor }
    },
  )
}

/** @throws Problem 422: a list that silently began anew would show its first page again and again. */
function positionAt(cursor: string): ListPosition {
  const position = decodeCursor(cursor)
  if (!position) throw new Problem(422, 'cursor 不正确：请原样使用上一页的 nextCursor，或者省略以从头开始')
  return position
}
