import type { Refusal } from '../case/types.ts'
import type { Rule, RuleContext } from './rule.ts'

/** The first rule that is broken, as a refusal; null when all hold. */
export function firstBroken(rules: readonly Rule[], context: RuleContext): Refusal | null {
  for (const rule of rules) {
    const refusal = ask(rule, context)
    if (refusal) return refusal
  }
  return null
}

/** Every rule that is broken, each id once. */
export function allBroken(rules: readonly Rule[], context: RuleContext): Refusal[] {
  const broken = rules.flatMap(rule => ask(rule, context) ?? [])
  return broken.filter((refusal, i) => broken.findIndex(other => other.rule === refusal.rule) === i)
}

function ask(rule: Rule, context: RuleContext): Refusal | null {
  const detail = rule.broken(context)
  return detail === null ? null : { rule: rule.id, detail, basis: rule.basis }
}
