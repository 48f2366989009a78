import { type Change, changesBetween, grown, plainly, type Tellings } from '../audit/words.ts'
import type { AdvanceNotice, Certificate, Holder, Mortgage, Seizure, Unit } from './types.ts'

/** What is different between two states of a unit's register, in Chinese; empty exactly when they are the same. */
export const unitDifference = (before: Unit | null, after: Unit | null): Change[] => changesBetween<Unit>(tellings, before, after)

const tellings: Tellings<Unit> = {
  unitCode: { title: '不动产单元代码', tell: plainly('不动产单元代码') },
  parcel: { title: '宗地', tell: plainly('宗地') },
  location: { title: '坐落', tell: plainly('坐落', quoted) },
  areaSqm: { title: '面积', tell: plainly('面积', area => `${area} 平方米`) },
  use: { title: '用途', tell: plainly('用途', use => uses[use]) },
  landUse: { title: '土地用途', tell: plainly<string | null>('土地用途', quoted) },
  landTermEnds: { title: '土地使用期限', tell: plainly<string | null>('土地使用期限截止日', quoted) },
  holders: { title: '权利人', tell: plainly('权利人', namesOf) },
  heldSince: {
    title: '权属记载',
    tell: (_, after) =>
      after ? [`现权属自 ${after.at} 起${after.caseNo ? `，依案件 ${after.caseNo}` : ''}`] : ['不再有登记的权利人'],
  },
  certificates: {
    title: '证书、证明',
    tell: grown<Certificate>(
      ({ number }) => `核发 ${number}`,
      (_, { number, status }) => [`${number} ${status === 'void' ? '作废' : '恢复有效'}`],
    ),
  },
  mortgages: { title: '抵押权', tell: grown<Mortgage>(aMortgage, mortgageMoved) },
  notices: {
    title: '预告登记',
    tell: grown<AdvanceNotice>(
      one => `预告登记（${notices[one.kind]}），权利人 ${one.holder.name}`,
      (before, after) =>
        before.status === after.status
          ? [`${after.holder.name} 的预告登记：能够登记之日 ${after.registrableOn ?? '未定'}，失效日 ${after.lapsesOn ?? '未定'}`]
          : [`${after.holder.name} 的预告登记${ends[after.status]}`],
    ),
  },
  objections: {
    title: '异议登记',
    tell: grown<Unit['objections'][number]>(
      one => `异议登记，申请人 ${one.applicant.name}：${one.matter}`,
      (before, after) =>
        before.status === after.status
          ? [`${after.applicant.name} 已提交起诉受理材料，异议登记继续有效`]
          : [`${after.applicant.name} 的异议登记${ends[after.status]}`],
    ),
  },
  seizures: {
    title: '查封',
    tell: grown<Seizure>(
      one => `${seizures[one.status]}：${one.organ} ${one.documentNo}${one.until ? `，至 ${one.until}` : ''}`,
      (before, after) =>
        before.status === after.status
          ? [`${after.organ} ${after.documentNo} 的查封期限至 ${after.until ?? '未定'}`]
          : [`${after.organ} ${after.documentNo}：${seizures[before.status]} → ${seizures[after.status]}`],
    ),
  },
  easements: {
    title: '地役权',
    tell: grown<Unit['easements'][number]>(
      one => `设立地役权：${one.content}，权利人 ${one.holder}`,
      (_, after) => [`${after.holder} 的地役权${ends[after.status]}`],
    ),
  },
  version: { title: '版次', tell: plainly('登记簿版次', version => `第 ${version} 版`) },
  lastAt: { title: '最近记载', tell: plainly('最近一次记载') },
}

const uses = { residential: '住宅', 'non-residential': '非住宅', garage: '车库车位' } as const
const notices = { sale: '房屋买卖', presale: '商品房预售', mortgage: '抵押权', 'presale-mortgage': '预购商品房抵押' } as const
const ends = { active: '有效', lapsed: '失效', cancelled: '注销', converted: '已转为本登记' } as const
const seizures = {
  active: '查封',
  waiting: '轮候查封',
  pre: '预查封',
  expired: '查封到期',
  lifted: '解除查封',
  lapsed: '查封失效',
} as const

function quoted(value: string): string {
  return `“${value}”`
}

function namesOf(holders: readonly Holder[]): string {
  return holders.length === 0 ? '无' : holders.map(({ name, share }) => (share ? `${name} ${share}` : name)).join('、')
}

function aMortgage({ mortgagee, amountFen, rank }: Mortgage): string {
  return `设立抵押权：抵押权人 ${mortgagee}，${yuan(amountFen)}，第 ${rank} 顺位`
}

function mortgageMoved(before: Mortgage, after: Mortgage): string[] {
  const whose = `${before.mortgagee} 的抵押权`
  if (before.status !== after.status) return [`${whose}注销`]
  return [
    ...(before.mortgagee === after.mortgagee ? [] : [`${whose}转移至 ${after.mortgagee}`]),
    ...(before.amountFen === after.amountFen ? [] : [`${whose}：${yuan(before.amountFen)} → ${yuan(after.amountFen)}`]),
    ...(before.rank === after.rank ? [] : [`${whose}：第 ${before.rank} 顺位 → 第 ${after.rank} 顺位`]),
  ]
}

const yuan = (fen: number): string => `${fen / 100} 元`
