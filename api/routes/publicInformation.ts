import { Type } from 'typebox'
import { readLimits } from '../../db/limits.ts'
import { publishedCatalogue } from '../../domain/guides/catalogue.ts'
import { guideOf } from '../../domain/guides/guide.ts'
import { guidesInForce } from '../../domain/guides/pages.ts'
import { type OfficeProfile, officeOf } from '../../domain/office/profile.ts'
import { dateOf, type LocalDate } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { published } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { editionFor } from './reference.ts'

const config = published
const querystring = Type.Object({ office: Type.Optional(Type.String({ maxLength: 20 })), on: Type.Optional(localDate) }, closed)
const tags = ['public 公开信息']
const asked = { querystring, headers: worldHeader }

/** What the centre must publish (S4 四(一)): guides and the catalogue of “最多跑一次”, from the data that cases run by. */
export function registerPublicInformationRoutes(app: Api, context: ApiContext): void {
  app.get(
    '/api/public/guides/:procedure',
    {
      config,
      schema: {
        tags,
        summary: '办事指南：Materials, steps, limits and basis, from the same data as acceptance',
        params: Type.Object({ procedure: Type.String({ maxLength: 60 }) }),
        ...asked,
        response: { 200: Type.Any(), ...problems(404, 422) },
      },
    },
    async ({ params, query, headers }) => {
      const { office, on, world } = await placeAndDay(context, query, headers['x-drill-world'])
      return guideOf(editionFor(params.procedure, office.office, on), office, on, await readLimits(context.sql, world))
    },
  )
  app.get(
    '/api/public/guides',
    {
      config,
      schema: {
        tags,
        summary: '办事指南目录：Every procedure in force',
        ...asked,
        response: { 200: Type.Any(), ...problems(422) },
      },
    },
    async ({ query, headers }) => {
      const { office, on } = await placeAndDay(context, query, headers['x-drill-world'])
      const guides = guidesInForce(office, on).map(({ procedure, edition, title, applicants, departments, limits, result }) => ({
        ...{ procedure, edition, title, way: applicants.way, departments, promised: limits.promised, result },
        guide: `/api/public/guides/${procedure}?office=${office.office}&on=${on}`,
      }))
      return { office: { code: office.office, name: office.name }, on, guides }
    },
  )
  app.get(
    '/api/public/once-only',
    {
      config,
      schema: {
        tags,
        summary: '“最多跑一次”业务目录：The catalogue, its exclusions and what the window accepts',
        ...asked,
        response: { 200: Type.Any(), ...problems(422) },
      },
    },
    async ({ query, headers }) => {
      const { office, on } = await placeAndDay(context, query, headers['x-drill-world'])
      return publishedCatalogue(office, on)
    },
  )
}

interface Query {
  readonly office?: string
  readonly on?: string
}

/** The office asked about, or the demo office; the day asked about, or the world's today. @throws Problem 422 for an unknown office. */
async function placeAndDay(
  context: ApiContext,
  { office = '510802', on }: Query,
  named: string | undefined,
): Promise<{ readonly office: OfficeProfile; readonly on: LocalDate; readonly world: string }> {
  const { now, world } = await worldOf(context, named)
  const profile = officeOf(office)
  if (!profile) throw new Problem(422, `没有登记机构 ${office}`)
  return { office: profile, on: on ?? dateOf(now), world }
}
