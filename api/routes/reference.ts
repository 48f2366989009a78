import { Type } from 'typebox'
import { quoteFees } from '../../domain/fees/quote.ts'
import { type OfficeProfile, officeOf } from '../../domain/office/profile.ts'
import type { ProcedureEdition } from '../../domain/procedures/edition.ts'
import { isProcedureId, procedureIds } from '../../domain/procedures/ids.ts'
import { editionInForce } from '../../domain/procedures/registry.ts'
import { parseUnitCode } from '../../domain/register/unitCode.ts'
import { publishedCalendar } from '../../domain/time/calendar.ts'
import { dueOf } from '../../domain/time/terms.ts'
import type { Api } from '../app.ts'
import { published } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, instant, oneOf, problems } from '../schemas/common.ts'

const config = published

/** Rules and figures that anyone may ask for: no case, no person, no register. */
export function registerReferenceRoutes(app: Api): void {
  registerCalendar(app)
  registerUnits(app)
  registerFees(app)
}

function registerCalendar(app: Api): void {
  const amount = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }))
  app.get(
    '/api/calendar/due',
    {
      config,
      schema: {
        tags: ['time 期限'],
        summary: '期限计算：When a term ends, and why, day by day',
        querystring: Type.Object({ from: instant, workingDays: amount, days: amount, months: amount, hours: amount }, closed),
        response: { 200: Type.Any(), ...problems(422) },
      },
    },
    async ({ query }) => {
      const { from, ...amounts } = query
      const { workingDays, days, months, hours } = amounts
      const term = {
        from,
        ...(workingDays ? { workingDays } : {}),
        ...(days ? { days } : {}),
        ...(months ? { months } : {}),
        ...(hours ? { hours } : {}),
      }
      return { ...told(() => dueOf(publishedCalendar, term)), calendar: publishedCalendar.edition }
    },
  )
}

function registerUnits(app: Api): void {
  app.get(
    '/api/units/validate',
    {
      config,
      schema: {
        tags: ['units 不动产单元'],
        summary: '不动产单元代码校验：Is this a unit code (GB/T 37346)?',
        querystring: Type.Object({ code: Type.String({ maxLength: 100 }) }, closed),
        response: { 200: Type.Any(), ...problems(422) },
      },
    },
    async ({ query }) => {
      const parsed = parseUnitCode(query.code)
      return parsed.valid ? parsed : { valid: false, county: null, parcel: null, reason: parsed.reason }
    },
  )
}

function registerFees(app: Api): void {
  const item = Type.Object(
    {
      procedure: oneOf(procedureIds),
      use: Type.Optional(oneOf(['residential', 'non-residential', 'garage'] as const)),
      copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      facts: Type.Optional(
        Type.Object(
          {
            payer: Type.Optional(Type.Literal('micro-enterprise')),
            betweenSpouses: Type.Optional(Type.Boolean()),
            registryError: Type.Optional(Type.Boolean()),
            affordableHousing: Type.Optional(Type.Boolean()),
            agriculturalOrForest: Type.Optional(Type.Boolean()),
            withoutOwnCertificate: Type.Optional(Type.Boolean()),
            oldCertificateSwap: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: true },
        ),
      ),
    },
    closed,
  )
  app.post(
    '/api/fees/quote',
    {
      config,
      schema: {
        tags: ['fees 收费'],
        summary: '登记费试算：What it costs, line by line with the document',
        body: Type.Object({ items: Type.Array(item, { minItems: 1, maxItems: 100 }) }, closed),
        response: { 200: Type.Object({ lines: Type.Array(Type.Any()), totalFen: Type.Integer() }), ...problems(422) },
      },
    },
    async ({ body }) => {
      const { lines, totalFen } = told(() => quoteFees(body.items as Parameters<typeof quoteFees>[0]))
      return { lines: [...lines], totalFen }
    },
  )
}

/** The edition in force for an office on a day. @throws Problem 422 naming what is unknown. */
export function editionFor(procedure: string, office: string, on: string): ProcedureEdition {
  if (!isProcedureId(procedure)) throw new Problem(404, `没有登记类型 ${procedure}`)
  officeFor(office)
  const edition = editionInForce(procedure, on)
  if (!edition) throw new Problem(404, `${procedure} 在 ${on} 没有有效的登记程序版本`)
  return edition
}

/** @throws Problem 422 for an office that is not set up here. */
export function officeFor(office: string): OfficeProfile {
  const profile = officeOf(office)
  if (!profile) throw new Problem(422, `没有登记机构 ${office}`)
  return profile
}

/** A RangeError of the core is the sender's mistake, told in the core's own words. */
function told<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(422, error.message)
    throw error
  }
}
