import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { LocalDate } from '../time/instant.ts'
import type { Limit } from './limit.ts'
import { limitQuestion, shortestThatApplies } from './limits.ts'

/** Steps that an office works on against a deadline of its own. Delivery waits for whoever collects: that is not the office's time. */
export const timedSteps = ['examination', 'recording', 'certification', 'archive'] as const
export type TimedStep = (typeof timedSteps)[number]

/**
 * How long a step of a case may take. **Not law**: no source names a figure (S4-68 asks for the time of every step to be set, not which);
 * rows are the office's own, layered like promises, and the shortest that applies wins.
 */
export interface StepLimit
  extends Pick<Limit, 'region' | 'class' | 'procedures' | 'except' | 'amount' | 'unit' | 'from' | 'document'> {
  readonly step: TimedStep
}

const internal = '机构内部流转时限（自定，非法定）'

/**
 * The figures are ours. All steps have the same, so that a later step never has an earlier alarm than the one before it: the case's one
 * timer need not be moved when a step ends in time (ADR 0017).
 */
export const seededStepLimits: readonly StepLimit[] = timedSteps.map(step => ({
  ...{ step, region: '', class: 'all', amount: 2, unit: 'working-day', from: '2015-03-01', document: internal },
}))

/** What a step that begins on a day may take, or null: the shortest row, and never longer than what the whole case was promised. */
export function stepLimitFor(
  step: TimedStep,
  { edition, office, on }: { edition: ProcedureEdition; office: OfficeProfile; on: LocalDate },
  promised: Pick<Limit, 'amount' | 'unit'> | null,
  limits: readonly StepLimit[],
): StepLimit | null {
  const question = limitQuestion(edition, office, on)
  const rows = limits.filter(limit => limit.step === step)
  const own = shortestThatApplies(rows, question)
  if (!own || !promised) return own
  return shortestThatApplies([own, { ...own, ...promised }], question)
}
