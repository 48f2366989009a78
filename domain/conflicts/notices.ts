import { cancellations, changes, corrections, entrusted, first, houseSales, papers, sales } from './classes.ts'
import type { ConflictRow } from './types.ts'

const forTransfer = ['transfer-notice'] as const
const forMortgage = ['mortgage-notice'] as const
const inForce = ['transfer-notice', 'mortgage-notice'] as const
const lapsed = ['lapsed-notice'] as const
const orders = entrusted.filter(procedure => procedure !== 'seizure')

// biome-ignore format: a table, one line per row
/** Table B4 and B5: an advance notice (预告登记), in force or lapsed. */
export const noticeRows: readonly ConflictRow[] = [
  { id: 'B4-01', existing: forTransfer, incoming: [...sales, 'mortgage-first', 'easement-first', 'notice-presale', 'notice-presale-mortgage'], result: 'C', rule: 'advance-notice-consent', basis: ['CC-221-1', 'DR-85-2', 'PX-4'], confidence: 'V', says: '预告登记的权利人书面同意后办理；未经同意的，不予登记' },
  { id: 'B4-02', existing: forTransfer, incoming: sales, circumstance: 'fulfils-notice', result: 'A', rule: null, basis: ['DR-85-3', 'CC-221-2'], confidence: 'V*', says: '能够登记之日起九十日内、债权未消灭的，按照预告登记转为本登记' },
  { id: 'B4-03', existing: forTransfer, incoming: ['notice-presale-mortgage'], circumstance: 'by-notice-holder', result: 'A', rule: null, basis: ['DR-78', 'DR-85-1'], confidence: 'K-h', says: '预购人以预购商品房设定抵押，正是预告登记所保障的' },
  { id: 'B4-06', existing: inForce, incoming: cancellations, circumstance: 'waiver', result: 'C', rule: 'consent-of-encumbrancers', basis: ['DR-28'], confidence: 'V*', says: '预告登记的权利人书面同意放弃后办理' },
  { id: 'B4-07', existing: forTransfer, incoming: ['seizure'], result: 'A', rule: null, basis: ['CPI-485', 'ZX-30'], confidence: 'V', says: '可以查封登记簿记载的权利人的不动产；预告登记的权利人可以向执行法院提出异议' },
  { id: 'B4-08', existing: forTransfer, incoming: ['seizure'], circumstance: 'pre-seizure', result: 'A', rule: null, basis: ['JN-15'], confidence: 'V*', says: '被执行人是预告登记的权利人的，登记为预查封' },
  { id: 'B5-01', existing: forMortgage, incoming: houseSales, circumstance: 'fulfils-notice', result: 'A', rule: null, basis: ['DR-78', 'DB-52'], confidence: 'V', says: '房屋登记到预购人名下的，抵押权预告登记继续记载，再转为抵押权首次登记' },
  { id: 'B5-02', existing: forMortgage, incoming: ['mortgage-first', 'notice-presale-mortgage'], result: 'C', rule: 'advance-notice-consent', basis: ['PX-4', 'DR-85-2'], confidence: 'V', says: '预告登记的抵押权人书面同意后办理' },
  { id: 'B5-03', existing: forMortgage, incoming: sales, result: 'C', rule: 'advance-notice-consent', basis: ['CC-221-1', 'DR-85-2'], confidence: 'V', says: '转让给他人的，预告登记的抵押权人书面同意后办理' },
  { id: 'B5-04', existing: forMortgage, incoming: ['seizure'], result: 'A', rule: null, basis: ['DB-52', 'SF-1'], confidence: 'V', says: '可以查封；抵押权的顺位自预告登记之日起算' },
  { id: 'B5-05', existing: forMortgage, incoming: ['mortgage-first'], circumstance: 'fulfils-notice', result: 'A', rule: null, basis: ['DR-78', 'DB-52'], derived: true, says: '按照抵押权预告登记转为抵押权首次登记，抵押权自预告登记之日起设立' },
  { id: 'B5-06', existing: forMortgage, incoming: ['easement-first', 'notice-presale'], result: 'C', rule: 'advance-notice-consent', basis: ['CC-221-1', 'PX-4'], derived: true, says: '预告登记的权利人书面同意后办理' },
  { id: 'B4-10', existing: inForce, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '权利已经首次登记，不得再次办理首次登记' },
  { id: 'B4-11', existing: inForce, incoming: ['house-first'], circumstance: 'not-yet-registered', result: 'A', rule: null, basis: ['DR-24', 'DR-85-3'], derived: true, says: '首次登记使预告登记的权利能够登记，预告登记继续记载' },
  { id: 'B4-12', existing: inForce, incoming: ['transfer-by-inheritance'], result: 'A', rule: null, basis: ['CC-230', 'PX-4'], derived: true, says: '继承不是处分，预告登记对继承人继续有效' },
  { id: 'B4-13', existing: inForce, incoming: orders, result: 'A', rule: null, basis: ['JN-3'], derived: true, says: '协助执行，登记机构不作实体审查' },
  { id: 'B4-14', existing: inForce, incoming: changes, result: 'A', rule: null, basis: ['DR-26', 'PX-4'], derived: true, says: '不处分不动产，预告登记继续记载' },
  { id: 'B4-15', existing: inForce, incoming: cancellations, circumstance: 'extinct', result: 'A', rule: null, basis: ['DR-28', 'CC-229'], derived: true, says: '权利已因灭失等消灭，不是处分' },
  { id: 'B4-16', existing: inForce, incoming: ['mortgage-change'], circumstance: 'more-burden', result: 'C', rule: 'advance-notice-consent', basis: ['PX-4', 'DR-85-2'], derived: true, says: '扩大担保即加重处分，预告登记的权利人书面同意后办理' },
  { id: 'B4-17', existing: inForce, incoming: ['mortgage-change'], circumstance: 'less-burden', result: 'A', rule: null, basis: ['DR-68', 'PX-4'], derived: true, says: '不处分不动产' },
  { id: 'B4-18', existing: inForce, incoming: ['mortgage-transfer', 'mortgage-cancel', 'easement-cancel'], result: 'A', rule: null, basis: ['DR-69', 'DR-70', 'DR-63'], derived: true, says: '不处分不动产' },
  { id: 'B4-19', existing: inForce, incoming: ['notice-cancel'], result: 'A', rule: null, basis: ['DR-89'], derived: true, says: '由预告登记的权利人申请注销' },
  { id: 'B4-20', existing: inForce, incoming: corrections, circumstance: 'after-entry', result: 'R', rule: 'correction-barred', basis: ['DR-80', 'DR-81'], derived: true, says: '错误登记之后已经办理预告登记的，不予更正' },
  { id: 'B4-21', existing: inForce, incoming: corrections, circumstance: 'before-entry', result: 'A', rule: null, basis: ['DR-80', 'DR-81'], derived: true, says: '预告登记先于错误登记的，不妨碍更正' },
  { id: 'B4-22', existing: inForce, incoming: ['objection', 'objection-cancel'], result: 'A', rule: null, basis: ['CC-220-2'], derived: true, says: '不处分不动产' },
  { id: 'B4-23', existing: inForce, incoming: papers, result: 'A', rule: null, basis: ['DR-22-1', 'DR-22-2'], derived: true, says: '补证、换证不改变权利' },
  { id: 'B4-24', existing: inForce, incoming: ['information-query'], result: 'A', rule: null, basis: ['REG-27'], derived: true, says: '查询不受影响' },
  { id: 'B4-09', existing: lapsed, incoming: [...sales, 'mortgage-first', 'notice-presale', 'notice-presale-mortgage', 'easement-first'], result: 'A', rule: null, basis: ['CC-221-2'], confidence: 'K-l', says: '预告登记自能够登记之日起九十日内未申请登记而失效，不再限制处分' },
  { id: 'B4-25', existing: lapsed, incoming: first, result: 'R', rule: 'repeat-case', basis: ['DR-24'], derived: true, says: '权利已经首次登记，不得再次办理首次登记' },
  { id: 'B4-26', existing: lapsed, incoming: ['notice-cancel'], result: 'A', rule: null, basis: ['DR-89', 'CC-221-2'], derived: true, says: '失效的预告登记可以申请注销' },
  { id: 'B4-27', existing: lapsed, incoming: ['transfer-by-inheritance', ...changes, ...cancellations, 'mortgage-change', 'mortgage-transfer', 'mortgage-cancel', 'easement-cancel', ...corrections, 'objection', 'objection-cancel', ...entrusted, ...papers, 'information-query'], result: 'A', rule: null, basis: ['CC-221-2'], derived: true, says: '失效的预告登记不影响其他登记' },
]
