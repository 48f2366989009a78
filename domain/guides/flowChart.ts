import { actions } from '../case/actions.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'

/** A node of a flow chart: where a case begins or ends, what is done, or what is decided. */
export interface ChartNode {
  readonly id: string
  readonly label: string
  readonly shape: 'end' | 'act' | 'decision'
}

/** `optional`: a way that only some cases take. */
export interface ChartEdge {
  readonly from: string
  readonly to: string
  readonly label?: string
  readonly optional?: boolean
}

export interface FlowChart {
  readonly nodes: readonly ChartNode[]
  readonly edges: readonly ChartEdge[]
}

/** The way of a case of this edition (办理流程图): its way in, the tracks it has side by side, its endings. */
export function flowChartOf(edition: ProcedureEdition): FlowChart {
  const parts = [
    intake[edition.entry],
    edition.entry === 'entrustment' ? entrusted(edition) : examined(edition),
    completion(edition),
  ]
  return { nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.flatMap(({ edges }) => edges) }
}

/** The chart as text for mermaid. Labels are quoted; what mermaid would still read as its own is written full-width. */
export function mermaidOf({ nodes, edges }: FlowChart): string {
  const node = ({ id, label, shape }: ChartNode) => `  ${id}${brackets[shape][0]}"${plain(label)}"${brackets[shape][1]}`
  const edge = ({ from, to, label, optional }: ChartEdge) =>
    `  ${from} ${optional ? '-.->' : '-->'}${label ? `|"${plain(label)}"|` : ''} ${to}`
  return ['flowchart TD', ...nodes.map(node), ...edges.map(edge)].join('\n')
}

const brackets = { end: ['([', '])'], act: ['[', ']'], decision: ['{', '}'] } as const

