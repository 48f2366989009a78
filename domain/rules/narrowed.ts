import type { Rule, RuleContext } from './rule.ts'

/** A rule that holds for some applications of a procedure only; `says` is its sentence with that condition. */
export const narrowed = (rule: Rule, { says, when }: { says: string; when: (context: RuleContext) => boolean }): Rule => ({
  ...rule,
  says,
  broken: context => (when(context) ? rule.broken(context) : null),
})
