import { type Static, Type } from 'typebox'
import { hallOfWindow, hallsOf, saveSettings } from '../../db/halls.ts'
import { callsAfter } from '../../db/tickets.ts'
import { checkHall, layoutFault, refuseFrom } from '../../domain/hall/check.ts'
import { windowKinds, zoneTitles } from '../../domain/hall/dictionary.ts'
import { type HallLayout, layoutOn, type Setting } from '../../domain/hall/layout.ts'
import { citeStandard, type HallRefusal, hallRefusal } from '../../domain/hall/standard.ts'
import type { LocalDate } from '../../domain/time/instant.ts'
import type { Api } from '../app.ts'
import { requirePost, requireStaff } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { hallNow, hallProblem, layoutAt } from '../halls/desk.ts'
import { noLook } from '../looks.ts'
import { Problem } from '../problems.ts'
import { closed, localDate, problems, worldHeader } from '../schemas/common.ts'
import { hallParams, layoutChange } from '../schemas/halls.ts'

const tags = ['halls 登记大厅']
const headers = worldHeader
const answers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }

/** The hall as it is set up: read for any day, changed from today on by an administrator or the head of the shift. */
export function registerHallRoutes(app: Api, context: ApiContext): void {
  registerReading(app, context)
  registerSetting(app, context)
}

function registerReading(app: Api, context: ApiContext): void {
  const { sql } = context
  app.get(
    '/api/halls',
    {
      config: noLook('shows-nothing'),
      schema: { tags, summary: '登记大厅：The halls of the office', headers, response: answers },
    },
    async ({ identity, headers }) => {
      requireStaff(identity, '大厅设置')
      const { world } = await worldOf(context, headers['x-drill-world'])
      const halls = await hallsOf(sql, { world, office: identity.office })
      const items = halls.map(async hall => {
        const known = await hallNow(context, identity, hall, headers)
        const layout = layoutOn(known.settings, known.today)
        return layout ? [{ hall, ...layout.hall, ok: checkHall(layout).ok }] : []
      })
      return { items: (await Promise.all(items)).flat() }
    },
  )
  app.get(
    '/api/halls/:hall',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '某日的大厅布局及对照检查：The hall as it was or will be on a day, and the check against the standard',
        params: hallParams,
        headers,
        querystring: Type.Object({ on: Type.Optional(localDate) }, closed),
        response: answers,
      },
    },
    async ({ identity, headers, params: { hall }, query }) => {
      requireStaff(identity, '大厅设置')
      const known = await hallNow(context, identity, hall, headers)
      const on = query.on ?? known.today
      return described(hall, on, layoutAt(known, on))
    },
  )
  app.get(
    '/api/halls/:hall/calls',
    {
      config: noLook('shows-nothing'),
      schema: {
        tags,
        summary: '叫号记录：Today’s calls after a known one, for screens (silent) and loudspeakers (voice)',
        params: hallParams,
        headers,
        querystring: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })) }, closed),
        response: answers,
      },
    },
    async ({ identity, headers, params: { hall }, query: { after = 0 } }) => {
      requireStaff(identity, '叫号记录')
      const known = await hallNow(context, identity, hall, headers)
      layoutAt(known, known.today)
      return { items: await callsAfter(sql, { ...known.place, day: known.today, after }) }
    },
  )
}

function registerSetting(app: Api, context: ApiContext): void {
  app.post(
    '/api/halls/:hall/layout',
    {
      config: noLook('acted'),
      schema: {
        tags,
        summary: '调整大厅设置：From a day on; past days stay. The answer checks the outcome against the standard',
        params: hallParams,
        headers,
        body: layoutChange,
        response: answers,
      },
    },
    async ({ identity, headers, params: { hall }, body }) => {
      requirePost(identity, ['admin', 'supervisor'], '大厅设置由管理员或者值班长调整')
      const { place, now, today } = await hallNow(context, identity, hall, headers)
      const from = body.from ?? today
      const settings = settingsOf(body, from)
      const refusal = await saveSettings(context.sql, place, settings, { by: identity.sub, at: now }, async (tx, before) => {
        const elsewhere = await Promise.all(
          (body.windows ?? []).map(async ({ id }) => ({ id, hall: await hallOfWindow(tx, place, id) })),
        )
        return refuseFrom(from, today) ?? takenElsewhere(elsewhere, hall) ?? refuseOutcome([...before, ...settings], from)
      })
      if (refusal) throw hallProblem(refusal)
      return described(hall, from, layoutAt(await hallNow(context, identity, hall, headers), from))
    },
  )
}

type LayoutChange = Static<typeof layoutChange>

/** @throws Problem 422 for a change that changes nothing. */
function settingsOf(body: LayoutChange, from: LocalDate): Setting[] {
  const { hall, queue, zones = [], windows = [], devices = [], remove = [] } = body
  const settings: Setting[] = [
    ...(hall ? [{ kind: 'hall', id: '', from, item: { capacity: null, ticketsPerPerson: null, ...hall } } as const] : []),
    ...(queue ? [{ kind: 'queue', id: '', from, item: queue } as const] : []),
    ...zones.map(({ id, ...item }) => ({ kind: 'zone', id, from, item }) as const),
    ...windows.map(({ id, scope = 'registration' as const, classes = null, ...rest }) => {
      return { kind: 'window', id, from, item: { ...rest, scope, classes } } as const
    }),
    ...devices.map(({ id, ...item }) => ({ kind: 'device', id, from, item }) as const),
    ...remove.map(({ kind, id }) => ({ kind, id, from, item: null }) as const),
  ]
  if (settings.length === 0) throw new Problem(422, '没有写明要调整的大厅、排队规则、功能区、窗口或者设备')
  return settings
}

function takenElsewhere(windows: readonly { id: string; hall: string | null }[], hall: string): HallRefusal | null {
  const taken = windows.find(window => window.hall !== null && window.hall !== hall)
  return taken
    ? hallRefusal('layout-fault', `窗口 ${taken.id} 已用于大厅 ${taken.hall}，窗口编号在本机构内不得重复，请换一个编号`)
    : null
}

function refuseOutcome(settings: readonly Setting[], from: LocalDate): HallRefusal | null {
  const layout = layoutOn(settings, from)
  return layout ? layoutFault(layout) : hallRefusal('layout-fault', '大厅尚未设置，请先写明名称和地址（hall）')
}

function described(hall: string, on: LocalDate, { hall: facts, zones, windows, devices, queue }: HallLayout) {
  const { ok, findings } = checkHall({ hall: facts, zones, windows, devices, queue })
  return {
    ...{ id: hall, on, hall: facts, queue, devices },
    zones: zones.map(zone => ({ ...zone, title: zoneTitles[zone.kind] })),
    windows: windows.map(window => ({ ...window, title: windowKinds[window.type].title })),
    check: { ok, findings: findings.map(({ standard, ...rest }) => ({ ...rest, basis: citeStandard(standard) })) },
  }
}
