import type { CaseFacts } from '../case/types.ts'
import { mortgageesInOneLine } from '../register/mortgagees.ts'
import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import * as mortgages from '../rules/mortgage.ts'
import { mayBeMortgaged } from '../rules/mortgageable.ts'
import { partiesIn, type RuleContext } from '../rules/rule.ts'
import { mortgageEndsWithLandTerm } from '../rules/termOfBurden.ts'
import * as unit from '../rules/unit.ts'
import { mortgageContract, principalContract } from './burdenMaterials.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common, titleCertificate } from './materials.ts'

const createMortgage: Writing = {
  id: 'create-mortgage',
  says: '记载抵押权人、被担保主债权数额、担保范围、债务履行期限、是否存在禁止或限制转让抵押不动产的约定；顺位按登簿先后，另有书面约定的从其约定；抵押权人的抵押预告登记转为抵押权登记的，自预告登记之日起设立',
  documents: () => 1,
  entry: (context, before, numbers) => {
    const convertedNotice = mortgages.mortgageNoticeFulfilled(context, before.unit)
    const rank = before.unit ? mortgages.rankTaken(before.unit, context.state.application.facts.rank) : undefined
    return {
      kind: 'mortgage-created',
      mortgage: { ...securedBy(context.state.application.facts), ...mortgagee(context), proofNo: numbers[0] ?? null },
      ...(convertedNotice === undefined ? {} : { convertedNotice }),
      ...(rank === undefined ? {} : { rank }),
    }
  },
}

const mortgagee = (context: RuleContext) => {
  const [one, ...others] = partiesIn(context, 'mortgagee')
  const idNo = one && others.length === 0 ? { mortgageeIdNo: one.idNo } : {}
  return { mortgagee: mortgageesInOneLine(partiesIn(context, 'mortgagee')), ...idNo }
}

const securedBy = ({ amountFen, securedScope, transferRestricted, mortgageKind, term }: CaseFacts) => ({
  amountFen: amountFen ?? 0,
  securedScope: securedScope ?? null,
  transferRestricted: transferRestricted ?? false,
  ...(mortgageKind ? { kind: mortgageKind } : {}),
  ...(term ? { term } : {}),
})

/** 抵押权首次登记（一般抵押权、最高额抵押权、在建建筑物抵押权） */
export const mortgageFirst20210101: ProcedureEdition = {
  id: 'mortgage-first@2021-01-01',
  procedure: 'mortgage-first',
  term: '抵押权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-66', 'CC-402', 'NR54-1', 'DR-71', 'DR-75', 'DR-78'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [
      { role: 'mortgagor', title: '抵押人' },
      { role: 'mortgagee', title: '抵押权人' },
    ],
    optional: [],
    disposer: 'mortgagor',
  },
  materials: [
    ...common,
    titleCertificate,
    principalContract,
    mortgageContract,
    {
      code: 'planning-conformity',
      title: '建设工程规划许可证',
      basis: ['DR-76'],
      issuer: '自然资源（规划）主管部门',
      shareable: true,
      when: ({ facts }) => facts.mortgageKind === 'construction',
      condition: '以在建建筑物抵押的',
    },
  ],
  requiredFacts: ['amountFen', 'transferRestricted'],
  shape: ({ facts }) => mortgages.termShape(facts),
  tracks: { departments: [], departmentTitles: {}, tax: false, siteVisit: true },
  limitClass: 'mortgage',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    early.registeredUnlessUnderConstruction,
    filing.notFiledTwice,
    filing.allRolesApply,
    early.enoughBehindApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    early.disposerHoldsUnitOrItsLand,
    early.notSeizedNorItsLand,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.changedHoldersConsent,
    mortgages.rankIsAgreed,
    mortgageEndsWithLandTerm,
    mayBeMortgaged,
  ],
  writes: createMortgage,
  issues: 'proof',
  payer: 'mortgagee',
}
