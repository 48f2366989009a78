import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import type { UnitFacts } from '../rules/rule.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { unitsAfter } from './preview.ts'
import { ordinary } from './testing/applications.ts'
import { broughtToRecording, flawless } from './testing/flaws.ts'
import { aSeizure } from './testing/register.ts'
import { recorded, type Situation, unitFacts } from './testing/situation.ts'
import type { CaseState } from './types.ts'

const context = { office: demoOffice, twin: null, reached: [], on: '2025-06-03', calendar: builtInCalendar }

const factsAbout = ({ state, around }: Situation) => unitFacts(state.application, around)
const foundAfter = (state: CaseState, units: readonly UnitFacts[]) => unitsAfter([state], { ...context, units })

/** What stands on the units, each document by the order in which it appears: a preview has no numbers and no hour yet. */
function standing(units: readonly UnitFacts[]): unknown {
  const seen = new Map<string, number>()
  return JSON.parse(JSON.stringify(units), (_, value: unknown) => {
    if (typeof value !== 'string') return value
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return 'an hour'
    if (!/号$|#/.test(value) || /路/.test(value)) return value
    const place = seen.get(value) ?? seen.size
    seen.set(value, place)
    return `document ${place}`
  })
}

const onApplication = (Object.keys(ordinary) as (keyof typeof ordinary)[]).filter(procedure => {
  const application = ordinary[procedure]?.()
  return application && editionOf(application.edition).entry === 'application' && application.procedure !== 'information-query'
})

describe('what the later parts of a combined application will find [OP-JOINT]', () => {
  it.each(onApplication)('of %s before them is what its recording leaves, but for numbers and hours', procedure => {
    const ready = broughtToRecording(flawless(procedure))
    const preview = foundAfter(ready.state, factsAbout(ready))
    expect(standing(preview)).toEqual(standing(factsAbout(ready.after(recorded))))
    expect(preview).not.toEqual(factsAbout(ready))
  })

  it('of a part that could not be recorded is the units as they are', () => {
    const ready = broughtToRecording(flawless('transfer-by-sale'))
    const seized = factsAbout(ready).map(facts => ({ ...facts, unit: facts.unit && { ...facts.unit, seizures: [aSeizure()] } }))
    expect(foundAfter(ready.state, seized)).toEqual(seized)
  })
})
