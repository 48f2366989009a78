import type { EditionId } from '../../procedures/edition.ts'
import type { ProcedureId } from '../../procedures/ids.ts'
import type { Unit } from '../../register/types.ts'
import { isAvailable } from '../actions.ts'
import { alarmsOf } from '../alarms.ts'
import { ordinary } from './applications.ts'
import { groups } from './groups/index.ts'
import * as plan from './plan.ts'
import { registered } from './register.ts'
import { acceptedAnyway, act, at, given, rings, type Situation } from './situation.ts'

export { type Flaw, flawKey, type Plan } from './plan.ts'

const ready: Partial<Record<ProcedureId, plan.Readiness>> = Object.assign({}, ...groups.map(group => group.ready))

/** What each unit of an ordinary case of the procedure has, by its place in the case. */
const readyAt = (procedure: ProcedureId, place: number): Partial<Unit> => {
  const change = ready[procedure] ?? {}
  return Array.isArray(change) ? (change[place] ?? {}) : (change as Partial<Unit>)
}

/** The units of an ordinary case of the procedure as the register has them; none when they are not on it yet. */
export const readyUnits = (procedure: ProcedureId, unitCodes: readonly string[]): Unit[] =>
  ready[procedure] === null ? [] : unitCodes.map((unitCode, i) => registered({ ...readyAt(procedure, i), unitCode }))

/** A case in which nothing is wrong. */
export const flawless = (procedure: ProcedureId, edition?: EditionId): plan.Plan => {
  const apply = ordinary[procedure]
  if (!apply) throw new Error(`没有 ${procedure} 的通常申请：请在 testing/groups 中补上`)
  const usual = apply()
  const units = usual.units.length > 1 ? usual.units : [plan.unitNo(1)]
  return {
    procedure,
    ...(edition ? { edition } : {}),
    units,
    application: { parties: usual.parties, facts: usual.facts },
    register: readyUnits(procedure, units),
    ready: readyAt(procedure, 0),
    later: {},
    around: {},
    undone: [],
  }
}

/** The case of a plan as it is filed. */
export function filedBy({ procedure, edition, units, application, register, around, original = [] }: plan.Plan): Situation {
  const apply = ordinary[procedure]
  if (!apply) throw new Error(`没有 ${procedure} 的通常申请：请在 testing/groups 中补上`)
  const filed = apply({ channel: 'counter', ...application, units })
  return given({ ...filed, edition: edition ?? filed.edition }, { original }).where({ units: register, ...around })
}

const trackActs = ['examine', 'department-result', 'tax-cleared', 'publish-announcement'] as const

/** The case of a plan as the registrar finds it, whatever `accept` would have said to it. */
export function broughtToRecording(what: plan.Plan): Situation {
  const done = trackActs.filter(action => action === 'examine' || !what.undone.includes(action))
  const ready = done.reduce((situation, action) => withTrackOver(what, situation, action), acceptedAnyway(filedBy(what)))
  return ready.where({ units: what.register.map(unit => ({ ...unit, ...what.later[unit.unitCode] })) })
}

/** The act that ends a track, where the case has it; an announcement is published when it may be, and runs out. */
function withTrackOver(what: plan.Plan, situation: Situation, action: (typeof trackActs)[number]): Situation {
  if (!isAvailable(situation.state, action)) return situation
  if (action !== 'publish-announcement') return situation.after(act(action))
  const { state } = situation
  const from = 'acceptance' in state ? state.acceptance.announceableFrom : null
  const published = situation.after(from ? at(from, act(action)) : act(action))
  const end = alarmsOf(published.state).find(alarm => alarm.kind === 'announcement-ended')
  if (end && what.announcementContested) return published.after(act('announcement-objection'), at(end.dueAt, act('urge')))
  return end ? published.after(rings(end)) : published
}

/**
 * For every rule of every edition, in its order, the flaw that breaks it: a second transcription of the editions. Keys are
 * `edition index rule`, as `flawKey` makes them.
 */
export const flaws: Readonly<Record<string, plan.Flaw>> = {
  ...plan.rows('transfer-by-sale@2021-01-01', [
    ...plan.filing('transferee'),
    ['joint-application', plan.jointlyOwned],
    ['mortgagee-joins', plan.restrictedByBank],
    ['materials-incomplete', plan.without('sale-contract')],
    ['department-pending', plan.undone('department-result')],
    ['tax-unpaid', plan.undone('tax-cleared')],
    ['earlier-case-first', plan.earlierCase],
    ['not-holder', plan.ownedByAnother],
    ['not-holder', plan.takesHalf],
    ['seized', plan.seizedUnit],
    ['advance-notice-consent', plan.noticedUnit],
    ['objection-undertaking', plan.contestedUnit],
    ['mortgagee-consent', plan.oldMortgage],
    ['co-owner-consent', plan.changedSince],
  ]),
  ...Object.assign({}, ...groups.map(group => group.flaws)),
}

/**
 * Flaws that cannot stand side by side, because both are about what the application asks for: a change of co-ownership (the only one
 * that a seizure bars) of a unit whose holders have changed since is, before all, not asked for by its holders.
 */
const entangled: readonly (readonly [procedure: RegExp, one: string, other: string])[] = [
  [/^(land|house)-change$/, 'seized', 'co-owner-consent'],
]

export const areEntangled = (procedure: ProcedureId, rules: readonly string[]): boolean =>
  entangled.some(([of, one, other]) => of.test(procedure) && rules.includes(one) && rules.includes(other))
