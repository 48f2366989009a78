import type { ProcedureId } from '../procedures/ids.ts'

/** The classes of procedures that Table B speaks of, over the office's 32. */

/** 首次登记. */
export const first = ['land-first', 'house-first', 'homestead-first'] as const satisfies readonly ProcedureId[]
/** 买卖、赠与等因法律行为的转移. */
export const sales = [
  'land-transfer',
  'transfer-by-sale',
  'transfer-new-house',
  'transfer-by-gift',
] as const satisfies readonly ProcedureId[]
/** Of a house: what a presale or sale notice is about. */
export const houseSales = ['transfer-by-sale', 'transfer-new-house'] as const satisfies readonly ProcedureId[]
export const changes = ['land-change', 'house-change'] as const satisfies readonly ProcedureId[]
export const cancellations = ['land-cancel', 'house-cancel'] as const satisfies readonly ProcedureId[]
export const corrections = ['correction', 'correction-ex-officio'] as const satisfies readonly ProcedureId[]
/** 嘱托: before every application, among themselves by service. */
export const entrusted = [
  'seizure',
  'seizure-renewal',
  'seizure-release',
  'transfer-by-court',
] as const satisfies readonly ProcedureId[]
/** Neither wait nor hold back. */
export const apart = ['objection', 'information-query'] as const satisfies readonly ProcedureId[]
/** 补证、换证. */
export const papers = ['certificate-reissue', 'certificate-exchange'] as const satisfies readonly ProcedureId[]
/** 依申请、依职权: recorded in the order of acceptance. */
export const applications = [
  ...first,
  ...changes,
  ...cancellations,
  ...sales,
  'transfer-by-inheritance',
  'mortgage-first',
  'mortgage-change',
  'mortgage-transfer',
  'mortgage-cancel',
  'notice-presale',
  'notice-presale-mortgage',
  'notice-cancel',
  'easement-first',
  'easement-cancel',
  ...corrections,
  'objection-cancel',
  ...papers,
] as const satisfies readonly ProcedureId[]
