import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import { partiesIn } from '../rules/rule.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const cancelMortgage: Writing = {
  id: 'cancel-mortgage',
  says: '注销抵押权登记，登记证明作废，不颁发新的证书或者证明',
  documents: () => 0,
  entry: (context, { unit: before }) => {
    const { of, ground } = context.state.application.facts
    const mortgageIndex = before && unit.mortgageToCancel(of, partiesIn(context, 'mortgagee'), before)
    if (mortgageIndex === null) throw new Error('登簿前应已核对抵押权人（not-holder）')
    return { kind: 'mortgage-cancelled', mortgageIndex, ground: ground ?? null }
  },
}

/** 抵押权注销登记：抵押权人可以单方申请 */
export const mortgageCancel20210101: ProcedureEdition = {
  id: 'mortgage-cancel@2021-01-01',
  procedure: 'mortgage-cancel',
  term: '抵押权注销登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-70', 'DR-28'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [{ role: 'mortgagee', title: '抵押权人' }],
    optional: [{ role: 'mortgagor', title: '抵押人' }],
    disposer: null,
  },
  materials: [
    ...common,
    { code: 'discharge-proof', title: '抵押权消灭的材料', basis: ['DR-70'], issuer: '抵押权人或者法院', shareable: false },
  ],
  requiredFacts: ['ground'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'mortgage',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    early.onTheRegister,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    unit.canceller,
  ],
  writes: cancelMortgage,
  issues: null,
  payer: null,
}
