import { editionOf } from '../procedures/registry.ts'
import { applyEntry } from '../register/applyEntry.ts'
import type { Unit } from '../register/types.ts'
import { allBroken } from '../rules/check.ts'
import type { RuleContext, UnitFacts } from '../rules/rule.ts'
import type { CaseState } from './types.ts'

/**
 * The units as the parts before have left them, were they recorded now (一并申请): what the later parts' rules will see. A part that
 * could not be recorded leaves them as they are. Nothing is written; numbers of documents are not known yet.
 */
export function unitsAfter(
  parts: readonly CaseState[],
  context: Omit<RuleContext, 'state' | 'edition' | 'siblings'>,
): readonly UnitFacts[] {
  return parts.reduce((units, state) => afterPart(state, { ...context, units }), context.units)
}

function afterPart(state: CaseState, context: Omit<RuleContext, 'state' | 'edition' | 'siblings'>): readonly UnitFacts[] {
  const edition = editionOf(state.application.edition)
  const mine = state.application.units.flatMap(code => context.units.find(({ unitCode }) => unitCode === code) ?? [])
  const whole: RuleContext = { ...context, units: mine, state, edition, siblings: [] }
  const rules = edition.rules.filter(rule => rule.level === 'unit')
  if (mine.length < state.application.units.length || allBroken(rules, whole).length > 0) return context.units
  const numbers = new Map(mine.map(({ unitCode }) => [unitCode, numbersOf(whole, unitCode)]))
  return context.units.map(facts => (mine.includes(facts) ? withEntry(facts, whole, numbers) : facts))
}

/** Stand-ins for the numbers that recording will give to the unit's documents. */
function numbersOf({ edition, state }: RuleContext, unitCode: string): string[] {
  const count = edition.issues ? edition.writes.documents(state.application, unitCode) : 0
  return Array.from({ length: count }, (_, i) => `${state.caseNo}#${unitCode}#${i}`)
}

function withEntry(facts: UnitFacts, context: RuleContext, numbers: ReadonlyMap<string, readonly string[]>): UnitFacts {
  const { edition, state, on } = context
  const entry = edition.writes.entry(context, facts, numbers.get(facts.unitCode) ?? [], [...numbers.values()].flat())
  if (!entry) return facts
  const at = `${on}T23:59:59+08:00`
  const row = {
    unitCode: facts.unitCode,
    version: (facts.unit?.version ?? 0) + 1,
    at,
    caseNo: state.caseNo,
    entry,
    prevHash: '',
    hash: '',
  }
  const unit: Unit = applyEntry(facts.unit, row)
  return { ...facts, unit }
}
