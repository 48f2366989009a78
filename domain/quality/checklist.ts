import type { EventType } from '../case/events.ts'
import type { Basis } from '../law/provisions.ts'
import type { Severity } from '../office/profile.ts'
import type { ProcedureId } from '../procedures/ids.ts'

/** The five that sampling goes by (S1-79), in the seed's order; `guide` is the guide that is published for the procedure. */
export const ruleSources = {
  CC: '《中华人民共和国民法典》',
  REG: '《不动产登记暂行条例》',
  DR: '《不动产登记暂行条例实施细则》',
  OP: '《不动产登记操作规范（试行）》',
  guide: '《广元市不动产登记办事指南》',
} as const
export type RuleSource = keyof typeof ruleSources

/** What a reviewer looks at in a recorded case. Whoever did the step answers for what is wrong with it. */
interface ChecklistItem {
  readonly id: string
  readonly says: string
  readonly source: RuleSource
  /** The articles of the source; the guide has none. */
  readonly basis: Basis | null
  readonly step: EventType
  readonly severity: Severity
  /** Left out: of every procedure. */
  readonly of?: readonly ProcedureId[]
}

/** The items of one business type, in a version that results are kept with. */
export interface Checklist {
  readonly version: string
  readonly procedure: ProcedureId
  readonly items: readonly ChecklistItem[]
}

/** Changed with every change of the items: a result says which ones it answers. */
const version = '2025-1'

const orders: readonly ProcedureId[] = ['seizure', 'seizure-renewal', 'seizure-release', 'transfer-by-court']
const mortgages: readonly ProcedureId[] = ['mortgage-first', 'mortgage-change', 'mortgage-transfer', 'mortgage-cancel']
const corrections: readonly ProcedureId[] = ['correction', 'correction-ex-officio']
const jointly: readonly ProcedureId[] = [
  'transfer-by-sale',
  'transfer-new-house',
  'transfer-by-gift',
  'land-transfer',
  'mortgage-first',
]

const items: readonly ChecklistItem[] = [
  {
    ...{
      id: 'materials',
      says: '申请材料齐全、符合法定形式，受理凭证与所收材料一致',
      source: 'REG',
      basis: ['REG-16', 'REG-17-1'],
    },
    ...{ step: 'Accepted', severity: 'ordinary' },
  },
  {
    ...{ id: 'no-more-materials', says: '没有要求提交规定以外的材料，没有另设前置条件', source: 'OP', basis: ['OP-1.1.2'] },
    ...{ step: 'Accepted', severity: 'ordinary' },
  },
  {
    ...{ id: 'as-published', says: '材料、条件和办理次序与公布的本类登记办事指南一致', source: 'guide', basis: null },
    ...{ step: 'Accepted', severity: 'minor' },
  },
  {
    ...{ id: 'originals', says: '材料为原件，或者经有关机构确认的复印件', source: 'DR', basis: ['DR-9'] },
    ...{ step: 'Accepted', severity: 'minor' },
  },
  {
    ...{ id: 'applied-jointly', says: '由当事人双方共同申请，身份和代理权限核验无误', source: 'REG', basis: ['REG-14-1'] },
    ...{ step: 'Accepted', severity: 'serious', of: jointly },
  },
  {
    ...{ id: 'enquired', says: '已就有关登记事项询问申请人', source: 'CC', basis: ['CC-212-2'] },
    ...{ step: 'Examined', severity: 'ordinary' },
  },
  {
    ...{ id: 'examined', says: '证明材料与申请登记的内容、不动产状况一致，审核意见写明依据', source: 'REG', basis: ['REG-18'] },
    ...{ step: 'Examined', severity: 'serious' },
  },
  {
    ...{ id: 'order-papers', says: '协助执行通知书等文书齐备，按送达先后办理', source: 'DR', basis: ['DR-90', 'DR-91'] },
    ...{ step: 'Accepted', severity: 'serious', of: orders },
  },
  {
    ...{ id: 'secured-claim', says: '被担保的主债权数额、期限、顺位与合同一致', source: 'DR', basis: ['DR-66', 'DR-68'] },
    ...{ step: 'Recorded', severity: 'serious', of: mortgages },
  },
  {
    ...{
      id: 'wrong-indeed',
      says: '证实登记簿记载确有错误的材料在卷，错误登记之后没有处分',
      source: 'DR',
      basis: ['DR-79', 'DR-80'],
    },
    ...{ step: 'Examined', severity: 'serious', of: corrections },
  },
  {
    ...{ id: 'entry', says: '登记簿记载的事项完整，与审核通过的内容一致', source: 'REG', basis: ['REG-8', 'REG-21'] },
    ...{ step: 'Recorded', severity: 'serious' },
  },
  {
    ...{ id: 'certificate', says: '证书、证明与登记簿一致', source: 'CC', basis: ['CC-216'] },
    ...{ step: 'Issued', severity: 'serious' },
  },
  {
    ...{ id: 'in-time', says: '在规定期限内办结', source: 'REG', basis: ['TL-30'] },
    ...{ step: 'Recorded', severity: 'ordinary' },
  },
]

/** What is looked at in a case of this kind. An organ's order is not applied for, a query writes nothing into the register. */
export function checklistOf(procedure: ProcedureId): Checklist {
  const left = leftOut(procedure)
  const own = items.filter(({ id, of }) => (of ? of.includes(procedure) : !left.includes(id)))
  return { version, procedure, items: own }
}

function leftOut(procedure: ProcedureId): readonly string[] {
  if (orders.includes(procedure)) return ['materials', 'originals', 'enquired', 'examined', 'certificate']
  return procedure === 'information-query' ? ['entry', 'certificate'] : []
}
