import { cancellations, changes, corrections, entrusted, first, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

const any = ['mortgage-free', 'mortgage-restricted', 'mortgage-old'] as const
const unregistered = ['unregistered'] as const

// biome-ignore format: a table, one line per row
/** Table B6: the unit is mortgaged (抵押权). */
export const mortgageRows: readonly ConflictRow[] = [
  { id: 'B6-01', existing: ['mortgage-free'], incoming: sales, result: 'A', rule: null, basis: ['CC-406', 'NR54-2'], confidence: 'K-h', says: '抵押财产可以转让，抵押权不受影响，通知抵押权人' },
  { id: 'B6-02', existing: ['mortgage-restricted'], incoming: sales, result: 'C', rule: 'mortgagee-joins', basis: ['NR54-2', 'DB-43'], confidence: 'K-h', says: '登记有限制转让约定的，由受让人、抵押人和抵押权人共同申请' },
  { id: 'B6-03', existing: ['mortgage-old'], incoming: sales, result: 'C', rule: 'mortgagee-consent', basis: ['NR54-3'], confidence: 'K-h', says: '2021年1月1日前登记的抵押权，抵押权人同意后办理转移登记' },
  { id: 'B6-04', existing: any, incoming: ['transfer-by-inheritance'], result: 'A', rule: null, basis: ['CC-230', 'CC-406'], confidence: 'V', says: '抵押权随不动产由继承人承受' },
  { id: 'B6-05', existing: any, incoming: ['transfer-by-court'], result: 'A', rule: null, basis: ['JN-3'], confidence: 'K-m', says: '抵押权是否消灭由法院决定，未嘱托注销的继续记载' },
  { id: 'B6-06', existing: any, incoming: ['mortgage-first'], result: 'A', rule: null, basis: ['CC-414', 'DR-67'], confidence: 'V', says: '可以再次抵押，按登记先后排列顺位' },
  { id: 'B6-07', existing: any, incoming: ['mortgage-change'], circumstance: 'more-burden', result: 'C', rule: 'consent-of-encumbrancers', basis: ['CC-409', 'DR-68'], confidence: 'V', says: '对其他抵押权人产生不利影响的，其书面同意后办理' },
  { id: 'B6-07a', existing: any, incoming: ['mortgage-change'], circumstance: 'less-burden', result: 'A', rule: null, basis: ['CC-409', 'DR-68'], derived: true, says: '对其他抵押权人没有不利影响' },
  { id: 'B6-09', existing: any, incoming: cancellations, circumstance: 'waiver', result: 'C', rule: 'consent-of-encumbrancers', basis: ['DR-28'], confidence: 'V*', says: '抵押权人书面同意放弃后办理' },
  { id: 'B6-10', existing: any, incoming: ['easement-first'], result: 'C', rule: null, basis: ['CC-374', 'CC-414'], confidence: 'K-m', says: '可以设立，不得损害在先的抵押权，通知抵押权人' },
  { id: 'B6-11', existing: unregistered, incoming: ['notice-presale'], circumstance: 'construction-mortgage', result: 'C', rule: 'consent-of-encumbrancers', basis: ['DR-86-3'], confidence: 'V*', says: '一并申请注销该单元的在建建筑物抵押权，先注销、后预告' },
  { id: 'B6-12', existing: unregistered, incoming: ['house-first'], circumstance: 'construction-mortgage', result: 'A', rule: null, basis: ['DR-77', 'DR-75'], confidence: 'K-h', says: '可以首次登记，在建建筑物抵押权转为建筑物抵押权' },
  { id: 'B6-13', existing: any, incoming: ['seizure'], result: 'A', rule: null, basis: ['CC-423', 'SF-1'], confidence: 'V', says: '可以查封；最高额抵押的债权自抵押权人知道查封时起确定' },
  { id: 'B6-14', existing: any, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '权利已经首次登记，不得再次办理首次登记' },
  { id: 'B6-15', existing: any, incoming: ['notice-presale'], result: 'C', rule: 'consent-of-encumbrancers', basis: ['DR-86-3', 'DR-28'], derived: true, says: '抵押权人书面同意，或者一并申请注销抵押权后办理' },
  { id: 'B6-16', existing: any, incoming: ['notice-presale-mortgage'], result: 'A', rule: null, basis: ['CC-414'], derived: true, says: '可以再次设定抵押，按登记先后排列顺位' },
  { id: 'B6-17', existing: any, incoming: changes, result: 'A', rule: null, basis: ['DR-26'], derived: true, says: '抵押权继续记载' },
  { id: 'B6-18', existing: any, incoming: cancellations, circumstance: 'extinct', result: 'A', rule: null, basis: ['DR-28', 'CC-229'], derived: true, says: '权利已因灭失等消灭，不是处分' },
  { id: 'B6-19', existing: any, incoming: ['mortgage-transfer', 'mortgage-cancel', 'notice-cancel', 'easement-cancel'], result: 'A', rule: null, basis: ['DR-69', 'DR-70', 'DR-89', 'DR-63'], derived: true, says: '不影响其他抵押权' },
  { id: 'B6-20', existing: any, incoming: corrections, circumstance: 'after-entry', result: 'R', rule: 'correction-barred', basis: ['DR-80', 'DR-81'], derived: true, says: '错误登记之后已经设定抵押权的，不予更正' },
  { id: 'B6-21', existing: any, incoming: corrections, circumstance: 'before-entry', result: 'A', rule: null, basis: ['DR-80', 'DR-81'], derived: true, says: '抵押权先于错误登记的，不妨碍更正' },
  { id: 'B6-22', existing: any, incoming: ['objection', 'objection-cancel'], result: 'A', rule: null, basis: ['CC-220-2'], derived: true, says: '不处分不动产' },
  { id: 'B6-23', existing: any, incoming: entrusted.filter(one => one !== 'seizure' && one !== 'transfer-by-court'), result: 'A', rule: null, basis: ['JN-3'], derived: true, says: '协助执行，不受抵押权影响' },
  { id: 'B6-24', existing: any, incoming: papers, result: 'A', rule: null, basis: ['DR-22-1', 'DR-22-2'], derived: true, says: '补证、换证不改变权利' },
  { id: 'B6-25', existing: any, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27'], derived: true, says: '查询不受影响' },
]
