import type { EditionId } from '../../procedures/edition.ts'
import type { ProcedureId } from '../../procedures/ids.ts'
import type { Unit } from '../../register/types.ts'
import type { RuleId } from '../../rules/ids.ts'
import { isAvailable } from '../actions.ts'
import { type ApplicationChange, ordinary } from './applications.ts'
import { wang, zhang } from './people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, otherCounty, registered } from './register.ts'
import { act, given, type Situation, type Surroundings } from './situation.ts'

/** A case that is about to be filed, accepted and brought to recording, in which nothing is wrong until a flaw is put in. */
export interface Plan {
  readonly procedure: ProcedureId
  readonly units: readonly string[]
  readonly application: ApplicationChange
  readonly register: readonly Unit[]
  /** What has become of units between acceptance and recording. */
  readonly later: Readonly<Record<string, Partial<Unit>>>
  readonly around: Partial<Surroundings>
  /** Acts that nobody does before recording. */
  readonly undone: readonly ('department-result' | 'tax-cleared')[]
}

/** Puts one thing wrong. Each touches a unit or a member of its own, so that flaws may be put together. */
export type Flaw = (plan: Plan) => Plan

export const flawless = (procedure: ProcedureId): Plan => {
  const unitCode = unitNo(1)
  return {
    procedure,
    units: [unitCode],
    application: {},
    register: [suitable(procedure, { unitCode })],
    later: {},
    around: {},
    undone: [],
  }
}

/** The case of a plan as it is filed. */
export function filedBy({ procedure, units, application, register, around }: Plan): Situation {
  const apply = ordinary[procedure]
  if (!apply) throw new Error(`没有 ${procedure} 的通常申请：请在 testing/applications.ts 中补上`)
  return given(apply({ channel: 'counter', ...application, units })).where({ units: register, ...around })
}

/** The case of a plan as the registrar finds it, whatever `accept` would have said to it. */
export function broughtToRecording(plan: Plan): Situation {
  const accepted = filedBy(plan).after(act('leave'))
  const ready = (['examine', 'department-result', 'tax-cleared'] as const)
    .filter(action => action === 'examine' || !plan.undone.includes(action))
    .reduce((situation, action) => (isAvailable(situation.state, action) ? situation.after(act(action)) : situation), accepted)
  return ready.where({ units: plan.register.map(unit => ({ ...unit, ...plan.later[unit.unitCode] })) })
}

/** A unit on which the ordinary case of the procedure can be recorded. */
function suitable(procedure: ProcedureId, change: Partial<Unit>): Unit {
  const mortgages = procedure === 'mortgage-cancel' ? [aMortgage()] : []
  return registered({ mortgages, ...change })
}

/** One more unit in the application, with something the matter. */
const withUnit =
  (unitCode: string, change: Partial<Unit>): Flaw =>
  plan => ({
    ...plan,
    units: [...plan.units, unitCode],
    register: [...plan.register, suitable(plan.procedure, { unitCode, ...change })],
  })

const unitNo = (n: number): string => `510802001001GB00009F0001${String(n).padStart(4, '0')}`
const jointly = { holders: [{ name: zhang.name }, { name: wang.name }] }

const malformedUnit = withUnit(unitNo(1).slice(0, 27), {})
const unitElsewhere = withUnit(otherCounty, {})
const unregisteredUnit: Flaw = plan => ({ ...plan, units: [...plan.units, unitNo(2)] })
const acceptedTwice: Flaw = plan => ({ ...plan, around: { ...plan.around, twin: '510802-2025-000009' } })
const jointlyOwned = withUnit(unitNo(3), jointly)
const restrictedByBank = withUnit(unitNo(4), { mortgages: [aMortgage({ transferRestricted: true })] })
const earlierCase: Flaw = plan => ({
  ...plan,
  around: { ...plan.around, earlier: [{ caseNo: '510802-2025-000008', title: '抵押权首次登记' }] },
})
const ownedByAnother = withUnit(unitNo(5), { holders: [{ name: wang.name }] })
const notMortgagedToHim = withUnit(unitNo(5), { mortgages: [aMortgage({ mortgagee: '广元丙银行' })] })
const seizedUnit = withUnit(unitNo(6), { seizures: [aSeizure()] })
const noticedUnit = withUnit(unitNo(7), { notices: [aNotice()] })
const contestedUnit = withUnit(unitNo(8), { objections: [anObjection()] })
const oldMortgage = withUnit(unitNo(9), { mortgages: [aMortgage({ recordedAt: '2019-05-05T10:00:00+08:00' })] })
const changedSince: Flaw = plan => ({ ...withUnit(unitNo(10), {})(plan), later: { ...plan.later, [unitNo(10)]: jointly } })
const undone =
  (action: Plan['undone'][number]): Flaw =>
  plan => ({ ...plan, undone: [...plan.undone, action] })
