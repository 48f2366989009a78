import { editionFor } from '../../case/testing/applications.ts'
import { flawless, type Plan } from '../../case/testing/flaws.ts'
import { registered } from '../../case/testing/register.ts'
import type { CaseFacts, Party, Role } from '../../case/types.ts'
import { type Lane, laneOf } from '../../procedures/edition.ts'
import type { ProcedureId } from '../../procedures/ids.ts'
import type { Unit } from '../../register/types.ts'

/** The ordinary case of a procedure before a state and a circumstance are put to it. */
export interface Draft {
  readonly procedure: ProcedureId
  readonly parties: readonly Party[]
  readonly facts: CaseFacts
  /** The case's first unit, which bears the state; null: not on the register. */
  readonly unit: Unit | null
  readonly unitCode: string
  /** The parcel's land where it is a unit of its own. */
  readonly land: Unit | null
  /** Another case on the unit, accepted or served before this one. */
  readonly earlier: { readonly title: string; readonly lane: Lane } | null
}

type Lists = Pick<Unit, 'seizures' | 'objections' | 'notices' | 'mortgages'>

export function ordinaryDraft(procedure: ProcedureId): Draft {
  const plan = flawless(procedure)
  const [unitCode = ''] = plan.units
  const { parties = [], facts = {} } = plan.application
  const unit = plan.register.find(one => one.unitCode === unitCode) ?? null
  return { procedure, parties, facts, unit, unitCode, land: null, earlier: null }
}

/** The case as the tests of the editions plan it, in the draft's surroundings. */
export function planOf({ procedure, parties, facts, unit, unitCode, land, earlier }: Draft): Plan {
  const plan = flawless(procedure)
  const others = plan.register.filter(one => one.unitCode !== unitCode)
  return {
    ...plan,
    application: { ...plan.application, parties, facts },
    register: [unit, ...(unit ? others : []), land].filter(one => one !== null),
    around:
      earlier && standsBefore(earlier.lane, procedure)
        ? { earlier: [{ caseNo: '510802-2025-000008', title: earlier.title }] }
        : {},
  }
}

/** Of the earlier cases the transaction shows those that are to be recorded first (`db/unitContext.ts`). */
function standsBefore(earlier: Lane, procedure: ProcedureId): boolean {
  const mine = laneOf(editionFor(procedure))
  return mine === 'application' ? earlier !== 'apart' : mine === 'entrusted' && earlier === 'entrusted'
}

/** The unit, registered to the ordinary holder where the ordinary case has none on the register. */
export const onRegister = ({ unit, unitCode }: Draft): Unit => unit ?? registered({ unitCode })

export const withUnit = (draft: Draft, change: Partial<Unit>): Draft => ({ ...draft, unit: { ...onRegister(draft), ...change } })

/** Something more on the unit, behind what the ordinary case needs there. */
export const add = (draft: Draft, { seizures = [], objections = [], notices = [], mortgages = [] }: Partial<Lists>): Draft => {
  const unit = onRegister(draft)
  return withUnit(draft, {
    seizures: [...unit.seizures, ...seizures],
    objections: [...unit.objections, ...objections],
    notices: [...unit.notices, ...notices],
    mortgages: [...unit.mortgages, ...mortgages],
  })
}

export const withFacts = (draft: Draft, facts: CaseFacts): Draft => ({ ...draft, facts: { ...draft.facts, ...facts } })

/** Not first-registered: nobody holds it, and no certificate has been issued for it. */
export const asShell = (draft: Draft): Draft => withUnit(draft, { holders: [], certificates: [], heldSince: null })

/** What the ordinary case has on the unit, whatever the state made of it. */
export const readyAgain = (draft: Draft): Draft => ({ ...draft, unit: ordinaryDraft(draft.procedure).unit })

export const partyIn = ({ parties, procedure }: Draft, ...roles: readonly Role[]): Party => {
  const found = parties.find(party => roles.includes(party.role))
  if (!found) throw new Error(`${procedure} 的通常申请没有 ${roles.join('、')}`)
  return found
}
