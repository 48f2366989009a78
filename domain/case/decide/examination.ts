import { refusalNotice } from '../../notices/documents.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { ActionBodies } from '../commands.ts'
import type { NewEvent } from '../events.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import type { CaseState } from '../types.ts'

/** 审核: passes, sends back to the clerk, or refuses with a notice that states reasons and remedies. */
export function examine(state: CaseState, body: ActionBodies['examine'], facts: Facts): Decision {
  const { decision, findings, grounds } = body
  const examined: NewEvent = { type: 'Examined', data: { decision, findings, ...(grounds ? { grounds } : {}) } }
  if (decision !== 'refuse') return events(examined)
  if (!grounds || grounds.length === 0) return refused('body', '不予登记应当写明理由（grounds）', ['REG-22'])
  return events(examined, ...refusal(state, grounds, findings, facts))
}

/** 不予登记 by the examiner or the registrar, when something has changed since the examination. */
export function refuse(state: CaseState, body: ActionBodies['refuse'], facts: Facts): Decision {
  return events(...refusal(state, body.grounds, body.findings, facts))
}

export function departmentResult(state: CaseState, body: ActionBodies['department-result']): Decision {
  const track = state.tracks.departments[body.department]
  if (track === undefined) return refused('stage', `本案不需要 ${body.department} 审核`, ['SEED-1'])
  if (track === 'passed') return refused('stage', `${body.department} 已经审核通过`)
  return events({
    type: 'DepartmentAnswered',
    data: { department: body.department, result: body.result, data: body.data ?? null },
  })
}

export function taxCleared(body: ActionBodies['tax-cleared']): Decision {
  return events({ type: 'TaxCleared', data: { receiptNo: body.receiptNo, paidFen: body.paidFen } })
}

function refusal(state: CaseState, grounds: readonly string[], findings: string, facts: Facts): NewEvent[] {
  const context = { state, edition: facts.edition, office: facts.office, at: facts.at }
  const notice = refusalNotice(context, grounds.map(sentence(facts)), findings)
  return [
    { type: 'Refused', data: { grounds, findings, notice } },
    { type: 'Closed', data: { outcome: 'refused' } },
  ]
}

/** A ground that is a rule's id is written out as the rule's sentence. */
const sentence =
  ({ edition }: Facts) =>
  (ground: string): string =>
    (ruleIds as readonly string[]).includes(ground) ? (edition.rules.find(rule => rule.id === ground)?.says ?? ground) : ground
