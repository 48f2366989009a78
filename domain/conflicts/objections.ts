import { cancellations, changes, corrections, entrusted, first, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

const existing = ['objection'] as const

// biome-ignore format: a table, one line per row
/** Table B3: an objection in force (异议登记). */
export const objectionRows: readonly ConflictRow[] = [
  { id: 'B3-01', existing, incoming: [...sales, 'transfer-by-inheritance', 'mortgage-first', 'notice-presale', 'notice-presale-mortgage', 'easement-first'], result: 'C', rule: 'objection-undertaking', basis: ['DR-84', 'PX-15'], confidence: 'K-h', says: '书面告知异议，申请人书面承诺知悉并自担风险的，应当继续办理' },
  { id: 'B3-03', existing, incoming: [...changes, 'mortgage-change', 'mortgage-cancel'], result: 'A', rule: null, basis: ['DR-84'], confidence: 'K-m', says: '不处分不动产' },
  { id: 'B3-03a', existing, incoming: cancellations, circumstance: 'extinct', result: 'A', rule: null, basis: ['DR-84', 'DR-28'], confidence: 'K-m', says: '因灭失等注销，不是处分' },
  { id: 'B3-04', existing, incoming: cancellations, circumstance: 'waiver', result: 'C', rule: 'objection-undertaking', basis: ['DR-84'], confidence: 'K-m', says: '放弃权利是处分，书面告知异议并由申请人承诺自担风险后办理' },
  { id: 'B3-05', existing, incoming: corrections, result: 'A', rule: null, basis: ['CC-220-1'], confidence: 'K-h', says: '更正往往正是异议的目的' },
  { id: 'B3-06', existing, incoming: ['objection'], circumstance: 'same-objection', result: 'R', rule: 'repeat-objection', basis: ['DR-83-3'], confidence: 'K-h', says: '就同一事项以同一理由再次申请异议登记的，不予受理' },
  { id: 'B3-07', existing, incoming: ['objection'], result: 'A', rule: null, basis: ['CC-220-2', 'DR-83-3'], confidence: 'K-m', says: '他人的异议，或者另有理由的异议，可以登记' },
  { id: 'B3-08', existing, incoming: ['seizure'], result: 'A', rule: null, basis: ['SF-1', 'JN-3'], confidence: 'K-h', says: '协助执行，不受异议影响' },
  { id: 'B3-09', existing, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '权利已经首次登记，不得再次办理首次登记' },
  { id: 'B3-10', existing, incoming: entrusted.filter(procedure => procedure !== 'seizure'), result: 'A', rule: null, basis: ['JN-3'], derived: true, says: '协助执行，不受异议影响' },
  { id: 'B3-11', existing, incoming: ['mortgage-transfer', 'notice-cancel', 'easement-cancel', 'objection-cancel', ...papers], result: 'A', rule: null, basis: ['DR-84'], derived: true, says: '不处分不动产' },
  { id: 'B3-12', existing, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27'], derived: true, says: '查询不受影响' },
]
