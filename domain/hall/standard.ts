import { instruments } from '../law/instruments.ts'
import type { Provision } from '../law/provision.ts'

/** What the documents ask of a hall: not law, but standards of the ministry and the plan of the city. */
export const standards = {
  zones: {
    instrument: 'S0',
    article: '附件一.1',
    confidence: 'S',
    says: '合理安排申请表填写区、业务办理区、等候休息区、宣传资料摆放区、自助服务区、企业服务专区（窗）等',
  },
  consultation: { instrument: 'S0', article: '附件一.2', confidence: 'S', says: '在大厅醒目位置设立独立咨询台（窗）' },
  comprehensive: {
    instrument: 'S0',
    article: '附件一.4',
    confidence: 'S',
    says: '按照业务类型和人流量合理规划配置登记窗口类型、数量，建立合理的取号排队系统；综合窗口占比40%以上',
  },
  green: {
    instrument: 'S0',
    article: '附件一.6',
    confidence: 'S',
    says: '设有为军人、老弱病残孕等有特殊需求的群体服务的绿色通道窗口或专门区域，提供优先服务',
  },
  calling: { instrument: 'S0', article: '附件一.9', confidence: 'S', says: '根据群众需要将传统语音叫号与无声叫号服务搭配使用' },
  extended: {
    instrument: 'S0',
    article: '附件二.9',
    confidence: 'S',
    says: '针对办事企业群众合理办事需求，提供延时服务，直至业务办结',
  },
  untilDone: {
    instrument: 'S1',
    article: '三（二）',
    confidence: 'S',
    says: '对下班时间尚未办结或临近下班时间申请的业务实行延时服务直到当天办结为止',
  },
  anyBusiness: {
    instrument: 'S1',
    article: '三（一）',
    confidence: 'S',
    says: '扎实推进不动产登记服务“无差别受理”，缓解不同业务窗口办事群众分布不均衡问题',
  },
} as const satisfies Readonly<Record<string, Provision>>
export type StandardId = keyof typeof standards

/** A standard as people are shown it. */
export const citeStandard = (id: StandardId) => ({
  ...standards[id],
  id,
  instrument: instruments[standards[id].instrument].title,
})

/** Why something about a hall is not done: the rule's name, a sentence for the clerk that says what to do next, what asks for it. */
export interface HallRefusal {
  readonly rule: HallRule
  readonly detail: string
  readonly basis: readonly StandardId[]
}

export type HallRule =
  | 'layout-past'
  | 'layout-fault'
  | 'hall-closed'
  | 'priority-reason'
  | 'call-mode'
  | 'no-window'
  | 'window-closed'
  | 'ticket-in-hand'
  | 'ticket-state'
  | 'ticket-day'

export const hallRefusal = (rule: HallRule, detail: string, ...basis: StandardId[]): HallRefusal => ({ rule, detail, basis })