const fullWidth: Readonly<Record<string, string>> = {
  '"': '”',
  '|': '｜',
  '<': '＜',
  '>': '＞',
  '#': '＃',
  ';': '；',
  '`': '’',
  '&': '＆',
}
const plain = (label: string): string => label.replaceAll(/["|<>#;`&]/g, letter => fullWidth[letter] ?? '')

const start = (id: string, label: string): ChartNode => ({ id, label, shape: 'end' })
const act = (id: string, label: string): ChartNode => ({ id, label, shape: 'act' })
const decision = (id: string, label: string): ChartNode => ({ id, label, shape: 'decision' })

const notAccepted = start('notAccepted', '不予受理，出具不予受理告知书')

const intake: Readonly<Record<ProcedureEdition['entry'], FlowChart>> = {
  application: {
    nodes: [
      start('filed', '申请'),
      decision('accept', `${actions.accept.label}：材料是否齐全、符合法定形式`),
      act('supplement', '一次性告知，等待补正'),
      notAccepted,
      act('accepted', '受理，出具受理回执，开始计算时限'),
    ],
    edges: [
      { from: 'filed', to: 'accept' },
      { from: 'accept', to: 'accepted', label: '是；当场未书面告知的，视为受理' },
      { from: 'accept', to: 'supplement', label: '可以补正' },
      { from: 'supplement', to: 'accept', label: '补正后' },
      { from: 'accept', to: 'notAccepted', label: '否' },
    ],
  },
  entrustment: {
    nodes: [
      start('filed', '嘱托机关送达协助执行通知书等'),
      decision('accept', '核对文书是否齐全'),
      notAccepted,
      act('accepted', '接受嘱托，不作实体审查'),
    ],
    edges: [
      { from: 'filed', to: 'accept' },
      { from: 'accept', to: 'accepted', label: '是' },
      { from: 'accept', to: 'notAccepted', label: '否' },
    ],
  },
  'ex-officio': {
    nodes: [start('filed', '登记机构发现登记簿记载错误'), act('accepted', '启动，书面通知当事人')],
    edges: [{ from: 'filed', to: 'accepted' }],
  },
}

/** Examination with everything that runs beside it, all to be passed in whatever order. */
function examined(edition: ProcedureEdition): FlowChart {
  const tracks = [act('examine', actions.examine.label), ...besides(edition)]
  const announced = edition.tracks.announcement?.document === 'announcement'
  const withdraws = edition.entry === 'application'
  return {
    nodes: [
      ...tracks,
      decision('passed', '是否全部通过'),
      act('record', actions.record.label),
      start('refused', refusalLabel(edition)),
      ...(withdraws ? [start('withdrawn', '全体申请人撤回，退还材料')] : []),
    ],
    edges: [
      ...tracks.flatMap(({ id }): ChartEdge[] => [
        { from: 'accepted', to: id, ...conditionOf(edition, id) },
        { from: id, to: 'passed' },
      ]),
      { from: 'passed', to: 'record', label: '是' },
      { from: 'passed', to: 'refused', label: announced ? '否，或者公告异议成立' : '否' },
      ...(withdraws ? [{ from: 'accepted', to: 'withdrawn', label: '登簿前', optional: true }] : []),
      { from: 'record', to: 'refused', label: '登簿时情况已有变化', optional: true },
    ],
  }
}

/** How a refusal is called: 不予登记 unless the edition has words of its own (不予更正, 不予查询). */
const refusalLabel = ({ refusal }: ProcedureEdition): string => `${refusal?.decision ?? '不予登记'}，书面告知理由和救济途径`

function besides({ tracks }: ProcedureEdition): ChartNode[] {
  const departments = tracks.departments.map((id, i) => act(`department${i + 1}`, `${tracks.departmentTitles[id] ?? id}并联审核`))
  const term = tracks.announcement
  return [
    ...departments,
    ...(tracks.departmentsOfOriginal ? [act('originalDepartments', '原登记涉及的部门并联审核')] : []),
    ...(tracks.tax ? [act('tax', '缴纳税费，取得完税信息')] : []),
    ...(term ? [act('announcement', announcementLabel(term))] : []),
    ...(tracks.siteVisit ? [act('siteVisit', actions['site-visit'].label)] : []),
  ]
}

function announcementLabel({
  document,
  workingDays,
  noticeWorkingDays,
}: NonNullable<ProcedureEdition['tracks']['announcement']>): string {
  if (document === 'loss-statement') return workingDays === 0 ? '刊发遗失声明' : `刊发遗失声明 ${workingDays} 个工作日`
  return `${noticeWorkingDays ? `通知满 ${noticeWorkingDays} 个工作日后` : ''}公告 ${workingDays} 个工作日`
}

function conditionOf({ tracks }: ProcedureEdition, id: string): Pick<ChartEdge, 'label' | 'optional'> {
  if (id === 'siteVisit') return { label: '审核人员认为需要的', optional: true }
  if (id === 'announcement' && tracks.announcement?.condition) return { label: tracks.announcement.condition, optional: true }
  return {}
}

/** An order is not examined: it waits at most for the tax, and is recorded or answered. */
function entrusted({ tracks }: ProcedureEdition): FlowChart {
  const waits = tracks.tax ? [act('tax', '缴纳税费，取得完税信息')] : []
  return {
    nodes: [...waits, act('record', actions.record.label), start('answered', '不能协助办理的，书面回复嘱托机关')],
    edges: [
      ...waits.map(({ id }) => ({ from: 'accepted', to: id })),
      { from: waits[0]?.id ?? 'accepted', to: 'record' },
      { from: 'record', to: 'answered', label: '登记簿的记载不允许', optional: true },
    ],
  }
}

function completion({ issues }: ProcedureEdition): FlowChart {
  const acts = [
    ...(issues ? [act('issue', `${actions.issue.label}：${issues === 'title' ? '不动产权证书' : '不动产登记证明'}`)] : []),
    ...(issues ? [act('deliver', `${actions.deliver.label}：窗口领取或者邮寄`)] : []),
    act('archive', actions.archive.label),
    start('completed', '办结'),
  ]
  return { nodes: acts, edges: acts.map(({ id }, i) => ({ from: acts[i - 1]?.id ?? 'record', to: id })) }
}
