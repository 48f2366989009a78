import { applicantHolds } from '../rules/applicants.ts'
import { certificateIsCurrent } from '../rules/certificate.ts'
import * as filing from '../rules/filing.ts'
import * as unit from '../rules/unit.ts'
import { exchangeCertificates } from './certificateWriting.ts'
import type { ProcedureEdition } from './edition.ts'
import { common } from './materials.ts'
import { damagedCertificate } from './orderMaterials.ts'

/** 换发不动产权证书：污损、破损的，收回原证换发 */
export const certificateExchange20210101: ProcedureEdition = {
  id: 'certificate-exchange@2021-01-01',
  procedure: 'certificate-exchange',
  term: '换发不动产权证书',
  effectiveFrom: '2021-01-01',
  basis: ['DR-22-1', 'CERT-1', 'REG-33'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [{ role: 'holder', title: '权利人' }],
    optional: [],
    unilateral: '权利人申请换发（实施细则第二十二条第一款）',
    disposer: null,
  },
  materials: [...common, damagedCertificate],
  requiredFacts: [],
  tracks: { departments: [], departmentTitles: {}, tax: false },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    unit.earlierCasesComeFirst,
    applicantHolds,
    certificateIsCurrent,
  ],
  writes: exchangeCertificates,
  issues: 'title',
  payer: 'holder',
}
