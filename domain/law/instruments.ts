import type { LocalDate } from '../time/instant.ts'

/** Statute 法律, administrative regulation 行政法规, department rule 部门规章, judicial interpretation 司法解释 or document, normative document 规范性文件, standard, local rule, policy document (the seeds), or practice without a written rule. */
export type InstrumentKind =
  | 'statute'
  | 'regulation'
  | 'department-rule'
  | 'judicial'
  | 'normative'
  | 'standard'
  | 'local'
  | 'policy'
  | 'practice'

/** A source of rules. `effectiveFrom`: its first text came into force; `textOf`: the version our provisions were taken from. */
export interface Instrument {
  readonly title: string
  readonly documentNo?: string
  readonly effectiveFrom: LocalDate
  readonly effectiveUntil?: LocalDate
  readonly textOf?: string
  readonly kind: InstrumentKind
}

// biome-ignore format: a table, one instrument per row
/**
 * Every instrument that a provision cites. Titles, numbers and texts as law.md 0.2 and the seeds name them; the commencement dates are
 * common knowledge (law.md code K) and are to be checked against the official texts before go-live.
 */
export const instruments = {
  CC:    { title: '《中华人民共和国民法典》', kind: 'statute', effectiveFrom: '2021-01-01' },
  CPL:   { title: '《中华人民共和国民事诉讼法》', kind: 'statute', effectiveFrom: '1991-04-09', textOf: '2023年修正' },
  FDC:   { title: '《中华人民共和国城市房地产管理法》', kind: 'statute', effectiveFrom: '1995-01-01', textOf: '2019年修正' },
  DTL:   { title: '《中华人民共和国契税法》', kind: 'statute', effectiveFrom: '2021-09-01' },
  LIC:   { title: '《中华人民共和国行政许可法》', kind: 'statute', effectiveFrom: '2004-07-01', textOf: '2019年修正' },
  ARL:   { title: '《中华人民共和国行政复议法》', kind: 'statute', effectiveFrom: '1999-10-01', textOf: '2023年修订，2024年1月1日起施行' },
  APL:   { title: '《中华人民共和国行政诉讼法》', kind: 'statute', effectiveFrom: '1990-10-01', textOf: '2017年修正' },
  GPL:   { title: '《中华人民共和国公职人员政务处分法》', kind: 'statute', effectiveFrom: '2020-07-01' },
  REG:   { title: '《不动产登记暂行条例》', documentNo: '国务院令第656号', kind: 'regulation', effectiveFrom: '2015-03-01', textOf: '2019年修订' },
  EXP:   { title: '《国有土地上房屋征收与补偿条例》', documentNo: '国务院令第590号', kind: 'regulation', effectiveFrom: '2011-01-21' },
  LVAT:  { title: '《中华人民共和国土地增值税暂行条例》', documentNo: '国务院令第138号', kind: 'regulation', effectiveFrom: '1994-01-01', textOf: '2011年修订' },
  BIZ:   { title: '《优化营商环境条例》', documentNo: '国务院令第722号', kind: 'regulation', effectiveFrom: '2020-01-01' },
  EGOV:  { title: '《国务院关于在线政务服务的若干规定》', documentNo: '国务院令第716号', kind: 'regulation', effectiveFrom: '2019-04-26' },
  DR:    { title: '《不动产登记暂行条例实施细则》', documentNo: '国土资源部令第63号', kind: 'department-rule', effectiveFrom: '2016-01-01', textOf: '自然资源部令第14号2024年修正' },
  QM:    { title: '《不动产登记资料查询暂行办法》', documentNo: '国土资源部令第80号', kind: 'department-rule', effectiveFrom: '2018-03-02', textOf: '内容取自摘录，2025年修正未核对' },
  QM18:  { title: '《自然资源部关于修改部分规章的决定》', documentNo: '自然资源部令第18号', kind: 'department-rule', effectiveFrom: '2025-01-01', textOf: '未取得文本，施行日期未核对' },
  OP:    { title: '《不动产登记操作规范（试行）》', documentNo: '国土资规〔2016〕6号', kind: 'normative', effectiveFrom: '2016-05-30', textOf: '2016年文本，经自然资函〔2021〕242号修改' },
  FORM:  { title: '《不动产登记簿证样式（试行）》', documentNo: '国土资发〔2015〕25号', kind: 'normative', effectiveFrom: '2015-03-01' },
  NR54:  { title: '《自然资源部关于做好不动产抵押权登记工作的通知》', documentNo: '自然资发〔2021〕54号', kind: 'normative', effectiveFrom: '2021-04-06' },
  NR29:  { title: '《自然资源部 中国银行保险监督管理委员会关于协同做好不动产“带押过户”便民利企服务的通知》', documentNo: '自然资发〔2023〕29号', kind: 'normative', effectiveFrom: '2023-03-03' },
  NDRC:  { title: '《国家发展改革委 财政部关于不动产登记收费标准等有关问题的通知》', documentNo: '发改价格规〔2016〕2559号', kind: 'normative', effectiveFrom: '2016-12-06' },
  MOF79: { title: '《财政部 国家发展改革委关于不动产登记收费有关政策问题的通知》', documentNo: '财税〔2016〕79号', kind: 'normative', effectiveFrom: '2016-12-06' },
  MOF45: { title: '《财政部 国家发展改革委关于减免部分行政事业性收费有关政策的通知》', documentNo: '财税〔2019〕45号', kind: 'normative', effectiveFrom: '2019-07-01' },
  GA:    { title: '《公安机关办理刑事案件适用查封、冻结措施有关规定》', documentNo: '公通字〔2013〕30号', kind: 'normative', effectiveFrom: '2013-09-01' },
  GB:    { title: '《不动产单元设定与代码编制规则》', documentNo: 'GB/T 37346-2019', kind: 'standard', effectiveFrom: '2019-10-01', textOf: '未取得标准全文' },
  CPI:   { title: '《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》', documentNo: '法释〔2022〕11号', kind: 'judicial', effectiveFrom: '2015-02-04', textOf: '2022年修正' },
  SF:    { title: '《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》', documentNo: '法释〔2020〕21号', kind: 'judicial', effectiveFrom: '2005-01-01', textOf: '2020年修正' },
  JN:    { title: '《最高人民法院 国土资源部 建设部关于依法规范人民法院执行和国土资源房地产管理部门协助执行若干问题的通知》', documentNo: '法发〔2004〕5号', kind: 'judicial', effectiveFrom: '2004-03-01' },
  DB:    { title: '《最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释》', documentNo: '法释〔2020〕28号', kind: 'judicial', effectiveFrom: '2021-01-01' },
  PX:    { title: '《最高人民法院关于适用〈中华人民共和国民法典〉物权编的解释（一）》', documentNo: '法释〔2020〕24号', kind: 'judicial', effectiveFrom: '2021-01-01' },
  ZX:    { title: '《最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定》', documentNo: '法释〔2015〕10号', kind: 'judicial', effectiveFrom: '2015-05-05', textOf: '2020年修正' },
  API:   { title: '《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》', documentNo: '法释〔2018〕1号', kind: 'judicial', effectiveFrom: '2018-02-08' },
  FANG:  { title: '《最高人民法院关于审理房屋登记案件若干问题的规定》', documentNo: '法释〔2010〕15号', kind: 'judicial', effectiveFrom: '2010-11-18' },
  SH:    { title: '《上海市不动产登记若干规定》', kind: 'local', effectiveFrom: '2021-03-01' },
  CQ:    { title: '《重庆市土地房屋权属登记条例》', kind: 'local', effectiveFrom: '2012-10-01', textOf: '2021年修正' },
  S0:    { title: '《自然资源部办公厅关于进一步加强不动产登记便民利民窗口建设的通知》', kind: 'policy', effectiveFrom: '2024-06-26' },
  S1:    { title: '《2023年不动产登记工作要点》', documentNo: '广自然资函〔2023〕146号', kind: 'policy', effectiveFrom: '2023-01-01' },
  S2:    { title: '《关于贯彻落实〈国务院办公厅关于压缩不动产登记办理时间的通知〉工作方案》', documentNo: '自然资办函〔2019〕753号', kind: 'policy', effectiveFrom: '2019-01-01', textOf: '印发日期未印，自2019年起' },
  S3:    { title: '《开封市不动产登记中心优化不动产登记流程进一步压缩办理时限实施方案》', documentNo: '汴不动登发〔2019〕85号', kind: 'policy', effectiveFrom: '2019-01-01', textOf: '印发日期未印，自2019年起' },
  S4:    { title: '《不动产登记“最多跑一次”工作规范》', kind: 'policy', effectiveFrom: '2015-03-01', textOf: '文本未印文号和日期' },
  PRAC:  { title: '《登记实务惯例》', kind: 'practice', effectiveFrom: '2015-03-01', textOf: '没有成文规定，取自实务或推导' },
} as const satisfies Record<string, Instrument>

export type InstrumentId = keyof typeof instruments
