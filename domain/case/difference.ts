import { type Change, changesBetween, gained, grown, isSame, plainly, type Tellings } from '../audit/words.ts'
import { noticeTitles } from '../notices/names.ts'
import { entryTitles } from '../register/entryTitles.ts'
import { dateOf } from '../time/instant.ts'
import { stageTitles } from './actions.ts'
import { tellClock } from './clockWords.ts'
import type { CaseState, FiledMaterial, MaterialForm, Outcome, TrackState, Tracks } from './types.ts'

/** What codes are called: the words of the case's own edition. Absent: the code itself. */
export interface Names {
  readonly material?: (code: string) => string
  readonly department?: (id: string) => string
}

const outcomes: Readonly<Record<Outcome, string>> = {
  completed: '已经登记',
  'not-accepted': '不予受理',
  refused: '不予登记',
  withdrawn: '撤回申请',
}

const forms: Readonly<Record<MaterialForm, string>> = {
  original: '原件',
  copy: '复印件',
  electronic: '电子材料',
  shared: '共享获取',
  commitment: '告知承诺',
}

const trackStates: Readonly<Record<TrackState, string>> = { none: '不需要', open: '进行中', passed: '已通过', failed: '未通过' }
const consents = { mortgagee: '抵押权人', 'notice-holder': '预告登记权利人', 'easement-holder': '地役权人', 'co-owner': '共有人' }

/** Members that only say where the ledger stands; every event moves them. */
const positions: ReadonlySet<string> = new Set(['seq', 'head', 'lastAt'])

export const isOfSubstance = ({ member }: Change): boolean => !positions.has(member)

/**
 * What is different between two states of a case, in Chinese; empty exactly when they are the same. It reads what is recorded and
 * asks neither the rules nor the calendar.
 */
export const caseDifference = (before: CaseState | null, after: CaseState | null, names: Names = {}): Change[] =>
  changesBetween<CaseState>(tellings(names), before, after)

