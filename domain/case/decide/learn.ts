import { objectionWarning } from '../../notices/documents.ts'
import type { RegisterChange } from '../commands.ts'
import { type Decision, events, type Facts } from '../facts.ts'
import type { CaseState, Notice } from '../types.ts'

/** An entry that another case or the end of a term has written on one of the case's units while it awaits recording. */
export function learn(state: CaseState, change: RegisterChange, facts: Facts): Decision {
  if (state.stage !== 'examination' && state.stage !== 'recording') return events()
  const known = state.registerChanges.some(one => one.unitCode === change.unitCode && one.version >= change.version)
  if (known) return events()
  return events({ type: 'RegisterChanged', data: { ...change, notices: warnings(state, change, facts) } })
}

/** 异议告知书 when the objection arrives while a disposal is pending (实施细则 84). */
function warnings(state: CaseState, { unitCode, what }: RegisterChange, facts: Facts): Notice[] {
  if (what !== 'objection-recorded' || !facts.edition.rules.some(rule => rule.id === 'objection-undertaking')) return []
  return [objectionWarning({ state, edition: facts.edition, office: facts.office, at: facts.at }, [unitCode])]
}
