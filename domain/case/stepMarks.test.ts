import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededStepLimits } from '../limits/steps.ts'
import { editions } from '../procedures/registry.ts'
import { availableActions } from './actions.ts'
import { alarmsOf } from './alarms.ts'
import type { ActionName } from './commands.ts'
import { stepsOf } from './stepHistory.ts'
import { marksOf, spansOf } from './stepMarks.ts'
import { ordinary, sale } from './testing/applications.ts'
import { readyUnits } from './testing/flaws.ts'
import { act, at, given, rings, type Situation } from './testing/situation.ts'

const spansIn = ({ ledger, state }: Situation) => spansOf(marksOf(ledger), state.entry)
const stepsIn = ({ ledger, state }: Situation) =>
  stepsOf(ledger, state.caseNo).map(({ step, startedAt, endedAt }) => ({ step, from: startedAt, until: endedAt }))

const usual: readonly ActionName[] = [
  ...(['accept', 'supplement', 'interview', 'publish-announcement', 'site-visit', 'department-result', 'tax-cleared'] as const),
  ...(['examine', 'record', 'issue', 'deliver', 'archive'] as const),
]

/** The next usual act, an act that is offered or an alarm, as the number says; what is refused does not happen. */
function onward(situation: Situation, pick: number): Situation {
  const offered = availableActions(situation.state).map(({ action }) => action)
  const all = [...offered.map(action => act(action)), ...alarmsOf(situation.state).slice(0, 1).map(rings)]
  const next = usual.filter(action => offered.includes(action)).map(action => act(action))
  const steps = pick % 3 > 0 && next.length > 0 ? next : all
  const step = steps[pick % Math.max(1, steps.length)]
  return step ? situation.when(step).situation : situation
}

const startOf = (edition: (typeof editions)[number]): Situation => {
  const application = ordinary[edition.procedure]?.()
  if (!application) throw new Error(edition.procedure)
  const units = readyUnits(edition.procedure, application.units)
  return given({ ...application, edition: edition.id }).where({ units, stepLimits: seededStepLimits })
}

const visited = new Set<string>()

it('the marks of a ledger tell the same steps as the whole of it, wherever the case went', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...editions),
      fc.array(fc.nat(1_000), { minLength: 4, maxLength: 24, size: 'max' }),
      (edition, picks) => {
        const end = picks.reduce(onward, startOf(edition))
        expect(spansIn(end)).toEqual(stepsIn(end))
        for (const { step } of spansIn(end)) visited.add(step)
        if (end.state.stage === 'closed') visited.add(end.state.outcome)
      },
    ),
    { seed: 20_250_603, numRuns: 100 },
  )
}, 60_000)

it('these walks came by every step and every outcome', () => {
  expect([...visited].sort()).toEqual(
    [
      ...['intake', 'awaiting-supplement', 'examination', 'recording', 'certification', 'delivery', 'archive'],
      ...['completed', 'not-accepted', 'refused', 'withdrawn'],
    ].sort(),
  )
})

it('what a closed case still takes for its right’s term ends no step again', () => {
  const closed = given(ordinary.objection?.() ?? sale())
    .where({ stepLimits: seededStepLimits })
    .after(...(['accept', 'examine', 'record', 'issue', 'deliver', 'archive'] as const).map(action => act(action)))
  const later = closed.after(at('2025-06-10T09:00:00+08:00', act('suit-proof')))
  expect(later.ledger.at(-1)?.type).toBe('SuitProofFiled')
  expect(stepsIn(later)).toEqual(stepsIn(closed))
  expect(spansIn(later)).toEqual(spansIn(closed))
})
