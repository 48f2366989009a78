import type { LocalDate } from '../time/instant.ts'
import type { Limit, LimitLevel } from './limit.ts'

const letter753 = {
  level: 'nation',
  region: '',
  kind: 'promised',
  unit: 'working-day',
  document: '自然资办函〔2019〕753号',
  publicDocument: '国办发〔2019〕8号',
  basis: ['TL-SLA'],
} as const

/** The national rows: the statutory limit, and P1 to P4 of requirements.md end table 1. Provinces and cities add rows, not code. */
export const nationalLimits: readonly Limit[] = [
  {
    level: 'nation',
    region: '',
    class: 'all',
    kind: 'statutory',
    amount: 30,
    unit: 'working-day',
    from: '2015-03-01',
    document: '《不动产登记暂行条例》第二十条',
    basis: ['TL-30'],
  },
  {
    level: 'nation',
    region: '',
    class: 'all',
    procedures: ['information-query'],
    kind: 'statutory',
    amount: 5,
    unit: 'working-day',
    from: '2016-01-01',
    document: '《不动产登记暂行条例实施细则》第一百条',
    basis: ['QM-T'],
  },
  { ...letter753, class: 'general', amount: 10, from: '2019-12-31', targetOn: '2019-12-31' },
  { ...letter753, class: 'mortgage', amount: 5, from: '2019-12-31', targetOn: '2019-12-31' },
  { ...letter753, class: 'general', amount: 5, from: '2020-12-31', targetOn: '2020-12-31' },
  { ...letter753, class: 'mortgage', amount: 5, from: '2020-12-31', targetOn: '2020-12-31' },
]

const henan = {
  level: 'province',
  region: '41',
  kind: 'promised',
  unit: 'working-day',
  from: '2020-12-31',
  targetOn: '2020-12-31',
  document: '豫不动产登记联办发〔2019〕4号',
  alsoAs: '豫自然资发〔2019〕49号',
  note: '附件题名作豫自然资发〔2019〕49号，所附正文为豫不动产登记联办发〔2019〕4号（2019年7月11日）；时限取自正文',
  basis: ['TL-SLA'],
} as const

const kaifeng = {
  level: 'office',
  region: '410200',
  class: 'all',
  kind: 'promised',
  amount: 1,
  unit: 'hour',
  from: '2020-06-30',
  targetOn: '2020-06-30',
  document: '汴不动登发〔2019〕85号',
  basis: ['TL-SLA'],
} as const

/** P5 to P12: Henan, and Kaifeng's own office with its one-hour types. */
const localLimits: readonly Limit[] = [
  { ...henan, class: 'general', amount: 5 },
  { ...henan, class: 'mortgage', amount: 3 },
  {
    ...kaifeng,
    level: 'city',
    unit: 'working-day',
    except: ['information-query'],
    note: '文件另有“2020年6月前”的写法，按两处所写“2020年6月底前”执行；只及市本级，不及各县；查询不是登记',
  },
  { ...kaifeng, procedures: ['transfer-by-sale'], note: '二手房转移登记' },
  { ...kaifeng, procedures: ['seizure', 'seizure-release'], note: '查解封登记；文件没有写续封' },
  { ...kaifeng, procedures: ['objection'], note: '异议登记' },
  { ...kaifeng, procedures: ['mortgage-cancel'], note: '抵押注销登记' },
  { ...kaifeng, procedures: ['certificate-reissue', 'certificate-exchange'], note: '补换证' },
]

/** P1 to P12 of requirements.md end table 1, with the statutory limits. */
export const seededLimits: readonly Limit[] = [...nationalLimits, ...localLimits]

/** A document that binds limits without a figure of its own (P13 to P15): shown beside them, never counted. */
export interface LimitDocument {
  readonly level: LimitLevel
  readonly region: string
  readonly document: string
  /** Null where the document prints no date. */
  readonly from: LocalDate | null
  readonly says: string
}

export const limitDocuments: readonly LimitDocument[] = [
  {
    level: 'nation',
    region: '',
    document: '自然资源部办公厅《不动产登记窗口建设标准》',
    from: '2024-06-26',
    says: '在承诺办理时限内完成审核、登簿、发证，最长不超过国家规定的时限',
  },
  {
    level: 'nation',
    region: '',
    document: '“最多跑一次”工作规范',
    from: null,
    says: '能当场办结的，应立即办结；不能当场办结的，告知承诺时限，并在承诺时限内办结',
  },
  {
    level: 'city',
    region: '5108',
    document: '广自然资函〔2023〕146号',
    from: '2023-01-01',
    says: '落实限时办结制；下班时尚未办完的事项当日办完',
  },
]
