import { stepLimitFor, type TimedStep, timedSteps } from '../../limits/steps.ts'
import { dateOf } from '../../time/instant.ts'
import { clockFrom } from '../accepting.ts'
import type { Clock } from '../clock.ts'
import type { LedgerEvent, NewEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { Decision, Facts } from '../facts.ts'
import { recounted } from '../suspension.ts'
import { type CaseState, systemActor } from '../types.ts'

/**
 * Every event with which a step begins carries the step's clock (S4-68, S4-71), whichever act it was that brought the case there: the
 * events are folded once to see. A step that ends in time leaves no event of its own.
 */
export function withSteps(state: CaseState, decision: Decision, facts: Facts): Decision {
  if (decision.kind === 'refused' || !facts.stepLimits) return decision
  let before = state
  const told = decision.events.map(event => {
    const after = evolve(before, placed(event, before, facts), state.caseNo)
    const clock = after.stage === before.stage ? null : stepClock(after, facts)
    before = after
    return clock ? ({ ...event, data: { ...event.data, step: clock } } as NewEvent) : event
  })
  return { ...decision, events: told }
}

/** As the ledger would have it: only what folding looks at matters. */
function placed(event: NewEvent, { seq }: CaseState, { at }: Facts): LedgerEvent {
  const frame = {
    at,
    receivedAt: at,
    dueAt: null,
    actor: systemActor.sub,
    commandId: '',
    commandDigest: '',
    prevHash: '',
    hash: '',
  }
  return { ...event, ...frame, seq: seq + 1 }
}

/** Null for a step without a limit. What still stands when a step begins stands for the step as well. */
function stepClock(state: CaseState, { edition, office, calendar, at, stepLimits = [] }: Facts): Clock | null {
  if (!('clocks' in state) || !isTimed(state.stage)) return null
  const promised = state.clocks.find(({ name }) => name === 'promised')
  const limit = stepLimitFor(state.stage, { edition, office, on: dateOf(at) }, promised ? amountOf(promised) : null, stepLimits)
  if (!limit) return null
  const { amount, unit, document } = limit
  const clock = clockFrom({ kind: 'step', amount, unit, document, basis: [] }, office, calendar, at)
  const today = dateOf(at)
  const standing = promised?.suspensions.filter(({ to }) => to === null || to >= today) ?? []
  return standing.length > 0 ? recounted({ calendar, office }, { ...clock, suspensions: standing }) : clock
}

const isTimed = (stage: string): stage is TimedStep => (timedSteps as readonly string[]).includes(stage)

const amountOf = (clock: Clock) =>
  clock.limitHours === undefined
    ? { amount: clock.limitWorkingDays, unit: 'working-day' as const }
    : { amount: clock.limitHours, unit: 'hour' as const }
