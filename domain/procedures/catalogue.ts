import type { ProvisionId } from '../law/provisions.ts'
import type { ProcedureId } from './ids.ts'

/** A department as the catalogue names it; `land-resources` is the registry's own. */
export type CatalogueDepartment = 'land-resources' | 'housing' | 'tax'

export const catalogueDepartmentTitles: Readonly<Record<CatalogueDepartment, string>> = {
  'land-resources': '国土资源',
  housing: '住房城乡建设',
  tax: '税务',
}

/** A row of 《当前不动产登记“最多跑一次”适用业务类型目录》, with the procedures that belong to it. */
export interface CatalogueItem {
  readonly no: number
  /** The seed's own words. */
  readonly title: string
  readonly departments: readonly CatalogueDepartment[]
  /** Departments that the row does not name one by one, in its own words. */
  readonly furtherDepartments?: string
  readonly procedures: readonly ProcedureId[]
}

/** Where the catalogue stands. The text that we have bears neither number nor date, so that its first day is not known. */
export const catalogueSource = {
  instrument: 'S4',
  clause: '三',
  effectiveFrom: null,
  effectiveNote: '文本未印文号和日期，施行日期不明',
  scope: '当前纳入“最多跑一次”的主要是城镇房、地不动产登记，各地应当根据实际情况适时扩大范围并予以公示',
} as const

const policyHousing = '政策性住房上市以及限购城市根据部门职能配置相关部门参与'

// biome-ignore format: a table, one row of the catalogue per row
/**
 * “最多跑一次”适用业务类型目录 (S4-16 … S4-27). The row is the seed's, the procedures are ours: changes, transfers and cancellations of a
 * right are its registration too. 注销预告 ends notices of rows 4 and 5 alike. 宅基地 is not urban and stands in no row.
 */
export const onceOnlyCatalogue: readonly CatalogueItem[] = [
  { no: 1,  title: '国有建设用地使用权登记',               departments: ['land-resources', 'tax'],            procedures: ['land-first', 'land-change', 'land-transfer', 'land-cancel'] },
  { no: 2,  title: '国有建设用地使用权及房屋所有权登记',   departments: ['land-resources', 'housing', 'tax'], furtherDepartments: policyHousing,
    procedures: ['house-first', 'house-change', 'house-cancel', 'transfer-by-sale', 'transfer-new-house', 'transfer-by-gift', 'transfer-by-inheritance', 'transfer-by-court'] },
  { no: 3,  title: '抵押权登记',                           departments: ['land-resources'],                   procedures: ['mortgage-first', 'mortgage-change', 'mortgage-transfer', 'mortgage-cancel'] },
  { no: 4,  title: '预购商品房预告登记',                   departments: ['land-resources', 'housing'],        procedures: ['notice-presale', 'notice-cancel'] },
  { no: 5,  title: '预购商品房抵押权预告登记',             departments: ['land-resources'],                   procedures: ['notice-presale-mortgage', 'notice-cancel'] },
  { no: 6,  title: '地役权登记',                           departments: ['land-resources'],                   procedures: ['easement-first', 'easement-cancel'] },
  { no: 7,  title: '更正登记',                             departments: ['land-resources'], furtherDepartments: '原登记涉及的部门', procedures: ['correction', 'correction-ex-officio'] },
  { no: 8,  title: '异议登记',                             departments: ['land-resources'],                   procedures: ['objection', 'objection-cancel'] },
  { no: 9,  title: '查封登记',                             departments: ['land-resources'],                   procedures: ['seizure', 'seizure-renewal', 'seizure-release'] },
  { no: 10, title: '补（换）证登记',                       departments: ['land-resources'],                   procedures: ['certificate-reissue', 'certificate-exchange'] },
  { no: 11, title: '不动产登记信息查询和住房交易信息查询（含未登记的房屋信息查询）', departments: ['land-resources', 'housing'], procedures: ['information-query'] },
]

export type ExclusionNo = 1 | 2 | 3 | 4 | 5 | 6 | 7

// biome-ignore format: a table, one exclusion per row
/** “有下列情形的，不属于‘最多跑一次’范围”: the seven of S4 三, in its own words (S4-28 … S4-34), with the law behind each. */
export const onceOnlyExclusions: readonly { readonly no: ExclusionNo; readonly reason: string; readonly basis: readonly ProvisionId[] }[] = [
  { no: 1, reason: '不动产权属有争议的',                                                                         basis: ['SEED-1', 'REG-22'] },
  { no: 2, reason: '申请材料不齐全，需要补正材料的',                                                             basis: ['SEED-1', 'REG-17-3'] },
  { no: 3, reason: '存在违法行为未处理等情形，不符合登记条件的',                                                 basis: ['SEED-1', 'REG-22'] },
  { no: 4, reason: '申请人未及时缴清相关税费的',                                                                 basis: ['SEED-1', 'TAX-1'] },
  { no: 5, reason: '政策性住房上市、划拨土地上不动产转让等需完成前置审核审批或需补交土地出让金的',               basis: ['SEED-1', 'FDC-40'] },
  { no: 6, reason: '依法需要履行实地查看、调查、公告等法定程序的',                                               basis: ['SEED-1', 'REG-19-1', 'REG-19-2', 'DR-17-1'] },
  { no: 7, reason: '现场申请符合登记发证条件，但申请人自愿选择到不动产登记机构现场领取证书证明的',               basis: ['SEED-1'] },
]

/** The rows of the catalogue that a procedure belongs to; none: it is not “最多跑一次” whatever happens. */
export const catalogueItemsOf = (procedure: ProcedureId): CatalogueItem[] =>
  onceOnlyCatalogue.filter(({ procedures }) => procedures.includes(procedure))
