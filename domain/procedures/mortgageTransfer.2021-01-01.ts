import type { Party } from '../case/types.ts'
import { mortgageesInOneLine } from '../register/mortgagees.ts'
import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import * as mortgages from '../rules/mortgage.ts'
import { partiesIn, type RuleContext } from '../rules/rule.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const transferMortgage: Writing = {
  id: 'transfer-mortgage',
  says: '抵押权随主债权转移，记载受让人为抵押权人，部分债权转让的与原抵押权人共同记载，顺位和设立时间不变，原登记证明作废；不动产已被查封的，查封继续有效',
  documents: () => 1,
  entry: (context, { unit: before }, numbers) => {
    const mortgageIndex = before && mortgages.mortgageMeant(context, before)
    if (!before || mortgageIndex === null) throw new Error('登簿前应已核对抵押权人（not-holder）')
    const [one, ...others] = mortgageesAfter(context)
    return {
      kind: 'mortgage-transferred',
      mortgageIndex,
      mortgagee: mortgageesInOneLine(mortgageesAfter(context)),
      ...(one && others.length === 0 ? { mortgageeIdNo: one.idNo } : {}),
      proofNo: numbers[0] ?? null,
    }
  },
}

/** Whoever keeps part of the claims keeps part of the mortgage (民法典 407). */
const mortgageesAfter = (context: RuleContext): Party[] => [
  ...(context.state.application.facts.partOfClaims ? partiesIn(context, 'mortgagee') : []),
  ...partiesIn(context, 'assignee'),
]

/** 抵押权转移登记：抵押权人和债权受让人申请 */
export const mortgageTransfer20210101: ProcedureEdition = {
  id: 'mortgage-transfer@2021-01-01',
  procedure: 'mortgage-transfer',
  term: '抵押权转移登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-27', 'DR-69', 'DR-74', 'CC-407'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [
      { role: 'mortgagee', title: '抵押权人' },
      { role: 'assignee', title: '债权受让人' },
    ],
    optional: [],
    disposer: null,
  },
  materials: [
    ...common,
    {
      code: 'assignment-agreement',
      title: '主债权转让协议（最高额抵押转让部分债权的，并含抵押权随同转移的约定）',
      basis: ['DR-69', 'DR-74'],
      issuer: '抵押权人与受让人',
      shareable: false,
    },
    { code: 'debtor-notification', title: '债权人已经通知债务人的材料', basis: ['DR-69'], issuer: '抵押权人', shareable: false },
  ],
  requiredFacts: [],
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
    mortgages.mortgageIsRegistered,
    mortgages.maximumMortgageMoves,
  ],
  writes: transferMortgage,
  issues: 'proof',
  payer: 'assignee',
}
