import type { Application } from '../case/types.ts'
import type { Material } from './edition.ts'

/** Checklist items that several procedures share (law.md Table A0). */

export const applicationForm: Material = {
  code: 'application-form',
  title: '不动产登记申请书',
  basis: ['REG-16'],
  issuer: '申请人',
  shareable: false,
}

export const identityProof: Material = {
  code: 'identity-proof',
  title: '申请人身份证明',
  basis: ['REG-16', 'REG-24'],
  issuer: '公安、市场监管、机构编制、民政等部门',
  shareable: true,
}

export const powerOfAttorney: Material = {
  code: 'power-of-attorney',
  title: '授权委托书及代理人身份证明',
  basis: ['REG-16', 'DR-12'],
  issuer: '委托人',
  shareable: false,
  when: ({ parties }) => parties.some(party => party.agent !== undefined),
  condition: '委托代理人申请的',
}

export const titleCertificate: Material = {
  code: 'title-certificate',
  title: '不动产权属证书',
  basis: ['REG-16'],
  issuer: '登记机构',
  shareable: true,
}

export const common: readonly Material[] = [applicationForm, identityProof, powerOfAttorney]

/** Title registrations: law.md Tables A1 and A2. Tax vouchers are the tax track's (税收征管信息共享), not the applicant's. */

export const landSource: Material = {
  code: 'land-source',
  title: '土地权属来源材料（划拨决定书、出让合同、租赁合同、作价出资或者授权经营批准文件）',
  basis: ['REG-16', 'DR-34', 'DR-35'],
  issuer: '自然资源主管部门或者有批准权的人民政府',
  shareable: true,
}

export const homesteadSource: Material = {
  code: 'land-source',
  title: '宅基地批准文件等土地权属来源材料',
  basis: ['REG-16'],
  issuer: '有批准权的人民政府',
  shareable: true,
}

export const landSurvey: Material = {
  code: 'survey-report',
  title: '权籍调查表、宗地图、宗地界址点坐标等调查成果',
  basis: ['REG-16', 'DR-34'],
  issuer: '测绘单位，自然资源主管部门审核',
  shareable: true,
}

export const houseSurvey: Material = {
  code: 'survey-report',
  title: '房地产调查或者测绘报告',
  basis: ['REG-16', 'DR-35'],
  issuer: '测绘单位',
  shareable: true,
}

export const homesteadSurvey: Material = {
  code: 'survey-report',
  title: '宅基地及房屋的权籍调查成果',
  basis: ['REG-16'],
  issuer: '测绘单位',
  shareable: true,
}

export const planningConformity: Material = {
  code: 'planning-conformity',
  title: '建设工程符合规划的材料',
  basis: ['DR-35'],
  issuer: '自然资源主管部门（规划）',
  shareable: true,
}

export const completionProof: Material = {
  code: 'completion-proof',
  title: '房屋已经竣工的材料',
  basis: ['DR-35'],
  issuer: '住房城乡建设部门',
  shareable: true,
}

export const commonPartsConfirmation: Material = {
  code: 'common-parts-confirmation',
  title: '建筑区划内业主共有部分的确认材料',
  basis: ['DR-36'],
  issuer: '建设单位',
  shareable: false,
}

export const landChangeProof: Material = {
  code: 'change-proof',
  title: '国有建设用地使用权发生变更的材料',
  basis: ['REG-16', 'DR-26'],
  issuer: '公安、市场监管、民政、自然资源等部门，或者全体共有人',
  shareable: true,
}

export const houseChangeProof: Material = { ...landChangeProof, title: '不动产发生变更的材料', basis: ['REG-16', 'DR-37'] }

export const cancellationProof: Material = {
  code: 'change-proof',
  title: '不动产灭失、放弃权利、没收征收收回或者生效法律文书等权利消灭的材料',
  basis: ['REG-16', 'DR-28'],
  issuer: '权利人、人民政府或者人民法院',
  shareable: true,
}

export const saleContract: Material = {
  code: 'sale-contract',
  title: '存量房买卖合同',
  basis: ['REG-16', 'DR-38'],
  issuer: '买卖双方',
  shareable: false,
}

export const filedSaleContract: Material = {
  ...saleContract,
  title: '经备案的商品房买卖（预售）合同',
  issuer: '买卖双方，住房城乡建设部门备案',
  shareable: true,
}

export const landTransferContract: Material = {
  ...saleContract,
  title: '国有建设用地使用权转让合同',
  basis: ['REG-16', 'FDC-39', 'FDC-40'],
  issuer: '转让双方',
}

/** The law asks for no notarial deed of a gift. */
export const giftContract: Material = {
  code: 'gift-contract',
  title: '赠与合同',
  basis: ['REG-16', 'DR-38'],
  issuer: '赠与双方',
  shareable: false,
}

const notarised = ({ facts }: Application): boolean => facts.notarised === true
const withoutNotary = (application: Application): boolean => !notarised(application)

export const notarialDeed: Material = {
  code: 'notarial-deed',
  title: '经公证的继承、受遗赠材料',
  basis: ['DR-14'],
  issuer: '公证机构',
  shareable: true,
  when: notarised,
  condition: '经公证的',
}

export const deathProof: Material = {
  code: 'death-proof',
  title: '被继承人的死亡证明',
  basis: ['DR-14'],
  issuer: '卫生健康、公安部门或者人民法院',
  shareable: true,
  when: withoutNotary,
  condition: '未经公证的',
  commitment: true,
}

export const kinshipProof: Material = {
  code: 'kinship-proof',
  title: '与被继承人的亲属关系材料',
  basis: ['DR-14'],
  issuer: '公安、民政等部门或者所在单位',
  shareable: true,
  when: withoutNotary,
  condition: '未经公证的',
  commitment: true,
}

export const willOrAgreement: Material = {
  code: 'will-or-agreement',
  title: '遗嘱，或者全部法定继承人关于不动产分配的协议',
  basis: ['DR-14'],
  issuer: '被继承人，或者全部法定继承人',
  shareable: false,
  when: withoutNotary,
  condition: '未经公证的',
}

export const heirWaiver: Material = {
  code: 'heir-waiver',
  title: '放弃继承的书面声明',
  basis: ['DR-14', 'CC-1124'],
  issuer: '放弃继承的继承人',
  shareable: false,
  when: application => withoutNotary(application) && (application.facts.waivedBy ?? []).length > 0,
  condition: '未经公证，且有继承人放弃继承的',
}
