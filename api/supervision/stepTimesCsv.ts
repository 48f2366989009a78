import { stringify } from 'csv-stringify/sync'
import { type ServiceClass, serviceClassTitles } from '../../domain/limits/serviceClass.ts'
import type { ProcedureTimes, StepFigures } from '../../domain/supervision/stepTimes.ts'

/** A kind of registration with the class that its promise gives it. */
export type ClassedTimes = ProcedureTimes & { readonly class: ServiceClass }

const waitsFor = { office: '登记机构', applicant: '申请人' } as const

/** One row a step of a kind of registration; minutes. */
const columns: readonly (readonly [title: string, of: (kind: ClassedTimes, step: StepFigures) => string | number | null])[] = [
  ['登记类型', ({ title }) => title],
  ['办理方式', kind => serviceClassTitles[kind.class]],
  ['环节', (_, { title }) => title],
  ['由谁办理', (_, step) => waitsFor[step.waitsFor]],
  ['已过件数', (_, { cases }) => cases],
  ['在办件数', (_, { running }) => running],
  ['工作时间平均（分钟）', (_, { working }) => working.mean],
  ['工作时间中位（分钟）', (_, { working }) => working.median],
  ['工作时间九成以内（分钟）', (_, { working }) => working.p90],
  ['占该类型工作时间', (_, { share }) => share],
  ['中止合计（分钟）', (_, { suspended }) => suspended],
  ['历时平均（分钟）', (_, { elapsed }) => elapsed.mean],
  ['历时中位（分钟）', (_, { elapsed }) => elapsed.median],
  ['历时九成以内（分钟）', (_, { elapsed }) => elapsed.p90],
  ['最长一件', (_, { longest }) => longest?.caseNo ?? null],
  ['最长一件工作时间（分钟）', (_, { longest }) => longest?.minutes ?? null],
]

/** Where the time goes, as a table for spreadsheets: UTF-8 with its mark, as Excel wants it. */
export const stepTimesCsv = (kinds: readonly ClassedTimes[]): string =>
  stringify(
    [columns.map(([title]) => title), ...kinds.flatMap(kind => kind.steps.map(step => columns.map(([, of]) => of(kind, step))))],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  )
