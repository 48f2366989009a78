import * as early from '../rules/beforeFirstRegistration.ts'
import * as easements from '../rules/easement.ts'
import * as filing from '../rules/filing.ts'
import * as unit from '../rules/unit.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'

const cancelEasement: Writing = {
  id: 'cancel-easement',
  says: '在供役地和需役地登记簿上注销地役权，登记证明作废，不颁发新的证书或者证明',
  documents: () => 0,
  entry: (context, { unit: before }) => {
    const easementIndex = before && easements.easementMeant(context, before)
    return easementIndex === null ? null : { kind: 'easement-cancelled', easementIndex }
  },
}

/** 地役权注销登记：不动产单元依次为供役地、需役地 */
export const easementCancel20210101: ProcedureEdition = {
  id: 'easement-cancel@2021-01-01',
  procedure: 'easement-cancel',
  term: '地役权注销登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'DR-63', 'DR-64', 'CC-374'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [
      { role: 'servient-holder', title: '供役地权利人' },
      { role: 'dominant-holder', title: '需役地权利人' },
    ],
    optional: [],
    disposer: null,
  },
  materials: [
    ...common,
    { code: 'discharge-proof', title: '地役权消灭的材料', basis: ['DR-63'], issuer: '当事人或者法院', shareable: false },
  ],
  requiredFacts: [],
  shape: easements.easementShape,
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    early.onTheRegister,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    easements.easementPartiesHold,
    easements.easementIsRegistered,
  ],
  writes: cancelEasement,
  issues: null,
  payer: null,
}
