import { describe, expect, it } from 'vitest'
import { ordinary, sale } from '../case/testing/applications.ts'
import { atRecording } from '../case/testing/cases.ts'
import { as, bankA, bankB } from '../case/testing/people.ts'
import { aMortgage, elsewhere, house, registered } from '../case/testing/register.ts'
import { given } from '../case/testing/situation.ts'
import type { Application } from '../case/types.ts'
import { demoOffice } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import type { Unit } from '../register/types.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { mortgageeJoins, unitsAreRegistered } from './filing.ts'
import type { RuleContext } from './rule.ts'
import { olderMortgageesConsent } from './unit.ts'

/** The sale of `house` as the part at this place of a combined application. */
function part(no: number, siblings: readonly Application[], unit: Unit | null): RuleContext {
  const { state } = given(sale())
  const place = { applicationNo: '510802-2025-P000001', no, of: siblings.length + 1 }
  return {
    state: { ...state, part: place },
    edition: editionOf(state.application.edition),
    office: demoOffice,
    calendar: builtInCalendar,
    on: '2025-06-03',
    units: [{ unitCode: house, unit, earlier: [], land: null }],
    twin: null,
    reached: [],
    siblings,
  }
}

const firstRegistration = (units = [house]) => {
  const apply = ordinary['house-first']
  if (!apply) throw new Error('house-first')
  return apply({ units })
}
const cancellationBy = (bank: typeof bankA) => {
  const apply = ordinary['mortgage-cancel']
  if (!apply) throw new Error('mortgage-cancel')
  return apply({ parties: [as('mortgagee', bank)] })
}

describe('一并申请 [OP-JOINT]', () => {
  it('lets a transfer be accepted behind the first registration of the same unit, and only behind it [DR-24]', () => {
    expect(unitsAreRegistered.broken(part(2, [firstRegistration()], null))).toBeNull()
    expect(unitsAreRegistered.broken(part(1, [firstRegistration()], null))).toContain('首次登记')
    expect(unitsAreRegistered.broken(part(2, [firstRegistration([elsewhere])], null))).toContain('首次登记')
    expect(unitsAreRegistered.broken(part(2, [cancellationBy(bankA)], null))).toContain('首次登记')
  })

  it('counts the mortgagee who takes part in another part as joining the transfer [NR54-2]', () => {
    const unit = registered({ mortgages: [aMortgage({ transferRestricted: true })] })
    expect(mortgageeJoins.broken(part(2, [cancellationBy(bankA)], unit))).toBeNull()
    expect(mortgageeJoins.broken(part(2, [cancellationBy(bankB)], unit))).toContain(bankA.name)
    expect(mortgageeJoins.broken(part(2, [{ ...cancellationBy(bankA), units: [elsewhere] }], unit))).toContain(bankA.name)
  })

  it('takes its part as consent to the transfer under a mortgage older than the Civil Code [NR54-3]', () => {
    const unit = registered({ mortgages: [aMortgage({ recordedAt: '2019-05-05T10:00:00+08:00' })] })
    expect(olderMortgageesConsent.broken(part(2, [cancellationBy(bankA)], unit))).toBeNull()
    expect(olderMortgageesConsent.broken(part(2, [], unit))).toContain(bankA.name)
  })
})

describe('a unit that is on the register but nobody’s [DR-24]', () => {
  it('can be neither sold nor inherited, changed or cancelled', () => {
    const shell = registered({ holders: [], certificates: [] })
    expect(unitsAreRegistered.broken(part(1, [], shell))).toContain('首次登记')
    for (const procedure of ['transfer-by-inheritance', 'house-change', 'house-cancel', 'transfer-by-gift'] as const) {
      const { state } = atRecording(procedure)
      expect(editionOf(state.application.edition).rules).toContain(unitsAreRegistered)
    }
  })
})
