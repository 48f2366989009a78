import { stageTitles } from '../case/actions.ts'
import type { Suspension } from '../case/clock.ts'
import { breaksOf } from '../case/hours.ts'
import type { StepSpan } from '../case/stepMarks.ts'
import { groupBy, median, percentile, total } from '../hall/statistics.ts'
import { type ProcedureId, procedureTitles } from '../procedures/ids.ts'
import { share } from '../quality/figures.ts'
import type { Calendar } from '../time/calendar.ts'
import { dateOf, type Instant, parseInstant } from '../time/instant.ts'
import { type OpeningHours, openingCounter } from '../time/opening.ts'

// Where the time of a registration goes, step by step (S2-3).

type Step = StepSpan['step']

/** The steps in their order, with those that wait for the applicant and not for the office (补正、领证). */
const steps: Readonly<Record<Step, { readonly waitsFor: 'office' | 'applicant' }>> = {
  intake: { waitsFor: 'office' },
  'awaiting-supplement': { waitsFor: 'applicant' },
  examination: { waitsFor: 'office' },
  recording: { waitsFor: 'office' },
  certification: { waitsFor: 'office' },
  delivery: { waitsFor: 'applicant' },
  archive: { waitsFor: 'office' },
}

const order = Object.keys(steps)

/** An accepted case with its steps and the time that stood still. */
export interface SteppedCase {
  readonly caseNo: string
  readonly procedure: ProcedureId
  readonly spans: readonly StepSpan[]
  readonly suspensions: readonly Suspension[]
}

/**
 * What a step took of a case in minutes, all its stays there together. `working`: while the office was open and no limit stood still;
 * `suspended`: while it was open and one did; `elapsed`: by the clock on the wall.
 */
export interface StepTime {
  readonly caseNo: string
  readonly procedure: ProcedureId
  readonly step: Step
  readonly running: boolean
  readonly working: number
  readonly suspended: number
  readonly elapsed: number
}

/** The times of an office's cases; what has not ended is measured up to `now`. */
export function stepTimer(calendar: Calendar, hours: OpeningHours, now: Instant): (one: SteppedCase) => StepTime[] {
  const openMinutes = openingCounter(calendar, hours)
  const counting = { calendar, hours, counted: 'opening-time' } as const
  return ({ caseNo, procedure, spans, suspensions }) => {
    const standing = joined(
      breaksOf(counting, suspensions.map(endedBy(now))).map(({ begins, ends }) => [parseInstant(begins), parseInstant(ends)]),
    )
    const times = spans.map(({ step, from, until }): StepTime => {
      const [start, end] = [parseInstant(from), parseInstant(until ?? now)]
      const suspended = total(standing.map(([begins, ends]) => openMinutes(Math.max(begins, start), Math.min(ends, end))))
      const [working, elapsed] = [openMinutes(start, end) - suspended, (end - start) / MINUTE_MS]
      return { caseNo, procedure, step, running: until === null, working, suspended, elapsed }
    })
    return groupBy(times, ({ step }) => step).map(([, stays]) => stays.reduce(added))
  }
}

const MINUTE_MS = 60_000

/** What still stands has stood until now. */
const endedBy =
  (now: Instant) =>
  (suspension: Suspension): Suspension =>
    suspension.to === null ? { ...suspension, to: dateOf(now), toAt: now } : suspension

type Stretch = readonly [from: number, until: number]

/** What overlaps stands still once; `stretches` in order of their beginning. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const apart: Stretch[] = []
  for (const [from, until] of stretches) {
    const last = apart.at(-1)
    if (last && from <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], until)]
    else apart.push([from, until])
  }
  return apart
}

const added = (one: StepTime, other: StepTime): StepTime => ({
  ...other,
  working: one.working + other.working,
  suspended: one.suspended + other.suspended,
  elapsed: one.elapsed + other.elapsed,
})

/** Whole minutes; null where no case has the step behind it. */
interface Spread {
  readonly mean: number | null
  readonly median: number | null
  readonly p90: number | null
}

/** One step of one kind of registration; the figures are of cases that have it behind them. */
export interface StepFigures {
  readonly step: Step
  readonly title: string
  readonly waitsFor: 'office' | 'applicant'
  readonly cases: number
  /** Cases that are at the step now: not in the figures. */
  readonly running: number
  readonly working: Spread
  /** Of the working time of all steps of the kind: 0 to 1, null where there is none. */
  readonly share: number | null
  /** Minutes that stood still, all cases together. */
  readonly suspended: number
  readonly elapsed: Spread
  /** By working time. */
  readonly longest: { readonly caseNo: string; readonly minutes: number } | null
}

export interface ProcedureTimes {
  readonly procedure: ProcedureId
  readonly title: string
  readonly cases: number
  /** Working minutes of all steps that are behind its cases. */
  readonly workingMinutes: number
  readonly steps: readonly StepFigures[]
}

/** By kind of registration, the one that took most working time first; steps in their order. */
export function stepTimeReport(times: readonly StepTime[]): ProcedureTimes[] {
  const kinds = groupBy(times, ({ procedure }) => procedure).map(([procedure, own]): ProcedureTimes => {
    const workingMinutes = total(own.filter(isOver).map(({ working }) => working))
    return {
      ...{ procedure, title: procedureTitles[procedure], workingMinutes: Math.round(workingMinutes) },
      cases: new Set(own.map(({ caseNo }) => caseNo)).size,
      steps: groupBy(own, ({ step }) => step)
        .map(([step, here]) => figuresOf(step, here, workingMinutes))
        .sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step)),
    }
  })
  return kinds.sort((a, b) => b.workingMinutes - a.workingMinutes)
}

const isOver = ({ running }: StepTime): boolean => !running

function figuresOf(step: Step, all: readonly StepTime[], whole: number): StepFigures {
  const over = all.filter(isOver)
  const working = over.map(one => one.working)
  const [first, ...others] = over
  const longest = first ? others.reduce((most, one) => (one.working > most.working ? one : most), first) : null
  return {
    ...{ step, title: stageTitles[step], ...steps[step], cases: over.length, running: all.length - over.length },
    working: spreadOf(working),
    share: share(total(working), whole),
    suspended: Math.round(total(over.map(({ suspended }) => suspended))),
    elapsed: spreadOf(over.map(({ elapsed }) => elapsed)),
    longest: longest ? { caseNo: longest.caseNo, minutes: Math.round(longest.working) } : null,
  }
}

function spreadOf(sample: readonly number[]): Spread {
  if (sample.length === 0) return { mean: null, median: null, p90: null }
  return {
    mean: Math.round(total(sample) / sample.length),
    median: Math.round(median(sample)),
    p90: Math.round(percentile(sample, 0.9)),
  }
}
