import type { CaseFacts } from '../case/types.ts'
import { inOneLine } from '../register/noticeHolders.ts'
import { noticeLapsesOn } from '../register/terms.ts'
import type { UnitDescription } from '../register/types.ts'
import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import * as notices from '../rules/notice.ts'
import { partiesIn, type RuleContext, type UnitFacts } from '../rules/rule.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { noticeAgreement } from './burdenMaterials.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const recordPresaleNotice: Writing = {
  id: 'record-presale-notice',
  says: '记载预购人为预告登记权利人、预售人为义务人；能够进行不动产登记之日已经确定的，记载九十日的最后一日',
  documents: () => 1,
  entry: (context, facts, numbers) => ({
    kind: 'notice-recorded',
    notice: {
      kind: 'presale',
      holder: inOneLine(partiesIn(context, 'transferee')),
      ...promisedBy(context, facts),
      ...noticeTerm(context),
      proofNo: numbers[0] ?? null,
    },
    description: describedBy(context.state.application.facts),
  }),
}

/** The seller; where the buyer applies alone, whom the register has behind the unit. */
function promisedBy(context: RuleContext, facts: UnitFacts) {
  const sellers = partiesIn(context, 'transferor')
  const promisers = sellers.length > 0 ? sellers : (early.holdersBehind(facts) ?? [])
  return promisers.length > 0 ? { obligor: inOneLine(promisers) } : {}
}

/** The 90 days run only from a known day (民法典 221(2)). */
export function noticeTerm({ state, calendar }: RuleContext) {
  const registrableOn = state.application.facts.registrableOn ?? null
  return { registrableOn, lapsesOn: registrableOn && noticeLapsesOn(calendar, registrableOn) }
}

/** What is said of a unit that is not first-registered yet. */
export const describedBy = ({ location, areaSqm, use, landUse, landTermEnds }: CaseFacts): UnitDescription => ({
  ...(location === undefined ? {} : { location }),
  ...(areaSqm === undefined ? {} : { areaSqm }),
  ...(use === undefined ? {} : { use }),
  ...(landUse === undefined ? {} : { landUse }),
  ...(landTermEnds === undefined ? {} : { landTermEnds }),
})

/** 预购商品房预告登记 */
export const noticePresale20210101: ProcedureEdition = {
  id: 'notice-presale@2021-01-01',
  procedure: 'notice-presale',
  term: '预购商品房预告登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'CC-221-1', 'DR-85-1', 'DR-86-1', 'DR-24'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [
      { role: 'transferor', title: '预售人' },
      { role: 'transferee', title: '预购人' },
    ],
    optional: [],
    unilateral: '预售人未按照约定申请的，预购人可以写明理由单方申请（实施细则第八十六条第二款）',
    disposer: 'transferor',
  },
  materials: [
    ...common,
    {
      code: 'presale-contract',
      title: '已备案的商品房预售合同',
      basis: ['DR-86-1'],
      issuer: '预售人与预购人，经住房城乡建设部门备案',
      shareable: true,
    },
    noticeAgreement,
  ],
  requiredFacts: [],
  tracks: { departments: ['housing'], departmentTitles: { housing: '住房城乡建设部门' }, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.notFiledTwice,
    notices.notNoticedAlready,
    notices.sellerAndBuyerApply,
    early.enoughBehindApply,
    filing.materialsAreComplete,
    tracks.departmentsHavePassed,
    unit.earlierCasesComeFirst,
    early.disposerHoldsUnitOrItsLand,
    early.notSeizedNorItsLand,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.changedHoldersConsent,
    notices.mortgagesMakeWay,
  ],
  writes: recordPresaleNotice,
  issues: 'proof',
  payer: null,
}
