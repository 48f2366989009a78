/** The 32 procedures of the demo office and their Chinese titles, in the order of contract.md, section Procedures. */
export const procedureTitles = {
  'land-first': '国有建设用地使用权首次登记',
  'land-change': '国有建设用地使用权变更登记',
  'land-transfer': '国有建设用地使用权转移登记',
  'land-cancel': '国有建设用地使用权注销登记',
  'house-first': '国有建设用地使用权及房屋所有权首次登记',
  'house-change': '国有建设用地使用权及房屋所有权变更登记',
  'house-cancel': '国有建设用地使用权及房屋所有权注销登记',
  'transfer-by-sale': '国有建设用地使用权及房屋所有权转移登记（存量房买卖）',
  'transfer-new-house': '国有建设用地使用权及房屋所有权转移登记（新建商品房）',
  'transfer-by-gift': '国有建设用地使用权及房屋所有权转移登记（赠与）',
  'transfer-by-inheritance': '国有建设用地使用权及房屋所有权转移登记（继承、受遗赠）',
  'transfer-by-court': '国有建设用地使用权及房屋所有权转移登记（法院文书、嘱托过户）',
  'mortgage-first': '抵押权首次登记',
  'mortgage-change': '抵押权变更登记',
  'mortgage-transfer': '抵押权转移登记',
  'mortgage-cancel': '抵押权注销登记',
  'notice-presale': '预购商品房预告登记',
  'notice-presale-mortgage': '预购商品房抵押权预告登记',
  'notice-cancel': '注销预告登记',
  'easement-first': '地役权首次登记',
  'easement-cancel': '地役权注销登记',
  correction: '更正登记（依申请）',
  'correction-ex-officio': '更正登记（依职权）',
  objection: '异议登记',
  'objection-cancel': '注销异议登记',
  seizure: '查封登记',
  'seizure-renewal': '续行查封登记',
  'seizure-release': '注销查封登记（解封）',
  'certificate-reissue': '补发不动产权证书、登记证明',
  'certificate-exchange': '换发不动产权证书、登记证明',
  'information-query': '不动产登记信息查询',
  'homestead-first': '宅基地使用权及房屋所有权首次登记',
} as const

export type ProcedureId = keyof typeof procedureTitles

/** Every procedure id, in the order of contract.md. */
export const procedureIds = Object.keys(procedureTitles) as ProcedureId[]

/** Whether `text` is one of the 32 procedure ids. */
export function isProcedureId(text: string): text is ProcedureId {
  return Object.hasOwn(procedureTitles, text)
}
