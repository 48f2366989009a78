import * as cancellation from '../rules/cancellation.ts'
import * as filing from '../rules/filing.ts'
import * as unit from '../rules/unit.ts'
import { holderAlone } from './applicants.ts'
import type { ProcedureEdition } from './edition.ts'
import { cancellationProof, common, titleCertificate } from './materials.ts'
import { groundIsKnown } from './shapes.ts'
import { cancelRight } from './writings.ts'

/** 国有建设用地使用权及房屋所有权注销登记：灭失、放弃、没收征收收回、生效法律文书 */
export const houseCancel20210101: ProcedureEdition = {
  id: 'house-cancel@2021-01-01',
  procedure: 'house-cancel',
  term: '国有建设用地使用权及房屋所有权注销登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'REG-14-2', 'DR-28', 'DR-23'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: holderAlone('不动产灭失或者权利人放弃不动产权利、生效法律文书或者政府决定（条例第十四条第二款第三项、第五项）'),
  materials: [...common, titleCertificate, cancellationProof],
  requiredFacts: ['ground'],
  shape: groundIsKnown,
  tracks: { departments: [], departmentTitles: {}, tax: false, siteVisit: true },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    cancellation.enoughHoldersWaive,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    unit.disposerIsHolder,
    cancellation.waivedIsNotSeized,
    cancellation.waiverIsUndertaken,
    cancellation.changedHoldersAgreeToWaive,
    cancellation.encumbrancersConsentToWaiver,
  ],
  writes: cancelRight,
  issues: null,
  payer: 'holder',
}
