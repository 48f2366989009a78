import type { QualitySettings, Severity } from '../office/profile.ts'
import { addWorkingDays, type Calendar } from '../time/calendar.ts'
import type { Instant, LocalDate } from '../time/instant.ts'

/** Where something was found wrong: 抽检, 日常督查, 负责人走流程, 窗口督查, 督察局等外部检查, 风险排查. */
export const findingOrigins = [
  'sampling',
  'supervision',
  'walk-through',
  'window-inspection',
  'external-inspection',
  'risk-screening',
] as const
export type FindingOrigin = (typeof findingOrigins)[number]

/** Their Chinese names, and whether such a finding is always about a case. */
export const originTitles: Readonly<Record<FindingOrigin, string>> = {
  sampling: '质量抽检',
  supervision: '日常督查',
  'walk-through': '负责人走流程',
  'window-inspection': '窗口督查',
  'external-inspection': '外部检查',
  'risk-screening': '风险排查',
}

export const severityTitles: Readonly<Record<Severity, string>> = { minor: '轻微', ordinary: '一般', serious: '严重' }

/** What was found wrong, as it is raised. */
export interface Raised {
  readonly origin: FindingOrigin
  /** Null where it is about no single case: only of the last four origins. */
  readonly caseNo: string | null
  /** What was looked at: an item of a checklist, or words. */
  readonly item: string
  readonly error: string
  readonly severity: Severity
  /** The staff who answer for it; empty where nobody is named and the supervisor sees to it. */
  readonly responsible: readonly string[]
  /** The last day of the correction. */
  readonly dueOn: LocalDate
  /** What the origin has to say beside this: the sample it was drawn in, the document of an inspection. */
  readonly source?: Readonly<Record<string, string>>
}

/** 整改 with what proves it: numbers of documents, cases or certificates. */
interface Corrected {
  readonly action: string
  readonly evidence: readonly string[]
}

/** What is written down about a finding; only `Raised` stands first, and only there. */
export interface FindingData {
  Raised: Raised
  Corrected: Corrected
  /** The correction will not do: again, by another day. */
  Returned: { readonly reason: string; readonly dueOn: LocalDate }
  /** 销号. */
  Closed: { readonly result: string }
}

/** A line of the record on quality, by whom and when. */
export type Noted<Data> = {
  readonly [T in keyof Data]: { readonly type: T; readonly data: Data[T]; readonly at: Instant; readonly actor: string }
}[keyof Data]

export type FindingStatus = 'open' | 'corrected' | 'closed'
export const findingStatuses = ['open', 'corrected', 'closed'] as const satisfies readonly FindingStatus[]

/** A finding as it now stands. */
export interface Finding extends Raised {
  readonly no: number
  readonly raisedBy: string
  readonly raisedAt: Instant
  readonly status: FindingStatus
  readonly corrections: readonly (Corrected & { readonly by: string; readonly at: Instant })[]
  readonly returns: readonly { readonly reason: string; readonly by: string; readonly at: Instant }[]
  readonly closedBy: string | null
  readonly closedAt: Instant | null
  readonly result: string | null
}

/** Folds the lines on one finding, oldest first. @throws when there is nothing raised: a record that nobody has written. */
export function findingOf(no: number, lines: readonly Noted<FindingData>[]): Finding {
  const [first, ...later] = lines
  if (first?.type !== 'Raised') throw new Error(`finding ${no} does not begin with what was raised`)
  const raised: Finding = {
    ...first.data,
    ...{ no, raisedBy: first.actor, raisedAt: first.at, status: 'open', corrections: [], returns: [] },
    ...{ closedBy: null, closedAt: null, result: null },
  }
  return later.reduce(after, raised)
}

function after(finding: Finding, { type, data, at, actor: by }: Noted<FindingData>): Finding {
  switch (type) {
    case 'Raised':
      throw new Error(`finding ${finding.no} is raised twice`)
    case 'Corrected':
      return { ...finding, status: 'corrected', corrections: [...finding.corrections, { ...data, by, at }] }
    case 'Returned': {
      const { reason, dueOn } = data
      return { ...finding, status: 'open', dueOn, returns: [...finding.returns, { reason, by, at }] }
    }
    case 'Closed':
      return { ...finding, status: 'closed', closedBy: by, closedAt: at, ...data }
  }
}

/** Not corrected by the end of its last day. What waits for its closure only is nobody's delay but the closer's. */
export const isOverdue = ({ status, dueOn }: Pick<Finding, 'status' | 'dueOn'>, on: LocalDate): boolean =>
  status === 'open' && dueOn < on

/** The last day of a correction that is asked for on a day. */
export const dueForCorrection = (
  calendar: Calendar,
  { correctWithinWorkingDays }: Pick<QualitySettings, 'correctWithinWorkingDays'>,
  severity: Severity,
  on: LocalDate,
): LocalDate => addWorkingDays(calendar, on, correctWithinWorkingDays[severity]).date
