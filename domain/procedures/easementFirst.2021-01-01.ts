import type { Notice } from '../case/types.ts'
import { type NoticeContext, notice, section } from '../notices/documents.ts'
import { mortgageesInOneLine } from '../register/mortgagees.ts'
import * as easements from '../rules/easement.ts'
import * as filing from '../rules/filing.ts'
import { partiesIn, type RuleContext } from '../rules/rule.ts'
import { easementEndsWithLandTerm } from '../rules/termOfBurden.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common, titleCertificate } from './materials.ts'

const createEasement: Writing = {
  id: 'create-easement',
  says: '地役权分别记载于供役地和需役地登记簿，核发一份登记证明；供役地上的抵押权不受影响，并通知抵押权人',
  // One proof for the one right; it is the servient unit's (实施细则 64).
  documents: (application, unitCode) => (unitCode === easements.servientOf(application) ? 1 : 0),
  entry: (context, _facts, _numbers, all) => {
    const { application } = context.state
    const { content, from, until } = application.facts
    if (!content || !from || !until) throw new Error('申请时应已写明地役权的内容和期限')
    return {
      kind: 'easement-created',
      easement: {
        content,
        servient: easements.servientOf(application),
        dominant: easements.dominantOf(application),
        from,
        until,
        holder: mortgageesInOneLine(partiesIn(context, 'dominant-holder')),
        proofNo: all[0] ?? null,
      },
    }
  },
  notices: (context, drafts) => mortgageesTold(context, drafts),
}

/** An easement may not harm an earlier mortgage: its holder is informed (law.md B6). */
function mortgageesTold(context: RuleContext, drafts: NoticeContext): Notice[] {
  const mortgagees = context.units
    .slice(0, 1)
    .flatMap(({ unit: servient }) => servient?.mortgages ?? [])
    .filter(({ status }) => status === 'active')
    .map(({ mortgagee }) => mortgagee)
  if (mortgagees.length === 0) return []
  const told = `${mortgagees.join('、')}：抵押不动产上已登记地役权，登记在先的抵押权不受影响`
  return [notice(drafts, 'mortgagee-notice', ['CC-374', 'CC-414'], [], [section('通知', [told])])]
}

/** 地役权首次登记：不动产单元依次为供役地、需役地 */
export const easementFirst20210101: ProcedureEdition = {
  id: 'easement-first@2021-01-01',
  procedure: 'easement-first',
  term: '地役权首次登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'CC-374', 'DR-60', 'DR-64'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [
      { role: 'servient-holder', title: '供役地权利人' },
      { role: 'dominant-holder', title: '需役地权利人' },
    ],
    optional: [],
    disposer: 'servient-holder',
  },
  materials: [
    ...common,
    { ...titleCertificate, title: '供役地、需役地不动产权属证书', basis: ['REG-16', 'DR-60'] },
    { code: 'easement-contract', title: '地役权合同', basis: ['DR-60'], issuer: '供役地和需役地权利人', shareable: false },
  ],
  requiredFacts: ['content', 'from', 'until'],
  shape: easements.easementShape,
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    easements.onServient(filing.enoughHoldersApply),
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    easements.easementPartiesHold,
    easements.onServient(unit.notSeized),
    easements.onServient(unit.noticeHoldersConsent),
    easements.onServient(unit.objectionIsUndertaken),
    easements.onServient(unit.changedHoldersConsent),
    easementEndsWithLandTerm,
  ],
  writes: createEasement,
  issues: 'proof',
  payer: 'dominant-holder',
}