const tellings = ({ material = code => code, department = id => id }: Names): Tellings<CaseState> => ({
  caseNo: { title: '案件编号', tell: (_, after) => (after ? [`案件编号 ${after}`] : []) },
  filedAt: { title: '申请时间', tell: (_, after) => (after ? [`于 ${after} 收件`] : []) },
  filedBy: { title: '收件人', tell: (_, after) => (after ? [`收件人 ${after}`] : []) },
  application: {
    title: '申请',
    tell: (_, after) =>
      after ? [`申请登记，不动产单元 ${after.units.join('、')}；当事人 ${after.parties.map(({ name }) => name).join('、')}`] : [],
  },
  entry: { title: '启动方式', tell: (_, after) => (after ? [`${ways[after]}办理`] : []) },
  part: {
    title: '一并申请',
    tell: (_, after) => (after ? [`属于一并申请 ${after.applicationNo} 的第 ${after.no} 项，共 ${after.of} 项`] : []),
  },
  deemedAcceptanceAt: { title: '视为受理的时刻', tell: (_, after) => (after ? [`至 ${after} 仍未书面答复的，视为受理`] : []) },
  stage: {
    title: '阶段',
    tell: (before, after) =>
      before && after ? [`由“${stageTitles[before]}”转为“${stageTitles[after]}”`] : after ? [`进入“${stageTitles[after]}”`] : [],
  },
  materials: { title: '材料', tell: (before, after) => materialsMoved(before ?? [], after ?? [], material) },
  acceptance: {
    title: '受理',
    tell: (_, after) =>
      after ? [`${after.deemed ? '视为受理' : '受理'}，自 ${after.at} 起计算期限${after.by ? `，受理人 ${after.by}` : ''}`] : [],
  },
  tracks: { title: '并联事项', tell: (before, after) => tracksMoved(before, after, department) },
  clocks: {
    title: '期限',
    tell: (before, after) =>
      (after ?? []).flatMap(clock =>
        tellClock(
          before?.find(({ name }) => name === clock.name),
          clock,
        ),
      ),
  },
  examinedBy: { title: '审核人', tell: plainly('审核人') },
  notices: { title: '文书', tell: gained(({ kind, no }) => `出具${noticeTitles[kind]} ${no}`) },
  consents: { title: '书面同意', tell: gained(({ by, of }) => `收到${consents[of]} ${by} 的书面同意`) },
  undertakings: { title: '自担风险承诺', tell: gained(by => `收到 ${by} 的自担风险承诺`) },
  siteVisit: {
    title: '实地查看',
    tell: (_, after) => (after ? [`实地查看，查看人员 ${after.staff.join('、')}：${after.findings}`] : []),
  },
  announcement: {
    title: '公告',
    tell: (before, after) => [
      ...(!before && after ? [`公告期至 ${after.endsOn}`] : []),
      ...grown<NonNullable<typeof after>['objections'][number]>(
        ({ by, reason }) => `${by} 对公告提出异议：${reason}`,
        (_, { by, settled }) => [`${by} 的异议${settled === 'sustained' ? '成立' : '不成立'}`],
      )(before?.objections, after?.objections),
    ],
  },
  firstAsked: { title: '首问责任', tell: (_, after) => (after ? [`首问责任人 ${after.sub}`] : []) },
  awaitsDisposition: {
    title: '超期处置',
    tell: (_, after) => (after ? [`超期待处置，${after.directorFrom} 起报负责人`] : ['超期已处置']),
  },
  stopped: { title: '叫停', tell: (_, after) => (after ? [`由 ${after.by} 叫停：${after.reason}`] : ['解除叫停']) },
  interviews: { title: '询问', tell: gained(({ heir }) => `询问继承人 ${heir}`) },
  taxHeldUpSince: { title: '因完税等待', tell: (_, after) => (after ? [`自 ${after} 起因尚未完税等待`] : []) },
  registerChanges: {
    title: '登记簿变化',
    tell: gained(
      ({ unitCode, version, what }) => `不动产单元 ${unitCode} 的登记簿由他案记载“${entryTitles[what]}”（第 ${version} 版）`,
    ),
  },
  recording: {
    title: '登簿',
    tell: (_, after) =>
      after
        ? [
            `由 ${after.by} 登簿`,
            ...after.entries.map(({ unitCode, version, kind }) => `登记簿 ${unitCode} 第 ${version} 版：${entryTitle(kind)}`),
            ...after.certificates.map(({ number }) => `核发 ${number}`),
          ]
        : [],
  },
  delivery: {
    title: '发证',
    tell: (_, after) => (after ? [`${after.by === 'mail' ? '邮寄' : '窗口'}发证，领取人 ${after.receiver}`] : []),
  },
  outcome: { title: '结果', tell: (_, after) => (after ? [`办理结果：${outcomes[after]}`] : []) },
  closedAt: { title: '办结时间', tell: (_, after) => (after ? [`于 ${dateOf(after)} 办结`] : []) },
  seq: { title: '账本', tell: plainly('账本的最后一个事件', seq => `第 ${seq} 号`) },
  head: { title: '账本末端', tell: plainly('账本末端的哈希', head => `${head.slice(0, 12)}…`) },
  lastAt: { title: '最近办理', tell: plainly('最近一次办理') },
})

const ways = { application: '依申请', entrustment: '依嘱托', 'ex-officio': '依职权' } as const

const entryTitle = (kind: string): string => (entryTitles as Readonly<Record<string, string>>)[kind] ?? kind

function materialsMoved(before: readonly FiledMaterial[], after: readonly FiledMaterial[], title: (code: string) => string) {
  return after.flatMap(one => {
    const was = before.find(({ code }) => code === one.code)
    if (!was) return [`收到${title(one.code)}（${forms[one.form]}）`]
    return isSame(was, one) ? [] : [`${title(one.code)}由${forms[was.form]}换为${forms[one.form]}`]
  })
}

function tracksMoved(before: Tracks | undefined, after: Tracks | undefined, department: (id: string) => string): string[] {
  const flat = (tracks: Tracks | undefined): Readonly<Record<string, TrackState>> => {
    if (!tracks) return {}
    const { departments, examination, siteVisit, announcement, tax } = tracks
    const asked = Object.entries(departments).map(([id, state]) => [department(id), state] as const)
    return { 审核: examination, 实地查看: siteVisit, 公告: announcement, 完税: tax, ...Object.fromEntries(asked) }
  }
  const was = flat(before)
  return Object.entries(flat(after)).flatMap(([name, state]) => {
    const old = was[name] ?? 'none'
    return old === state
      ? []
      : [before ? `${name}：${trackStates[old]} → ${trackStates[state]}` : `${name}：${trackStates[state]}`]
  })
}
