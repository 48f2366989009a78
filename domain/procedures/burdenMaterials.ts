import type { Material } from './edition.ts'

/** Checklist items of mortgages, advance notices and easements (law.md Tables A3, A4, A5). */

export const principalContract: Material = {
  code: 'principal-contract',
  title: '主债权合同',
  basis: ['DR-66'],
  issuer: '债权人与债务人',
  shareable: false,
}

export const mortgageContract: Material = {
  code: 'mortgage-contract',
  title: '抵押合同',
  basis: ['DR-66'],
  issuer: '抵押人与抵押权人',
  shareable: false,
}

export const noticeAgreement: Material = {
  code: 'notice-agreement',
  title: '当事人关于预告登记的约定',
  basis: ['DR-86-1', 'CC-221-1'],
  issuer: '申请预告登记的当事人',
  shareable: false,
}
