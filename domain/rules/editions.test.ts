import { describe, expect, it } from 'vitest'
import { broughtToRecording, type Flaw, filedBy, flawKey, flawless, flaws } from '../case/testing/flaws.ts'
import { accepted, recorded, type Situation, unitFacts } from '../case/testing/situation.ts'
import { isProvisionId } from '../law/provisions.ts'
import { demoOffice } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import { editions } from '../procedures/registry.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { dateOf } from '../time/instant.ts'
import { allBroken } from './check.ts'
import { ruleIds } from './ids.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Every rule that any edition uses, where it uses it. */
const used = editions.flatMap(edition =>
  edition.rules.map((rule, index) => ({ key: flawKey(edition.id, index, rule.id), edition, index, rule })),
)

const contextOf = ({ state, around }: Situation, edition: ProcedureEdition): RuleContext => ({
  state,
  edition,
  office: demoOffice,
  units: unitFacts(state.application, around),
  twin: around.twin,
  reached: [],
  siblings: [],
  on: dateOf(state.lastAt),
  calendar: builtInCalendar,
})
const flawOf = (key: string): Flaw => {
  const flaw = flaws[key]
  if (!flaw) throw new Error(`规则 ${key} 没有不合格的例子：请在 domain/case/testing/flaws.ts 中补上一行`)
  return flaw
}
const asked = (rule: Rule, edition: ProcedureEdition, situation: Situation) => rule.broken(contextOf(situation, edition))

describe('the rules of the editions', () => {
  it('each have an example that breaks them, and no example is left over', () => {
    expect(Object.keys(flaws).sort()).toEqual(used.map(({ key }) => key).sort())
  })

  it.each(used)('$key holds in the ordinary case', ({ edition, rule }) => {
    expect(asked(rule, edition, broughtToRecording(flawless(edition.procedure, edition.id)))).toBeNull()
  })

  it.each(used)(
    '$key is broken by its flaw, with a sentence for the clerk, and is then the first to be named',
    ({ key, edition, index, rule }) => {
      const situation = broughtToRecording(flawOf(key)(flawless(edition.procedure, edition.id)))
      expect(asked(rule, edition, situation)).toMatch(/^\S*\p{Script=Han}/u)
      const before = edition.rules.slice(0, index)
      expect(before.map(earlier => [earlier.id, asked(earlier, edition, situation)])).toEqual(before.map(({ id }) => [id, null]))
      expect(situation.when(recorded)).toMatchObject({ rule: rule.id, refusal: { basis: rule.basis }, writes: [] })
    },
  )

  it.each(used.filter(({ rule }) => rule.level === 'file'))('$key refuses acceptance already', ({ key, edition, rule }) => {
    expect(filedBy(flawOf(key)(flawless(edition.procedure, edition.id))).when(accepted).rule).toBe(rule.id)
  })

  it.each(used.filter(({ rule }) => rule.level !== 'file'))(
    '$key does not refuse acceptance: it decides at recording',
    ({ key, edition }) => {
      expect(filedBy(flawOf(key)(flawless(edition.procedure, edition.id))).when(accepted).happened).toEqual(['Accepted'])
    },
  )

  it.each(used)('$key names the law it follows from, and the law says so in one sentence', ({ rule }) => {
    expect(rule.basis.length).toBeGreaterThan(0)
    expect(rule.basis.filter(id => !isProvisionId(id))).toEqual([])
    expect(new Set(rule.basis).size).toBe(rule.basis.length)
    expect(rule.says).toMatch(/\p{Script=Han}.*[^。]$/u)
  })

  it.each(editions)('of $id stand in the order in which answers name them', edition => {
    const places = edition.rules.map(({ id }) => ruleIds.indexOf(id))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it.each(editions)('of $id are asked in the order of the levels: the file, the tracks, the unit', edition => {
    const levels = ['file', 'track', 'unit']
    const places = edition.rules.map(({ level }) => levels.indexOf(level))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('that are broken together are all told as warnings, each id once', () => {
    const edition = editions[0]
    if (!edition) throw new Error('没有版本')
    const everything = used
      .filter(one => one.edition === edition)
      .reduce((plan, { key }) => flawOf(key)(plan), flawless(edition.procedure, edition.id))
    const context = contextOf(broughtToRecording(everything), edition)
    expect(allBroken(edition.rules, context).map(({ rule }) => rule)).toEqual([...new Set(edition.rules.map(({ id }) => id))])
  })
})
