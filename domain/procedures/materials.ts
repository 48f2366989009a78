import type { Material } from './edition.ts'

/** Checklist items that several procedures share (law.md Table A0). */

export const applicationForm: Material = {
  code: 'application-form',
  title: '不动产登记申请书',
  basis: ['REG-16'],
  issuer: '申请人',
  shareable: false,
}

export const identityProof: Material = {
  code: 'identity-proof',
  title: '申请人身份证明',
  basis: ['REG-16', 'REG-24'],
  issuer: '公安、市场监管、机构编制、民政等部门',
  shareable: true,
}

export const powerOfAttorney: Material = {
  code: 'power-of-attorney',
  title: '授权委托书及代理人身份证明',
  basis: ['REG-16', 'DR-12'],
  issuer: '委托人',
  shareable: false,
  when: ({ parties }) => parties.some(party => party.agent !== undefined),
  condition: '委托代理人申请的',
}

export const titleCertificate: Material = {
  code: 'title-certificate',
  title: '不动产权属证书',
  basis: ['REG-16'],
  issuer: '登记机构',
  shareable: true,
}

export const common: readonly Material[] = [applicationForm, identityProof, powerOfAttorney]
