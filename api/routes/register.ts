import { Type } from 'typebox'
import { readEntries, readUnits } from '../../db/register.ts'
import { maskIdNo } from '../../domain/case/view.ts'
import { unitView } from '../../domain/register/view.ts'
import type { Api } from '../app.ts'
import { requireStaff } from '../auth.ts'
import { seesIdentity } from '../cases/read.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { looksAt } from '../looks.ts'
import { notFound } from '../problems.ts'
import { closed, problems, worldHeader } from '../schemas/common.ts'

const tags = ['register 登记簿']
const params = Type.Object({ unitCode: Type.String({ maxLength: 60 }) })
const querystring = Type.Object(
  { purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: '查询用途；每次查阅都留痕' })) },
  closed,
)

export function registerRegisterRoutes(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/register/units/:unitCode',
    {
      config: looksAt('register-unit', '办理业务'),
      schema: {
        tags,
        summary: '登记簿现状：A unit as the register shows it',
        params,
        querystring,
        headers: worldHeader,
        response: { 200: Type.Any(), ...problems(403, 404) },
      },
    },
    async request => {
      requireStaff(request.identity, '查阅登记簿')
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { unitCode } = request.params
      const [found] = await readUnits(sql, world, [unitCode])
      if (!found?.unit) throw notFound(`不动产单元 ${unitCode} 的登记`)
      request.look = { world, id: unitCode, scope: 'current', purpose: request.query.purpose }
      return unitView(found.unit)
    },
  )
  app.get(
    '/api/register/units/:unitCode/history',
    {
      config: looksAt('register-unit', '办理业务'),
      schema: {
        tags,
        summary: '登记簿历史：Every entry of a unit',
        params,
        querystring,
        headers: worldHeader,
        response: { 200: Type.Any(), ...problems(403, 404) },
      },
    },
    async request => {
      requireStaff(request.identity, '查阅登记簿')
      const { world } = await worldOf(context, request.headers['x-drill-world'])
      const { unitCode } = request.params
      const entries = await readEntries(sql, world, unitCode)
      if (entries.length === 0) throw notFound(`不动产单元 ${unitCode} 的登记`)
      request.look = { world, id: unitCode, scope: 'history', purpose: request.query.purpose }
      return { unitCode, entries: seesIdentity(request.identity) ? entries : masked(entries) }
    },
  )
}

/** Identity numbers wherever they stand in an entry. */
export function masked<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, member) => (isIdentityKey(key) && typeof member === 'string' ? maskIdNo(member) : member)),
  ) as T
}

const isIdentityKey = (key: string): boolean => key === 'idNo' || key === 'mortgageeIdNo' || key === 'phone'