const without =
  (material: string): Flaw =>
  plan => ({ ...plan, application: { ...plan.application, except: [material] } })

const parties =
  (change: (party: NonNullable<ApplicationChange['parties']>[number]) => NonNullable<ApplicationChange['parties']>): Flaw =>
  plan => {
    const before = plan.application.parties ?? ordinary[plan.procedure]?.().parties ?? []
    return { ...plan, application: { ...plan.application, parties: before.flatMap(change) } }
  }
const nobodyAs = (role: string): Flaw => parties(party => (party.role === role ? [] : [party]))
const takesHalf = parties(party => [party.role === 'transferee' ? { ...party, share: '1/2' } : party])

/**
 * For every rule of every edition, in its order, the flaw that breaks it: a second transcription of the editions. Keys are
 * `edition index rule`, as `flawKey` makes them.
 */
export const flaws: Readonly<Record<string, Flaw>> = {
  ...rows('transfer-by-sale@2021-01-01', [
    ['unit-code', malformedUnit],
    ['jurisdiction', unitElsewhere],
    ['not-registered', unregisteredUnit],
    ['repeat-case', acceptedTwice],
    ['joint-application', nobodyAs('transferee')],
    ['joint-application', jointlyOwned],
    ['mortgagee-joins', restrictedByBank],
    ['materials-incomplete', without('sale-contract')],
    ['department-pending', undone('department-result')],
    ['tax-unpaid', undone('tax-cleared')],
    ['earlier-case-first', earlierCase],
    ['not-holder', ownedByAnother],
    ['not-holder', takesHalf],
    ['seized', seizedUnit],
    ['advance-notice-consent', noticedUnit],
    ['objection-undertaking', contestedUnit],
    ['mortgagee-consent', oldMortgage],
    ['co-owner-consent', changedSince],
  ]),
  ...rows('mortgage-first@2021-01-01', [
    ['unit-code', malformedUnit],
    ['jurisdiction', unitElsewhere],
    ['not-registered', unregisteredUnit],
    ['repeat-case', acceptedTwice],
    ['joint-application', nobodyAs('mortgagee')],
    ['joint-application', jointlyOwned],
    ['materials-incomplete', without('mortgage-contract')],
    ['earlier-case-first', earlierCase],
    ['not-holder', ownedByAnother],
    ['seized', seizedUnit],
    ['advance-notice-consent', noticedUnit],
    ['objection-undertaking', contestedUnit],
    ['co-owner-consent', changedSince],
  ]),
  ...rows('mortgage-cancel@2021-01-01', [
    ['unit-code', malformedUnit],
    ['jurisdiction', unitElsewhere],
    ['not-registered', unregisteredUnit],
    ['repeat-case', acceptedTwice],
    ['joint-application', nobodyAs('mortgagee')],
    ['materials-incomplete', without('discharge-proof')],
    ['earlier-case-first', earlierCase],
    ['not-holder', notMortgagedToHim],
  ]),
}

export function flawKey(edition: EditionId, index: number, rule: RuleId): string {
  return `${edition} ${index} ${rule}`
}

function rows(edition: EditionId, list: readonly [RuleId, Flaw][]): Record<string, Flaw> {
  return Object.fromEntries(list.map(([rule, flaw], index) => [flawKey(edition, index, rule), flaw]))
}
