import { mortgageesInOneLine } from '../register/mortgagees.ts'
import * as filing from '../rules/filing.ts'
import { partiesIn } from '../rules/rule.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common, titleCertificate } from './materials.ts'

const createMortgage: Writing = {
  id: 'create-mortgage',
  says: '记载抵押权人、被担保主债权数额、担保范围、是否存在禁止或限制转让抵押不动产的约定，顺位按登簿先后',
  documents: () => 1,
  entry: (context, _before, numbers) => {
    const mortgagees = partiesIn(context, 'mortgagee')
    const { amountFen, transferRestricted, securedScope } = context.state.application.facts
    return {
      kind: 'mortgage-created',
      mortgage: {
        mortgagee: mortgageesInOneLine(mortgagees),
        ...(mortgagees.length === 1 && mortgagees[0] ? { mortgageeIdNo: mortgagees[0].idNo } : {}),
        amountFen: amountFen ?? 0,
        securedScope: securedScope ?? null,
        transferRestricted: transferRestricted ?? false,
        proofNo: numbers[0] ?? null,
      },
    }
  },
}

/** 抵押权首次登记（一般抵押权） */
export const mortgageFirst20210101: ProcedureEdition = {
  id: 'mortgage-first@2021-01-01',
  procedure: 'mortgage-first',
  term: '抵押权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-66', 'CC-402', 'NR54-1'],
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
    { code: 'principal-contract', title: '主债权合同', basis: ['DR-66'], issuer: '债权人与债务人', shareable: false },
    { code: 'mortgage-contract', title: '抵押合同', basis: ['DR-66'], issuer: '抵押人与抵押权人', shareable: false },
  ],
  requiredFacts: ['amountFen', 'transferRestricted'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'mortgage',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.enoughHoldersApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    unit.disposerIsHolder,
    unit.notSeized,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.changedHoldersConsent,
  ],
  writes: createMortgage,
  issues: 'proof',
  payer: 'mortgagee',
}
