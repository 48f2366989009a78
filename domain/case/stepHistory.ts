import type { Instant } from '../time/instant.ts'
import type { Clock, Light } from './clock.ts'
import type { LedgerEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { CaseState, Stage } from './types.ts'

/** A step that the case was or is at (环节): when, by when it was to be done, and which light it has or ended with. */
export interface StepRecord {
  readonly step: Stage
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  /** Null where no deadline is set: the applicant's own time (补正、领证), and what follows from silence alone (收件). */
  readonly dueAt: Instant | null
  readonly light: Light | null
}

/** Every step of a case in order, from its ledger (S4-71); a step that it came back to is listed again. */
export function stepsOf(events: readonly LedgerEvent[], caseNo: string): StepRecord[] {
  const steps: StepRecord[] = []
  let state: CaseState | null = null
  for (const event of events) {
    state = evolve(state, event, caseNo)
    const shown = shownBy(stepClock(state))
    const last = steps.at(-1)
    if (last && last.step === state.stage) {
      steps[steps.length - 1] = { ...last, ...shown }
      continue
    }
    // A closed case still takes what reaches its right's term: that ends no step again.
    if (last?.endedAt === null) steps[steps.length - 1] = { ...last, endedAt: event.at }
    if (state.stage !== 'closed') steps.push({ step: state.stage, startedAt: event.at, endedAt: null, ...shown })
  }
  return steps
}

/** Of the step that runs; one that has stopped belongs to the step before. */
const stepClock = (state: CaseState): Clock | undefined =>
  'clocks' in state ? state.clocks.find(({ name, stoppedAt }) => name === 'step' && stoppedAt === null) : undefined

const shownBy = (clock: Clock | undefined) => ({ dueAt: clock?.dueAt ?? null, light: clock?.light ?? null })
