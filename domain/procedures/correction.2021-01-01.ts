import type { Application, Role } from '../case/types.ts'
import { oneOfThemApplies } from '../rules/applicants.ts'
import * as correction from '../rules/correction.ts'
import * as filing from '../rules/filing.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { correctEntry } from './correctionWriting.ts'
import type { ProcedureEdition } from './edition.ts'
import { common, titleCertificate } from './materials.ts'
import { errorProof, holderAgreement, interestProof } from './orderMaterials.ts'

const applies =
  (role: Role) =>
  ({ parties }: Application): boolean =>
    parties.some(party => party.role === role)

/** 更正登记（依申请）：权利人或者利害关系人 */
export const correction20210101: ProcedureEdition = {
  id: 'correction@2021-01-01',
  procedure: 'correction',
  term: '更正登记（依申请）',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'CC-220-1', 'DR-79', 'DR-80', 'REV-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [],
    optional: [],
    oneOf: [
      { role: 'holder', title: '权利人' },
      { role: 'interested-party', title: '利害关系人' },
    ],
    unilateral: '更正登记（条例第十四条第二款第六项）',
    disposer: null,
  },
  materials: [
    ...common,
    { ...titleCertificate, basis: ['REG-16', 'DR-79'], when: applies('holder'), condition: '权利人申请的' },
    { ...interestProof, when: applies('interested-party'), condition: '利害关系人申请的' },
    { ...errorProof, either: 'error' },
    { ...holderAgreement, either: 'error' },
  ],
  requiredFacts: ['matter', 'ground'],
  tracks: {
    departments: [],
    departmentTitles: { housing: '住房城乡建设部门' },
    tax: false,
    departmentsOfOriginal: true,
  },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    oneOfThemApplies,
    filing.materialsAreComplete,
    tracks.departmentsHavePassed,
    unit.earlierCasesComeFirst,
    correction.holderCorrects,
    correction.wrongEntryIsThere,
    correction.nothingBuiltOnError,
  ],
  writes: correctEntry,
  issues: 'title',
  refusal: { kind: 'refusal', decision: '不予更正', basis: ['DR-80', 'REG-22'] },
  payer: null,
}
