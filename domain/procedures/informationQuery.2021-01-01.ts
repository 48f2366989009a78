import type { Application, Role } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import { queryResult } from '../notices/query.ts'
import { type QueryScope, queryLines } from '../register/queryResult.ts'
import { applicantHolds, oneOfThemApplies } from '../rules/applicants.ts'
import * as filing from '../rules/filing.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { identityProof, powerOfAttorney } from './materials.ts'
import { interestProof, queryApplication, queryPurpose } from './orderMaterials.ts'

interface Inquirer {
  readonly role: Role
  readonly title: string
  readonly scope: QueryScope
  readonly basis: readonly ProvisionId[]
}

/** Who may ask, and how much he learns. The 2025 amendment of the 办法 has not been seen (law.md QM-OPEN). */
const inquirers: readonly Inquirer[] = [
  { role: 'holder', title: '权利人', scope: 'full', basis: ['QM-Q1', 'REG-27'] },
  { role: 'interested-party', title: '利害关系人', scope: 'result', basis: ['QM-Q2', 'REG-27', 'CC-219'] },
  { role: 'intending', title: '有意交易或者拟起诉、仲裁的人', scope: 'yes-no', basis: ['QM-Q3'] },
  { role: 'lawyer', title: '受委托的律师', scope: 'yes-no-plus', basis: ['QM-Q4'] },
  { role: 'organ', title: '国家机关', scope: 'case', basis: ['QM-Q5'] },
]

const asks =
  (role: Role) =>
  ({ parties }: Application): boolean =>
    parties.some(party => party.role === role)

const answerQuery: Writing = {
  id: 'answer-query',
  says: '登记簿不作记载；按查询人的身份出具查询结果证明，只反映登记簿的记载，不含在办案件',
  documents: () => 0,
  entry: () => null,
  notices: (context, drafts) => {
    const { application } = context.state
    const inquirer = inquirers.find(({ role }) => asks(role)(application))
    if (!inquirer) throw new Error('登簿前应已核对查询人（joint-application）')
    const question = { holderName: application.facts.name }
    const lines = context.units.flatMap(({ unitCode, unit }) => queryLines(inquirer.scope, unitCode, unit, question))
    return [queryResult(drafts, lines, inquirer.basis)]
  },
}

/** 不动产登记信息查询 */
export const informationQuery20210101: ProcedureEdition = {
  id: 'information-query@2021-01-01',
  procedure: 'information-query',
  term: '不动产登记信息查询',
  effectiveFrom: '2021-01-01',
  basis: ['REG-27', 'REG-28', 'QM-4', 'QM-7', 'QM-24', 'QM-T', 'DR-101', 'DR-102'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [],
    optional: [],
    oneOf: inquirers.map(({ role, title }) => ({ role, title })),
    unilateral: '查询由查询人自己申请（条例第二十七条）',
    disposer: null,
  },
  materials: [
    queryApplication,
    identityProof,
    powerOfAttorney,
    {
      ...queryPurpose,
      when: application => !asks('holder')(application),
      condition: '权利人以外的人查询的',
    },
    { ...interestProof, basis: ['QM-Q2', 'REG-27'], when: asks('interested-party'), condition: '利害关系人查询的' },
  ],
  requiredFacts: ['purpose'],
  shape: ({ units }) =>
    units.length > 1 ? ['一份查询申请只能查询一个不动产单元，其他单元请另行申请（查询暂行办法第二十四条）'] : [],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  lane: 'apart',
  limitClass: 'general',
  rules: [filing.unitCodesAreValid, filing.withinJurisdiction, oneOfThemApplies, filing.materialsAreComplete, applicantHolds],
  writes: answerQuery,
  issues: null,
  refusal: { kind: 'query-refusal', decision: '不予查询', basis: ['DR-99'] },
  payer: null,
}
