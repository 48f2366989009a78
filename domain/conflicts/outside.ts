import type { OutsideRow } from './types.ts'

// biome-ignore format: a table, one line per row
/** Lines of Table B that none of the office's procedures, or none of its switches, can meet; kept so that no line is silently missing. */
export const outsideRows: readonly OutsideRow[] = [
  { id: 'B1-06', existing: '已被查封', incoming: '持确认他人权利的生效判决单方申请转移', result: 'C', reason: '本机构的法院文书过户只依嘱托办理；单方申请应当先由查封法院解除查封', basis: ['CC-229', 'REG-14-2'], inScope: false },
  { id: 'B1-13a', existing: '已被查封', incoming: '居住权首次登记', result: 'R', reason: '居住权登记不在本机构的三十二项业务之内', basis: ['CC-368', 'SF-24'], inScope: false },
  { id: 'B1-15a', existing: '已被查封', incoming: '分割、合并变更', result: 'C', reason: '分割、合并产生新的不动产单元代码，不在本机构的变更登记业务之内', basis: ['DR-26', 'UC-5'], inScope: false },
  { id: 'B3-02', existing: '有异议登记', incoming: '异议之前已经受理的申请（重庆：中止办理）', result: 'Q', reason: '地方规定；本机构的开关为“异议从不中止办理”，按 DR-84 办理', basis: ['OBJ-PEND'], inScope: false },
  { id: 'B4-01a', existing: '有买卖预告登记', incoming: '居住权首次登记', result: 'C', reason: '居住权登记不在本机构的三十二项业务之内', basis: ['PX-4', 'CC-368'], inScope: false },
  { id: 'B4-04', existing: '有预购商品房预告登记', incoming: '预购权利转让（预告登记转移）', result: 'C', reason: '预告登记的转移不在本机构的三十二项业务之内；期房转让受法律限制', basis: ['DR-85-1'], inScope: false },
  { id: 'B4-05', existing: '有预购商品房预告登记', incoming: '预告登记当事人更名（预告登记变更）', result: 'A', reason: '预告登记的变更不在本机构的三十二项业务之内', basis: ['REG-14-2'], inScope: false },
  { id: 'B4-09a', existing: '预告登记已经失效', incoming: '处分登记（人工确认失效并通知权利人后办理）', result: 'C', reason: '本机构由系统自“能够登记之日”起计算九十日，该日由人工确认，失效后不再另行确认', basis: ['CC-221-2'], inScope: false },
  { id: 'B5-01a', existing: '有抵押权预告登记', incoming: '预告抵押自动转为抵押权（中山）', result: 'A', reason: '地方规定；本机构的开关为“不依申请不转换”', basis: ['DR-78'], inScope: false },
  { id: 'B6-04a', existing: '有抵押权', incoming: '继承转移须抵押权人书面同意（长沙）', result: 'C', reason: '地方规定，本机构不采用', basis: ['CC-230'], inScope: false },
  { id: 'B6-08', existing: '有抵押权', incoming: '分割、合并变更', result: 'C', reason: '分割、合并不在本机构的变更登记业务之内', basis: ['DR-26'], inScope: false },
  { id: 'B6-10a', existing: '有抵押权', incoming: '居住权首次登记', result: 'C', reason: '居住权登记不在本机构的三十二项业务之内', basis: ['CC-368'], inScope: false },
  { id: 'B7-06', existing: '有先受理、未登簿的申请', incoming: '全体申请人撤回', result: 'A', reason: '撤回是先受理案件中的办理动作，不是另一项登记', basis: ['REG-15-2'], inScope: false },
  { id: 'B7-07', existing: '有先受理、未登簿的申请', incoming: '部分申请人撤回', result: 'R', reason: '撤回是先受理案件中的办理动作，由规则 withdrawal-by-all 拒绝', basis: ['REG-15-2'], inScope: false },
  { id: 'B8-01', existing: '征收范围内暂停办理', incoming: '书面通知写明的新建、扩建、改变用途等手续', result: 'Q', reason: '需要征收部门的书面通知（写明事项和不超过一年的期限）；本机构没有登记暂停通知的业务', basis: ['EXP-16'], inScope: false },
]
