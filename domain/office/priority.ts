/**
 * Who may be served before those who came first. Within a class the order of application holds (S0-117); the classes and what counts
 * as a reason for each are our choice where the seeds name none (requirements.md A11): the green channel's groups are those of S0-51.
 */
export const priorityClasses = ['ordinary', 'green-channel', 'appointment', 'urgent'] as const
export type PriorityClass = (typeof priorityClasses)[number]

/** Reasons for each class, with the words for a clerk: a closed list, free text is not a reason. */
export const priorityReasons = {
  ordinary: { 'reason-ended': '优先事由消失' },
  'green-channel': {
    serviceman: '军人',
    elderly: '老年人',
    'weak-or-sick': '体弱、患病人员',
    disabled: '残疾人',
    pregnant: '孕妇',
    'special-needs': '其他有特殊需要的人员',
  },
  appointment: { appointed: '已经预约' },
  urgent: { 'legal-deadline': '法定期限即将届满', emergency: '抢险救灾、医疗救治等紧急情况' },
} as const satisfies Readonly<Record<PriorityClass, Readonly<Record<string, string>>>>

export const priorityReasonIds: readonly string[] = priorityClasses.flatMap(name => Object.keys(priorityReasons[name]))

export const priorityTitles: Readonly<Record<PriorityClass, string>> = {
  ordinary: '普通',
  'green-channel': '绿色通道',
  appointment: '预约',
  urgent: '急件',
}

export const isReasonFor = (name: PriorityClass, reason: string): boolean => Object.hasOwn(priorityReasons[name], reason)

/** Lawful reasons to take a later task while an earlier one of the same queue is free (S0-117); each use is recorded and reported. */
export const jumpReasons = ['green-channel', 'appointment', 'urgent', 'avoidance'] as const
export type JumpReason = (typeof jumpReasons)[number]
