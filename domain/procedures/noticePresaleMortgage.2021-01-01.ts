import type { CaseFacts } from '../case/types.ts'
import { inOneLine } from '../register/noticeHolders.ts'
import * as early from '../rules/beforeFirstRegistration.ts'
import * as filing from '../rules/filing.ts'
import { mayBeMortgaged } from '../rules/mortgageable.ts'
import * as notices from '../rules/notice.ts'
import { partiesIn } from '../rules/rule.ts'
import * as unit from '../rules/unit.ts'
import { mortgageContract, noticeAgreement, principalContract } from './burdenMaterials.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'
import { describedBy, noticeTerm } from './noticePresale.2021-01-01.ts'

const recordPresaleMortgageNotice: Writing = {
  id: 'record-presale-mortgage-notice',
  says: '记载抵押权人为预告登记权利人、预购人为义务人、被担保主债权数额、担保范围、是否存在禁止或限制转让抵押不动产的约定；能够进行不动产登记之日已经确定的，记载九十日的最后一日',
  documents: () => 1,
  entry: (context, _facts, numbers) => ({
    kind: 'notice-recorded',
    notice: {
      kind: 'presale-mortgage',
      holder: inOneLine(partiesIn(context, 'mortgagee')),
      obligor: inOneLine(partiesIn(context, 'mortgagor')),
      ...securedBy(context.state.application.facts),
      ...noticeTerm(context),
      proofNo: numbers[0] ?? null,
    },
    description: describedBy(context.state.application.facts),
  }),
}

const securedBy = ({ amountFen, securedScope, transferRestricted }: CaseFacts) => ({
  ...(amountFen === undefined ? {} : { amountFen }),
  ...(securedScope === undefined ? {} : { securedScope }),
  ...(transferRestricted === undefined ? {} : { transferRestricted }),
})

/** 预购商品房抵押权预告登记 */
export const noticePresaleMortgage20210101: ProcedureEdition = {
  id: 'notice-presale-mortgage@2021-01-01',
  procedure: 'notice-presale-mortgage',
  term: '预购商品房抵押权预告登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'CC-221-1', 'DR-85-1', 'DR-78', 'DR-88', 'DR-24', 'NR54-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: true,
  applicants: {
    required: [
      { role: 'mortgagor', title: '抵押人（预购人）' },
      { role: 'mortgagee', title: '抵押权人' },
    ],
    optional: [],
    disposer: 'mortgagor',
  },
  materials: [...common, principalContract, mortgageContract, noticeAgreement],
  requiredFacts: ['amountFen'],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.enoughHoldersApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    notices.mortgagorHoldsNoticeOrUnit,
    early.notSeizedNorItsLand,
    unit.noticeHoldersConsent,
    unit.objectionIsUndertaken,
    unit.changedHoldersConsent,
    mayBeMortgaged,
  ],
  writes: recordPresaleMortgageNotice,
  issues: 'proof',
  payer: null,
}
