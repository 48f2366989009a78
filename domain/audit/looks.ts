import type { SupervisionThresholds } from '../office/profile.ts'
import type { Instant, LocalDate } from '../time/instant.ts'

/** What may be looked at. `one`: a single record, under its own number; `many`: a list, whose trace counts its rows. */
export const looked = {
  case: { title: '案件', shows: 'one' },
  application: { title: '一并申请', shows: 'one' },
  'register-unit': { title: '登记簿（不动产单元）', shows: 'one' },
  enquiry: { title: '咨询', shows: 'one' },
  ticket: { title: '号票', shows: 'one' },
  finding: { title: '质量问题', shows: 'one' },
  evaluation: { title: '登簿质量评价', shows: 'one' },
  sample: { title: '抽检样本', shows: 'one' },
  proof: { title: '封存证明', shows: 'one' },
  archive: { title: '历史归档', shows: 'one' },
  absence: { title: '离岗与交接', shows: 'one' },
  incident: { title: '底线事件', shows: 'one' },
  intervention: { title: '提醒、函询、诫勉谈话', shows: 'one' },
  'case-list': { title: '案件列表', shows: 'many' },
  'task-list': { title: '待办', shows: 'many' },
  'prompt-list': { title: '提示', shows: 'many' },
  'ticket-list': { title: '号票列表', shows: 'many' },
  'enquiry-list': { title: '咨询列表', shows: 'many' },
  'error-list': { title: '登记错误台账', shows: 'many' },
  'evaluation-list': { title: '登簿质量评价列表', shows: 'many' },
  'sample-list': { title: '抽检样本列表', shows: 'many' },
  'finding-list': { title: '质量问题台账', shows: 'many' },
  register: { title: '登记簿全貌', shows: 'many' },
  staff: { title: '人员名册', shows: 'many' },
  report: { title: '监管报表', shows: 'many' },
  'integrity-report': { title: '廉政风险提示', shows: 'many' },
  'incident-list': { title: '底线事件台账', shows: 'many' },
  'intervention-list': { title: '提醒、函询、诫勉谈话台账', shows: 'many' },
  'leader-visit-list': { title: '负责人走流程、窗口督查台账', shows: 'many' },
  'reminder-list': { title: '节假日廉政提醒', shows: 'many' },
  accesses: { title: '查阅留痕', shows: 'many' },
} as const satisfies Record<string, { readonly title: string; readonly shows: 'one' | 'many' }>

export type LookedAt = keyof typeof looked

/** Kinds of which one answer shows many. */
export const listKinds = (Object.keys(looked) as LookedAt[]).filter(kind => looked[kind].shows === 'many')

/** One person's looks on one day of the world. `objects`: how many different ones; `rows`: what lists have shown of others. */
export interface DayOfLooks {
  readonly sub: string
  readonly on: LocalDate
  readonly looks: number
  readonly objects: number
  readonly rows: number
  /** The id of the last trace of the day, and its instant. */
  readonly lastTrace: number
  readonly lastAt: Instant
}

/**
 * Why a person's day stands out, in Chinese; empty for an ordinary day (S0-119, S0-120). The figures are the office's own choice, no
 * source names any; that somebody looked at much says nothing yet of why.
 */
export function bulkSigns(
  { looks, objects, rows }: DayOfLooks,
  { bulkLooksPerDay, bulkRowsPerDay }: Pick<SupervisionThresholds, 'bulkLooksPerDay' | 'bulkRowsPerDay'>,
): string[] {
  return [
    ...(looks > bulkLooksPerDay ? [`一日查阅 ${looks} 次，涉及 ${objects} 项`] : []),
    ...(rows > bulkRowsPerDay ? [`一日列表显示 ${rows} 行`] : []),
  ]
}
