import type { ProvisionId } from '../law/provisions.ts'
import type { SuspensionReasonId } from '../office/suspensions.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import type { HoursCounted } from '../time/opening.ts'

export type Light = 'green' | 'yellow' | 'red'
/** `step`: of the step that the case is at (环节), the office's own; `dueAt` and `light` of a case are the promised clock's. */
export type ClockName = 'statutory' | 'promised' | 'step'
/** Whatever of a case ends on a day that a calendar has counted. */
export type TermName = ClockName | 'announcement' | 'announceable-from' | 'deemed-acceptance'

/**
 * A running limit. In working days: `yellowAt` and `redAt` are 00:00 of a day, `dueAt` is the last second of the last day. In hours
 * (`limitHours`): instants, and `redAt` is `dueAt`.
 */
export type Clock = DayClock | HourClock

export interface DayClock extends ClockCommon {
  readonly limitWorkingDays: number
  readonly limitHours?: undefined
}

export interface HourClock extends ClockCommon {
  readonly limitWorkingDays?: undefined
  readonly limitHours: number
  readonly hoursCounted: HoursCounted
}

interface ClockCommon {
  readonly name: ClockName
  readonly basis: readonly ProvisionId[]
  readonly document: string
  readonly startedAt: Instant
  readonly yellowAt: Instant
  readonly dueAt: Instant
  readonly redAt: Instant
  readonly provisional: boolean
  readonly calendar: string
  readonly light: Light
  readonly suspensions: readonly Suspension[]
  /** How the end has moved when the holidays of a year were published; absent while it never has been. */
  readonly redatings?: readonly Redating[]
  readonly stoppedAt: Instant | null
}

/** A term counted anew because the holidays of `year` were published in `document`: its end `before` and `after`, and why (Chinese). */
export interface Redating {
  readonly year: number
  readonly document: string
  readonly at: Instant
  readonly before: Instant
  readonly after: Instant
  readonly why: string
}

/** Time that leaves a limit: the working days after `from` up to and including `to`; `to` is null until somebody has ended it. */
export interface Suspension {
  readonly from: LocalDate
  readonly to: LocalDate | null
  readonly reason: string
  readonly basis: readonly ProvisionId[]
  /** Which of the office's reasons; absent for an announcement, which ends by itself. */
  readonly code?: SuspensionReasonId
  /** What the officer cited and handed in. */
  readonly evidence?: readonly string[]
  /** To the moment, for limits in hours: when it began, and when somebody ended it. */
  readonly fromAt?: Instant
  readonly toAt?: Instant
}
