import { cancellations, changes, corrections, first, houseSales, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

/** A seizure in effect, or a pre-seizure, whose effect is the same; "anything as B1" where others wait behind it. */
const seizure = ['seized', 'pre-seized', 'waiting'] as const

// biome-ignore format: a table, one line per row
/** Table B1 and B2: the unit is seized (查封、预查封、轮候查封). */
export const seizureRows: readonly ConflictRow[] = [
  { id: 'B1-01', existing: seizure, incoming: sales, result: 'R', rule: 'seized', basis: ['FDC-38', 'SF-24', 'OP-4.8.2'], confidence: 'V', says: '查封期间不得办理处分登记' },
  { id: 'B1-02', existing: ['pre-seized'], incoming: sales, circumstance: 'to-debtor', result: 'A', rule: null, basis: ['JN-15', 'JN-16', 'JN-18'], confidence: 'V*', says: '可以登记到被执行人名下，预查封随即转为查封，期限连续计算' },
  { id: 'B1-02a', existing: ['pre-seized'], incoming: ['transfer-by-court', 'notice-presale'], circumstance: 'to-debtor', result: 'A', rule: null, basis: ['JN-15', 'JN-16'], derived: true, says: '权利归于预查封的被执行人，不妨碍执行' },
  { id: 'B1-03', existing: seizure, incoming: ['transfer-by-inheritance'], result: 'R', rule: 'seized', basis: ['SF-24', 'OP-4.8.2'], confidence: 'K-l', says: '查封期间暂不办理继承转移登记（本登记机构的做法，法律未作明确规定）' },
  { id: 'B1-04', existing: ['seized'], incoming: ['transfer-by-court'], circumstance: 'by-seizing-court', result: 'A', rule: null, basis: ['JN-20', 'CPL-262'], confidence: 'V*', says: '查封法院自行处分的，按嘱托过户，其查封随处分解除' },
  { id: 'B1-05', existing: seizure, incoming: ['transfer-by-court'], result: 'C', rule: 'seized', basis: ['SF-23-2', 'SF-24'], confidence: 'V', says: '过户的协助执行通知书先于查封送达的，优先办理过户；后送达的，应当先由查封法院解除查封或者移送' },
  { id: 'B1-07', existing: seizure, incoming: ['mortgage-first', 'notice-presale-mortgage'], result: 'R', rule: 'seized', basis: ['CC-399', 'SF-24'], confidence: 'V', says: '依法被查封的财产不得抵押' },
  { id: 'B1-07a', existing: seizure, incoming: ['mortgage-change'], circumstance: 'more-burden', result: 'R', rule: 'seized', basis: ['CC-399', 'SF-24'], confidence: 'V', says: '依法被查封的财产不得增设抵押' },
  { id: 'B1-08', existing: seizure, incoming: ['mortgage-change'], circumstance: 'less-burden', result: 'C', rule: null, basis: ['SF-24', 'DR-68'], confidence: 'K-m', says: '不损害申请执行人的，可以变更，查封继续记载' },
  { id: 'B1-09', existing: seizure, incoming: ['mortgage-transfer'], result: 'C', rule: null, basis: ['CC-407', 'CC-423'], confidence: 'K-m', says: '抵押权随债权转让，不处分被查封的不动产；查封继续记载，最高额抵押的债权因查封确定' },
  { id: 'B1-10', existing: seizure, incoming: ['mortgage-cancel'], result: 'A', rule: null, basis: ['DR-70', 'SF-24'], confidence: 'K-m', says: '减轻不动产的负担，不妨碍执行' },
  { id: 'B1-11', existing: seizure, incoming: ['notice-presale'], result: 'R', rule: 'seized', basis: ['OP-4.8.2', 'FDC-38'], confidence: 'K-h', says: '预告登记为处分作准备，查封期间不予办理' },
  { id: 'B1-12', existing: ['seized', 'waiting'], incoming: houseSales, circumstance: 'fulfils-notice', result: 'R', rule: 'seized', basis: ['ZX-30', 'FDC-38'], confidence: 'V', says: '解除查封前不予办理；预告登记的权利人可以向执行法院提出异议，请求停止处分、排除执行' },
  { id: 'B1-13', existing: seizure, incoming: ['easement-first'], result: 'R', rule: 'seized', basis: ['SF-24'], confidence: 'V', says: '在被查封的不动产上不得设定权利负担' },
  { id: 'B1-14', existing: seizure, incoming: changes, circumstance: 'name', result: 'A', rule: null, basis: ['DR-26'], confidence: 'K-m', says: '不处分不动产' },
  { id: 'B1-15', existing: seizure, incoming: changes, circumstance: 'thing', result: 'C', rule: null, basis: ['SF-24', 'DR-26'], confidence: 'K-m', says: '可以变更，查封随不动产继续记载' },
  { id: 'B1-16', existing: seizure, incoming: ['house-first'], circumstance: 'on-land', result: 'A', rule: null, basis: ['SF-21'], confidence: 'K-m', says: '查封土地使用权的效力及于地上建筑物，查封一并记载于建筑物' },
  { id: 'B1-17', existing: seizure, incoming: cancellations, circumstance: 'waiver', result: 'R', rule: 'seized', basis: ['SF-24'], confidence: 'K-h', says: '放弃权利是处分，查封期间不予办理' },
  { id: 'B1-18', existing: seizure, incoming: cancellations, circumstance: 'extinct', result: 'C', rule: null, basis: ['SF-22', 'DR-28'], confidence: 'K-m', says: '可以注销，并告知查封机关；查封的效力及于替代物、赔偿款' },
  { id: 'B1-19', existing: seizure, incoming: corrections, circumstance: 'after-entry', result: 'R', rule: 'correction-barred', basis: ['DR-80', 'DR-81'], confidence: 'K-h', says: '错误登记之后已经办理查封登记的，不予更正' },
  { id: 'B1-19a', existing: seizure, incoming: corrections, circumstance: 'before-entry', result: 'C', rule: null, basis: ['DR-80', 'DR-81'], confidence: 'K-h', says: '查封先于错误登记的，可以更正，查封继续记载' },
  { id: 'B1-20', existing: seizure, incoming: ['objection'], result: 'A', rule: null, basis: ['CC-220-2'], confidence: 'K-h', says: '异议登记不处分不动产' },
  { id: 'B1-21', existing: seizure, incoming: ['seizure'], result: 'A', rule: null, basis: ['SF-26', 'DR-91'], confidence: 'V*', says: '登记为轮候查封，按送达先后排列' },
  { id: 'B1-22', existing: seizure, incoming: ['seizure-renewal'], result: 'A', rule: null, basis: ['CPI-485'], confidence: 'V', says: '期限届满前续行查封的，立即登记' },
  { id: 'B1-22a', existing: seizure, incoming: ['seizure-release'], result: 'A', rule: null, basis: ['SF-28', 'DR-92', 'SF-26'], confidence: 'V', says: '立即注销查封登记；有轮候查封的，登记在先的自动生效' },
  { id: 'B1-23', existing: seizure, incoming: papers, result: 'C', rule: null, basis: ['DR-22-1', 'DR-22-3'], confidence: 'K-l', says: '可以补发、换发，查封继续记载' },
  { id: 'B1-24', existing: seizure, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27'], confidence: 'V', says: '查询不受影响' },
  { id: 'B1-25', existing: seizure, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '权利已经首次登记，不得再次办理首次登记' },
  { id: 'B1-26', existing: ['pre-seized'], incoming: ['house-first'], circumstance: 'not-yet-registered', result: 'A', rule: null, basis: ['JN-15', 'JN-16'], derived: true, says: '预查封不妨碍首次登记；登记到被执行人名下的，预查封转为查封' },
  { id: 'B1-27', existing: seizure, incoming: changes, circumstance: 'ownership', result: 'R', rule: 'seized', basis: ['SF-24', 'DR-27'], derived: true, says: '改变共有份额使权利在共有人之间移转，查封期间不予办理' },
  { id: 'B1-28', existing: seizure, incoming: ['notice-cancel', 'easement-cancel'], result: 'A', rule: null, basis: ['DR-89', 'DR-63'], derived: true, says: '减轻不动产的负担，不妨碍执行' },
  { id: 'B1-28a', existing: ['pre-seized'], incoming: ['notice-cancel'], circumstance: 'debtor-waives', result: 'R', rule: 'seized', basis: ['JN-15', 'SF-24'], derived: true, says: '预购人的权利已被预查封，不得放弃预告登记' },
  { id: 'B1-29', existing: seizure, incoming: ['objection-cancel'], result: 'A', rule: null, basis: ['DR-83-2'], derived: true, says: '注销异议不处分不动产' },
  { id: 'B2-01', existing: ['waiting'], incoming: ['transfer-by-court'], circumstance: 'by-seizing-court', result: 'A', rule: null, basis: ['JN-20', 'CPL-262'], confidence: 'V*', says: '查封法院全部处分的，按嘱托过户，排列在后的轮候查封自动失效，告知有关法院' },
  { id: 'B2-02', existing: ['waiting'], incoming: ['seizure-release'], circumstance: 'of-waiting', result: 'A', rule: null, basis: ['SF-28', 'SF-26'], confidence: 'K-h', says: '移出轮候顺序，其余的先后不变' },
]
