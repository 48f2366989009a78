import { applicantHolds } from '../rules/applicants.ts'
import { certificateIsCurrent } from '../rules/certificate.ts'
import * as filing from '../rules/filing.ts'
import * as tracks from '../rules/tracks.ts'
import * as unit from '../rules/unit.ts'
import { reissueCertificates } from './certificateWriting.ts'
import type { ProcedureEdition } from './edition.ts'
import { common } from './materials.ts'
import { lossStatement } from './orderMaterials.ts'

/** 补发不动产权证书（2016年实施细则第二十二条第二款：刊发遗失声明十五个工作日后补发） */
export const certificateReissue20210101: ProcedureEdition = {
  id: 'certificate-reissue@2021-01-01',
  procedure: 'certificate-reissue',
  term: '补发不动产权证书',
  effectiveFrom: '2021-01-01',
  basis: ['DR-22-2', 'DR-22-3', 'CERT-1'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [{ role: 'holder', title: '权利人' }],
    optional: [],
    unilateral: '权利人申请补发（实施细则第二十二条第二款）',
    disposer: null,
  },
  materials: [...common, lossStatement],
  requiredFacts: [],
  tracks: {
    departments: [],
    departmentTitles: {},
    tax: false,
    announcement: { document: 'loss-statement', workingDays: 15, where: [], basis: ['DR-22-2'] },
  },
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    filing.allRolesApply,
    filing.materialsAreComplete,
    tracks.announcementIsOver,
    tracks.announcementObjectionsAreSettled,
    unit.earlierCasesComeFirst,
    applicantHolds,
    certificateIsCurrent,
  ],
  writes: reissueCertificates,
  issues: 'title',
  payer: 'holder',
}
