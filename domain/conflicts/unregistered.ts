import { cancellations, changes, corrections, first, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

const existing = ['unregistered'] as const

// biome-ignore format: a table, one line per row
/** Before its first registration a unit takes nothing else (实施细则 24), except what law provides otherwise. */
export const unregisteredRows: readonly ConflictRow[] = [
  { id: 'DR24-01', existing, incoming: first, result: 'A', rule: null, basis: ['DR-24'], derived: true, says: '首次登记正由此办理' },
  { id: 'DR24-02', existing, incoming: [...sales, 'transfer-by-inheritance', 'transfer-by-court', ...changes, ...cancellations, 'mortgage-first', 'mortgage-change', 'mortgage-transfer', 'mortgage-cancel', 'easement-first', 'easement-cancel', ...corrections, 'objection', 'objection-cancel', 'seizure', 'seizure-renewal', 'seizure-release', ...papers, 'notice-cancel'], result: 'R', rule: 'not-registered', basis: ['DR-24', 'CC-229'], derived: true, says: '未办理首次登记的，不得办理其他类型登记' },
  { id: 'DR24-03', existing, incoming: ['notice-presale'], result: 'A', rule: null, basis: ['DR-24', 'DR-85-1', 'DR-86-1'], derived: true, says: '预购商品房预告登记先于首次登记' },
  { id: 'DR24-04', existing, incoming: ['notice-presale-mortgage'], circumstance: 'by-notice-holder', result: 'A', rule: null, basis: ['DR-24', 'DR-78'], derived: true, says: '已有预购商品房预告登记的，可以办理其抵押权预告登记' },
  { id: 'DR24-04a', existing, incoming: ['notice-presale-mortgage'], result: 'R', rule: 'not-holder', basis: ['DR-78', 'CC-216'], derived: true, says: '抵押人没有预购商品房预告登记的，不予登记' },
  { id: 'DR24-05', existing, incoming: ['notice-cancel'], circumstance: 'by-notice-holder', result: 'A', rule: null, basis: ['DR-89'], derived: true, says: '已经记载的预告登记可以注销' },
  { id: 'DR24-06', existing, incoming: ['seizure'], circumstance: 'pre-seizure', result: 'A', rule: null, basis: ['DR-24', 'JN-15'], derived: true, says: '登记为预查封' },
  { id: 'DR24-07', existing, incoming: ['seizure-renewal', 'seizure-release'], circumstance: 'pre-seized', result: 'A', rule: null, basis: ['JN-17', 'JN-18'], derived: true, says: '预查封可以续封、解除' },
  { id: 'DR24-08', existing, incoming: ['mortgage-first'], circumstance: 'construction-mortgage', result: 'A', rule: null, basis: ['DR-24', 'DR-75', 'CC-402'], derived: true, says: '正在建造的建筑物可以抵押' },
  { id: 'DR24-09', existing, incoming: ['mortgage-change', 'mortgage-transfer', 'mortgage-cancel'], circumstance: 'construction-mortgage', result: 'A', rule: null, basis: ['DR-75', 'DR-68', 'DR-70'], derived: true, says: '已经登记的在建建筑物抵押权可以变更、转移、注销' },
  { id: 'DR24-10', existing, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27', 'SEED-1'], derived: true, says: '未登记的不动产也可以查询' },
  { id: 'DR24-10a', existing, incoming: ['information-query'], circumstance: 'as-holder', result: 'R', rule: 'not-holder', basis: ['QM-Q1', 'CC-216'], derived: true, says: '没有登记簿记载的权利人，不能以权利人身份查询' },
]
