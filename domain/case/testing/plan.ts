import type { EditionId } from '../../procedures/edition.ts'
import type { ProcedureId } from '../../procedures/ids.ts'
import type { Unit } from '../../register/types.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Application, Party } from '../types.ts'
import type { ApplicationChange } from './filed.ts'
import { wang, zhang } from './people.ts'
import { aMortgage, aNotice, anObjection, aSeizure, otherCounty, registered } from './register.ts'
import type { Surroundings } from './situation.ts'

/** Acts that a flaw may leave undone. */
export type UndoneAct = 'department-result' | 'tax-cleared' | 'publish-announcement'

/** A case that is about to be filed, accepted and brought to recording, in which nothing is wrong until a flaw is put in. */
export interface Plan {
  readonly procedure: ProcedureId
  /** The edition by which the case is made; left out, the one in force on the day on which tests file. */
  readonly edition?: EditionId
  readonly units: readonly string[]
  readonly application: ApplicationChange
  readonly register: readonly Unit[]
  /** What a unit must have for the ordinary case of the procedure to be recorded. */
  readonly ready: Partial<Unit>
  /** What has become of units between acceptance and recording. */
  readonly later: Readonly<Record<string, Partial<Unit>>>
  readonly around: Partial<Surroundings>
  /** Acts that nobody does before recording. */
  readonly undone: readonly UndoneAct[]
  /** The departments of the case that made the entry to be corrected. */
  readonly original?: readonly string[]
  /** Somebody objects to the announcement, and nobody settles it. */
  readonly announcementContested?: boolean
}

/** Puts one thing wrong. Each touches a unit or a member of its own, so that flaws may be put together. */
export type Flaw = (plan: Plan) => Plan

export type Readiness = Partial<Unit> | readonly Partial<Unit>[] | null

/** A rule of an edition, and the flaw that breaks it. */
export type Row = readonly [RuleId, Flaw]

/** What the tests of some procedures add to those of all: their ordinary applications, the units these need, their flaws. */
export interface TestGroup {
  readonly applications: Partial<Record<ProcedureId, (change?: ApplicationChange) => Application>>
  /** What the unit must have for the ordinary case to be recorded, or each of its units; null: it is not on the register yet. */
  readonly ready: Partial<Record<ProcedureId, Readiness>>
  readonly flaws: Readonly<Record<string, Flaw>>
}

/** One more unit in the application, with something the matter. */
export const withUnit =
  (unitCode: string, change: Partial<Unit>): Flaw =>
  plan => ({
    ...plan,
    units: [...plan.units, unitCode],
    register: [...plan.register, registered({ ...plan.ready, unitCode, ...change })],
  })

export const unitNo = (n: number): string => `510802001001GB00009F0001${String(n).padStart(4, '0')}`
export const jointly = { holders: [{ name: zhang.name }, { name: wang.name }] }

export const malformedUnit = withUnit(unitNo(1).slice(0, 27), {})
export const unitElsewhere = withUnit(otherCounty, {})
export const unregisteredUnit: Flaw = plan => ({ ...plan, units: [...plan.units, unitNo(2)] })
export const acceptedTwice: Flaw = plan => ({ ...plan, around: { ...plan.around, twin: '510802-2025-000009' } })
export const jointlyOwned = withUnit(unitNo(3), jointly)
export const restrictedByBank = withUnit(unitNo(4), { mortgages: [aMortgage({ transferRestricted: true })] })
export const earlierCase: Flaw = plan => ({
  ...plan,
  around: { ...plan.around, earlier: [{ caseNo: '510802-2025-000008', title: '抵押权首次登记' }] },
})
export const ownedByAnother = withUnit(unitNo(5), { holders: [{ name: wang.name }] })
export const notMortgagedToHim = withUnit(unitNo(5), { mortgages: [aMortgage({ mortgagee: '广元丙银行' })] })
export const seizedUnit = withUnit(unitNo(6), { seizures: [aSeizure()] })
export const noticedUnit = withUnit(unitNo(7), { notices: [aNotice()] })
export const contestedUnit = withUnit(unitNo(8), { objections: [anObjection()] })
export const oldMortgage = withUnit(unitNo(9), { mortgages: [aMortgage({ recordedAt: '2019-05-05T10:00:00+08:00' })] })
export const changedSince: Flaw = plan => ({ ...withUnit(unitNo(10), {})(plan), later: { ...plan.later, [unitNo(10)]: jointly } })
export const undone =
  (action: Plan['undone'][number]): Flaw =>
  plan => ({ ...plan, undone: [...plan.undone, action] })
/** The departments that looked at the entry when it was made have not looked at its correction yet. */
export const originalDepartmentSilent: Flaw = plan => ({ ...undone('department-result')(plan), original: ['housing'] })
export const contestedAnnouncement: Flaw = plan => ({ ...plan, announcementContested: true })
export const without =
  (material: string): Flaw =>
  plan => ({ ...plan, application: { ...plan.application, except: [material] } })

export const parties =
  (change: (party: Party) => readonly Party[]): Flaw =>
  plan => {
    const before = plan.application.parties ?? []
    return { ...plan, application: { ...plan.application, parties: before.flatMap(change) } }
  }
export const nobodyAs = (role: string): Flaw => parties(party => (party.role === role ? [] : [party]))
export const takesHalf = parties(party => [party.role === 'transferee' ? { ...party, share: '1/2' } : party])

/** What breaks the rules that nearly every procedure begins with; `role`: who must not be missing. */
export const filing = (role: string): readonly Row[] => [
  ['unit-code', malformedUnit],
  ['jurisdiction', unitElsewhere],
  ['not-registered', unregisteredUnit],
  ['repeat-case', acceptedTwice],
  ['joint-application', nobodyAs(role)],
]
/** The same for rights that may come before first registration. */
export const filingUnregistered = (role: string): readonly Row[] => filing(role).filter(([rule]) => rule !== 'not-registered')

/** `edition index rule`. */
export function flawKey(edition: EditionId, index: number, rule: RuleId): string {
  return `${edition} ${index} ${rule}`
}

/** A row for each rule of an edition, in its order. */
export function rows(edition: EditionId, list: readonly Row[]): Record<string, Flaw> {
  return Object.fromEntries(list.map(([rule, flaw], index) => [flawKey(edition, index, rule), flaw]))
}
