import { isProvisionId, type ProvisionId } from '../law/provisions.ts'
import { actions } from './actions.ts'
import type { EventData, EventType, LedgerEvent } from './events.ts'

interface EventWords<T extends EventType> {
  readonly title: string
  /** What the event says that the state does not show, in Chinese. */
  readonly tell?: (data: EventData[T]) => readonly string[]
}

const escalatedTo = { backup: '备岗人员', supervisor: '值班长', director: '负责人' } as const

/** What each event is called, and what it says beside the change that it makes. */
export const eventWords: { readonly [T in EventType]: EventWords<T> } = {
  Filed: { title: '提交申请' },
  Accepted: { title: '受理' },
  DeemedAccepted: { title: '视为受理', tell: ({ reason }) => [reason] },
  SupplementRequested: {
    title: '告知补正',
    tell: ({ overrideReason }) => (overrideReason ? [`再次告知的理由：${overrideReason}`] : []),
  },
  Supplemented: { title: '补正材料' },
  NotAccepted: { title: '不予受理', tell: ({ detail }) => [detail] },
  Withdrawn: { title: '撤回申请', tell: ({ by }) => [`由 ${by.join('、')} 撤回`] },
  Examined: { title: '审核', tell: ({ findings }) => [`审核意见：${findings}`] },
  Refused: { title: '不予登记', tell: ({ findings }) => [findings] },
  DepartmentAnswered: { title: '部门意见' },
  TaxCleared: { title: '完税', tell: ({ receiptNo, paidFen }) => [`完税凭证 ${receiptNo}，${paidFen / 100} 元`] },
  Consented: { title: '书面同意' },
  Undertaken: { title: '自担风险承诺' },
  SiteVisitOpened: { title: '启动实地查看' },
  SiteVisited: { title: '实地查看' },
  AnnouncementPublished: { title: '发布公告' },
  AnnouncementObjected: { title: '公告异议' },
  AnnouncementObjectionSettled: { title: '处理公告异议', tell: ({ findings }) => [`处理意见：${findings}`] },
  AnnouncementEnded: { title: '公告期满' },
  ClockSuspended: { title: '期限中止', tell: ({ reason }) => [reason] },
  ClockResumed: { title: '期限恢复', tell: ({ reason }) => [reason] },
  Interviewed: { title: '询问', tell: ({ record }) => [`询问记录：${record}`] },
  RegisterChanged: { title: '登记簿变化' },
  CourtAnswered: { title: '回复嘱托机关', tell: ({ reason }) => [reason] },
  SuitProofFiled: { title: '提交起诉受理材料', tell: ({ document }) => [document] },
  RegistrableConfirmed: { title: '确认能够进行不动产登记之日', tell: ({ registrableOn }) => [`自 ${registrableOn} 起能够登记`] },
  LightChanged: { title: '亮灯' },
  Escalated: { title: '升级', tell: ({ to, reason }) => [`升级至${escalatedTo[to]}：${reason}`] },
  Urged: { title: '督办', tell: ({ note }) => [note] },
  Reassigned: {
    title: '改派',
    tell: ({ action, from, to, reason }) => [`“${actions[action].label}”${from ? `由 ${from} ` : ''}改派给 ${to}：${reason}`],
  },
  Stopped: { title: '叫停', tell: ({ reason }) => [reason] },
  StopLifted: { title: '解除叫停', tell: ({ findings }) => [findings] },
  Explained: { title: '说明超期原因', tell: ({ reason }) => [reason] },
  Recorded: { title: '登簿' },
  Issued: { title: '缮证' },
  Delivered: { title: '发证' },
  Archived: { title: '归档' },
  Closed: { title: '办结' },
}

/** What the event itself says, in Chinese. */
export function saidBy<T extends EventType>({
  type,
  data,
}: {
  readonly type: T
  readonly data: EventData[T]
}): readonly string[] {
  return eventWords[type].tell?.(data) ?? []
}

/** Every provision that the event cites: of its documents, its limits, its suspension; each once, in order. */
export function citedBy(event: LedgerEvent): ProvisionId[] {
  return [...new Set(basesIn(event.data))].filter(isProvisionId)
}

function basesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'basis' && Array.isArray(member) ? member.filter(id => typeof id === 'string') : basesIn(member),
  )
}
