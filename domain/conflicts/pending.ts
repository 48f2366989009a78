import type { ProcedureId } from '../procedures/ids.ts'
import { apart, applications, cancellations, changes, corrections, entrusted, first, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

const application = ['pending-application'] as const
const order = ['pending-seizure'] as const
const correction = ['pending-correction'] as const
const others = applications.filter(procedure => procedure !== 'mortgage-first')
/** What a seizure bars whatever the circumstances (B1). */
const disposals = [
  ...sales,
  'transfer-by-inheritance',
  'mortgage-first',
  'notice-presale',
  'notice-presale-mortgage',
  'easement-first',
] as const
const isNoDisposal = (procedure: ProcedureId): boolean => !disposals.some(one => one === procedure)
const isAfterFirst = (procedure: ProcedureId): boolean => !first.some(one => one === procedure)
/** What cannot come before the first registration of its right. */
const afterFirst = [
  ...changes,
  ...cancellations,
  ...sales,
  'transfer-by-inheritance',
  'mortgage-first',
  'easement-first',
  'easement-cancel',
  ...corrections,
  'objection',
  'objection-cancel',
  ...papers,
] as const

// biome-ignore format: a table, one line per row
/** Table B7: another case has been accepted on the unit and is not recorded yet. */
export const pendingRows: readonly ConflictRow[] = [
  { id: 'B7-01', existing: application, incoming: entrusted, result: 'A', rule: null, basis: ['SF-23-1', 'SF-7'], confidence: 'V', says: '嘱托登记立即办理，先受理的申请登簿时重新核对' },
  { id: 'B7-02', existing: application, incoming: ['objection'], result: 'A', rule: null, basis: ['DR-84'], confidence: 'K-h', says: '异议登记立即办理，先受理的处分登记按第八十四条告知、承诺' },
  { id: 'B7-03', existing: application, incoming: ['mortgage-first'], result: 'Q', rule: 'earlier-case-first', basis: ['DR-67', 'CC-414'], confidence: 'V*', says: '多个抵押权按受理先后登簿' },
  { id: 'B7-04', existing: application, incoming: ['mortgage-first', ...sales], circumstance: 'sold-first', result: 'Q', rule: 'earlier-case-first', afterwards: 'not-holder', basis: ['CC-209', 'OP-4.8.2', 'ORD-1'], confidence: 'K-h', says: '先受理的转移登簿后，原权利人不再是登记簿记载的权利人，不予登记' },
  { id: 'B7-08', existing: application, incoming: others, result: 'Q', rule: 'earlier-case-first', basis: ['ORD-1'], derived: true, says: '按受理先后登簿' },
  { id: 'B7-09', existing: application, incoming: afterFirst, circumstance: 'announced-first', result: 'R', rule: 'not-registered', basis: ['DR-24'], confidence: 'V*', says: '首次登记尚在公告、没有登簿，不得办理其他登记' },
  { id: 'B7-10', existing: application, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27'], confidence: 'K-m', says: '只提供登记簿，不提供未登簿的申请' },
  { id: 'B7-11a', existing: order, incoming: disposals, result: 'Q', rule: 'earlier-case-first', afterwards: 'seized', basis: ['SF-23-1', 'SF-7', 'FDC-38'], confidence: 'V', says: '先受理的转移等登簿前送达查封的，先登记查封；查封登簿后，处分不予登记' },
  { id: 'B7-11', existing: order, incoming: applications.filter(isNoDisposal), result: 'Q', rule: 'earlier-case-first', basis: ['SF-23-1', 'SF-7'], derived: true, says: '查封嘱托先行登簿，登簿后按“已被查封”办理' },
  { id: 'B7-12', existing: order, incoming: entrusted, result: 'Q', rule: 'earlier-case-first', basis: ['DR-91', 'SF-26'], derived: true, says: '嘱托登记按送达先后登簿' },
  { id: 'B7-13', existing: order, incoming: entrusted, circumstance: 'served-before', result: 'A', rule: null, basis: ['DR-91', 'SF-23-2'], derived: true, says: '送达在先的先登簿' },
  { id: 'B7-14', existing: order, incoming: apart, result: 'A', rule: null, basis: ['CC-220-2', 'REG-27'], derived: true, says: '异议登记、查询既不等候，也不妨碍他人' },
  { id: 'B7-05', existing: correction, incoming: applications.filter(isAfterFirst), result: 'Q', rule: 'earlier-case-first', basis: ['COR-LOCK', 'DR-81', 'ORD-1'], confidence: 'L', says: '受理更正（包括依职权更正的通知、公告期间）之后的申请，待更正登簿或者不予更正后办理' },
  { id: 'B7-05a', existing: correction, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '更正的是已经首次登记的权利，不得再次办理首次登记' },
  { id: 'B7-15', existing: correction, incoming: entrusted, result: 'A', rule: null, basis: ['SF-23-1', 'JN-3'], derived: true, says: '嘱托登记立即办理；更正登簿时重新核对' },
  { id: 'B7-16', existing: correction, incoming: apart, result: 'A', rule: null, basis: ['CC-220-2', 'REG-27'], derived: true, says: '异议登记、查询既不等候，也不妨碍他人' },
]
