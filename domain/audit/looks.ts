import type { BulkThresholds } from '../office/profile.ts'
import type { LocalDate } from '../time/instant.ts'

/** What may be looked at. `one`: a single record, under its own number; `many`: a list, whose trace counts its rows. */
export const looked = {
  case: { title: '案件', shows: 'one' },
  application: { title: '一并申请', shows: 'one' },
  'register-unit': { title: '登记簿（不动产单元）', shows: 'one' },
  enquiry: { title: '咨询', shows: 'one' },
  absence: { title: '离岗与交接', shows: 'one' },
  'case-list': { title: '案件列表', shows: 'many' },
  'task-list': { title: '待办', shows: 'many' },
  'enquiry-list': { title: '咨询列表', shows: 'many' },
  register: { title: '登记簿全貌', shows: 'many' },
  staff: { title: '人员名册', shows: 'many' },
  report: { title: '监管报表', shows: 'many' },
  accesses: { title: '查阅留痕', shows: 'many' },
} as const satisfies Record<string, { readonly title: string; readonly shows: 'one' | 'many' }>

export type LookedAt = keyof typeof looked

/** Kinds of single records: opening many of them in a day is what the threshold on records counts. */
export const singleRecords = (Object.keys(looked) as LookedAt[]).filter(kind => looked[kind].shows === 'one')

/** One person's looks on one day. `records`: different single records opened; `rows`: what lists have shown. */
export interface DayOfLooks {
  readonly sub: string
  readonly on: LocalDate
  readonly looks: number
  readonly records: number
  readonly rows: number
}

/**
 * Why a person's day stands out, in Chinese; empty for an ordinary day (S0-119, S0-120). The numbers are the office's own choice, no
 * source names any; that somebody looked at much says nothing yet of why.
 */
export function bulkSigns({ records, rows }: DayOfLooks, { recordsPerDay, rowsPerDay }: BulkThresholds): string[] {
  return [
    ...(records > recordsPerDay ? [`当日打开 ${records} 件不同的案件或者登记簿，多于 ${recordsPerDay} 件`] : []),
    ...(rows > rowsPerDay ? [`当日列表显示 ${rows} 行，多于 ${rowsPerDay} 行`] : []),
  ]
}
