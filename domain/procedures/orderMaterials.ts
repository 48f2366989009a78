import type { ProvisionId } from '../law/provisions.ts'
import type { Material } from './edition.ts'

/** Checklist items of orders, corrections, objections, replacements and queries (law.md Tables A5, A6). */

const brought = (code: string, title: string, issuer: string, basis: readonly ProvisionId[]): Material => ({
  code,
  title,
  issuer,
  basis,
  shareable: false,
})

/** An organ hands over no application: its documents are the order (实施细则 90; 查封规定 1). */
export const orderDocuments: readonly Material[] = [
  {
    ...brought('court-ruling', '裁定书副本或者查封决定书等生效法律文书', '人民法院等有权机关', ['SF-1', 'DR-90', 'DR-93']),
    shareable: true,
  },
  { ...brought('assistance-notice', '协助执行通知书', '人民法院等有权机关', ['DR-90', 'SF-1', 'SF-28']), shareable: true },
  { ...brought('work-card', '送达人员工作证', '人民法院等有权机关', ['DR-90']), shareable: true },
]

export const interestProof = brought('interest-proof', '证明利害关系的材料', '利害关系人', ['DR-79', 'DR-82'])

export const errorProof = brought('error-proof', '证实登记簿记载错误的材料', '申请人、人民法院或者有关部门', [
  'CC-220-1',
  'DR-79',
  'DR-82',
])

/** What an ex officio correction rests on is the registry's own (实施细则 81). */
export const ownErrorProof = brought('error-proof', '证实登记簿记载错误的材料', '登记机构', ['DR-81'])

export const holderAgreement = brought('holder-agreement', '登记簿记载的权利人书面同意更正的材料', '权利人', ['CC-220-1'])

export const objectionEnd = brought('discharge-proof', '异议登记证明，或者人民法院不予受理、驳回的材料', '登记机构、人民法院', [
  'OP-17.2',
])

export const lossStatement = brought('loss-statement', '证书遗失、灭失声明', '权利人', ['DR-22-2'])

export const damagedCertificate = brought('damaged-certificate', '污损、破损的不动产权证书原件', '登记机构', ['DR-22-1'])

export const queryApplication = brought('query-application', '查询申请书（国家机关为协助查询文书）', '查询人', ['REG-27', 'QM-4'])

export const queryPurpose = brought('query-purpose', '查询目的说明', '查询人', ['REG-28', 'QM-25'])
