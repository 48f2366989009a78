import type { Application, CaseFacts } from '../case/types.ts'
import type { Mortgage, Unit } from '../register/types.ts'
import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import * as mortgages from '../rules/mortgage.ts'
import { mortgageEndsWithLandTerm } from '../rules/termOfBurden.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const changeMortgage: Writing = {
  id: 'change-mortgage',
  says: '记载变更后的抵押权人名称、抵押权种类、被担保主债权数额、担保范围、期限、顺位、是否存在禁止或限制转让抵押不动产的约定，原登记证明作废，核发新的登记证明',
  documents: () => 1,
  entry: (context, { unit: before }, numbers) => {
    const mortgageIndex = before && mortgages.mortgageMeant(context, before)
    if (!before || mortgageIndex === null) throw new Error('登簿前应已核对抵押权（not-holder）')
    const change = changeOf(context.state.application.facts, before)
    return { kind: 'mortgage-changed', mortgageIndex, change, proofNo: numbers[0] ?? null }
  },
}

type Change = Partial<
  Pick<Mortgage, 'mortgagee' | 'amountFen' | 'securedScope' | 'transferRestricted' | 'term' | 'rank' | 'kind'>
>

function changeOf(
  { name, amountFen, securedScope, transferRestricted, term, rank, mortgageKind }: CaseFacts,
  before: Unit,
): Change {
  const taken = mortgages.rankTaken(before, rank) ?? mortgages.lastRank(before)
  return {
    ...(name === undefined ? {} : { mortgagee: name }),
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(securedScope === undefined ? {} : { securedScope }),
    ...(transferRestricted === undefined ? {} : { transferRestricted }),
    ...(term === undefined ? {} : { term }),
    ...(rank === undefined ? {} : { rank: taken }),
    ...(mortgageKind === undefined ? {} : { kind: mortgageKind }),
  }
}

/** A change must say what changes. */
const changesSomething = ({ facts }: Pick<Application, 'facts'>): string[] =>
  Object.keys(mortgages.mortgageChanges).some(fact => facts[fact] !== undefined)
    ? []
    : [`抵押权变更登记需要写明变更的事项，至少一项：${describedChanges}`]

const describedChanges = Object.entries(mortgages.mortgageChanges)
  .map(([fact, title]) => `${title}（facts.${fact}）`)
  .join('、')

/** 抵押权变更登记 */
export const mortgageChange20210101: ProcedureEdition = {
  id: 'mortgage-change@2021-01-01',
  procedure: 'mortgage-change',
  term: '抵押权变更登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-26', 'DR-68', 'DR-72', 'DR-73', 'DR-77', 'NR54-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [
      { role: 'mortgagor', title: '抵押人' },
      { role: 'mortgagee', title: '抵押权人' },
    ],
    optional: [],
    unilateral: '仅抵押权人姓名、名称变更的，可以由抵押权人单方申请（条例第十四条第二款第四项）',
    disposer: 'mortgagor',
  },
  materials: [
    ...common,
    {
      code: 'change-proof',
      title: '抵押权变更协议或者更名等变更材料',
      basis: ['DR-68'],
      issuer: '当事人；更名的为公安、市场监管等部门',
      shareable: false,
    },
  ],
  requiredFacts: [],
  shape: filed => [...changesSomething(filed), ...mortgages.conversionShape(filed.facts), ...mortgages.termShape(filed.facts)],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'mortgage',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    early.onTheRegister,
    mortgages.builtBeforeConversion,
    filing.notFiledTwice,
    mortgages.partiesOfChangeApply,
    early.enoughBehindApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    early.disposerHoldsUnitOrItsLand,
    mortgages.mortgageIsRegistered,
    mortgages.notSeizedWhenHeavier,
    mortgages.noticeHoldersConsentWhenHeavier,
    unit.changedHoldersConsent,
    mortgages.juniorsConsentToChange,
    mortgageEndsWithLandTerm,
    mortgages.claimsAreDetermined,
  ],
  writes: changeMortgage,
  issues: 'proof',
  payer: null,
}
