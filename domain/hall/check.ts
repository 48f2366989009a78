import { isReasonFor, priorityTitles } from '../office/priority.ts'
import type { LocalDate } from '../time/instant.ts'
import { windowKinds, zoneKinds, zoneTitles } from './dictionary.ts'
import type { HallLayout, Window } from './layout.ts'
import { type HallRefusal, hallRefusal, type StandardId } from './standard.ts'

/** 综合窗口占比40%以上, the 40 % included (requirements.md A24). */
const leastComprehensive = 0.4

/** One thing the standard asks of a hall; `found` is what there is, `remedy` what to do where it fails. */
export interface Finding {
  readonly id: 'zones' | 'consultation' | 'comprehensive-of-installed' | 'comprehensive-of-open'
  readonly ok: boolean
  readonly found: string
  readonly remedy: string | null
  readonly standard: StandardId
}

/** The hall against the standard. It warns and hinders nothing: windows are closed and moved on ordinary days too. */
export function checkHall(layout: HallLayout): { readonly ok: boolean; readonly findings: readonly Finding[] } {
  const findings = [
    zones(layout),
    consultation(layout),
    comprehensive('comprehensive-of-installed', '设置的', layout.windows),
    comprehensive('comprehensive-of-open', '开放的', layout.windows.filter(open)),
  ]
  return { ok: findings.every(({ ok }) => ok), findings }
}

function zones({ zones }: HallLayout): Finding {
  const missing = zoneKinds.filter(kind => !zones.some(zone => zone.kind === kind)).map(kind => zoneTitles[kind])
  return finding('zones', 'zones', missing.length === 0, `共${zones.length}个功能区`, `请设置${missing.join('、')}`)
}

function consultation({ windows }: HallLayout): Finding {
  const desks = windows.filter(({ type }) => type === 'consultation').filter(open)
  return finding(
    'consultation',
    'consultation',
    desks.length > 0,
    `开放的咨询窗口${desks.length}个`,
    '请在醒目位置设立并开放独立咨询台（窗）',
  )
}

/** Of which windows the share is meant the standard does not say: it is told of those that stand there and of those that are open. */
function comprehensive(id: Finding['id'], which: string, windows: readonly Window[]): Finding {
  const registering = windows.filter(({ type }) => windowKinds[type].registers)
  const count = registering.filter(({ type }) => type === 'comprehensive').length
  const share = registering.length === 0 ? 0 : count / registering.length
  const needed = Math.ceil((leastComprehensive * registering.length - count) / (1 - leastComprehensive))
  return finding(
    id,
    'comprehensive',
    registering.length > 0 && share >= leastComprehensive,
    `${which}登记窗口${registering.length}个，其中综合窗口${count}个，占${(share * 100).toFixed(1)}%`,
    `综合窗口应占40%以上，请至少增加${Math.max(1, needed)}个综合窗口，或者将其他登记窗口改为综合窗口`,
  )
}

const open = (window: Window): boolean => window.open

const finding = (id: Finding['id'], standard: StandardId, ok: boolean, found: string, remedy: string): Finding => ({
  ...{ id, ok, found, standard },
  remedy: ok ? null : remedy,
})

/** Why a layout cannot be worked with, or null; a hall that falls short of the standard can be. */
export function layoutFault(layout: HallLayout): HallRefusal | null {
  const ranks = layout.queue.classes.map(({ class: name }) => name)
  if (new Set(ranks).size < ranks.length) return fault('排队规则中同一类别只能写一次')
  if (!ranks.includes('ordinary')) return fault('排队规则应当包含普通类别')
  if (!ranks.includes('green-channel') || ranks.indexOf('green-channel') > ranks.indexOf('ordinary'))
    return hallRefusal('layout-fault', '排队规则应当设绿色通道，并排在普通类别之前', 'green')
  for (const { class: name, reasons } of layout.queue.classes) {
    const stranger = reasons.find(reason => name === 'ordinary' || !isReasonFor(name, reason))
    if (stranger !== undefined) return fault(`${stranger} 不是${priorityTitles[name]}的事由`)
    if (name !== 'ordinary' && reasons.length === 0) return fault(`${priorityTitles[name]}至少应当有一项事由`)
  }
  return layout.windows.map(window => windowFault(layout, window)).find(found => found !== null) ?? null
}

function windowFault(
  { zones }: HallLayout,
  { id, type, zone, scope, classes }: HallLayout['windows'][number],
): HallRefusal | null {
  if (!zones.some(known => known.id === zone)) return fault(`窗口 ${id} 所在的功能区 ${zone} 没有设置，请先设置功能区`)
  if (type === 'comprehensive' && (scope !== 'registration' || classes !== null))
    return hallRefusal('layout-fault', `综合窗口 ${id} 应当受理全部登记业务和全部人群，不得限定范围`, 'anyBusiness')
  return null
}

const fault = (detail: string): HallRefusal => hallRefusal('layout-fault', detail)

/** Past days stay as they were: a change counts from today on, or from a later day. */
export const refuseFrom = (from: LocalDate, today: LocalDate): HallRefusal | null =>
  from < today ? hallRefusal('layout-past', `大厅设置自今天（${today}）或者以后起生效，以往的设置不得更改，请修改 from`) : null
