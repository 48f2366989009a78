import type { ActionBodies } from '../../case/commands.ts'
import type { Plan } from '../../case/testing/flaws.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { ConflictCell } from '../tableB.ts'
import { arrangements } from './circumstances.ts'
import { type Draft, onRegister, ordinaryDraft, planOf, withFacts, withUnit } from './draft.ts'
import { states, thirdBank, thirdBuyer } from './states.ts'

/** What is said in a case, in writing: by those whose agreement the law asks for, or by its applicants. */
export type Statement =
  | { readonly action: 'consent'; readonly body: ActionBodies['consent'] }
  | { readonly action: 'undertake'; readonly body: ActionBodies['undertake'] }

export interface Arranged {
  readonly plan: Plan
  readonly statements: readonly Statement[]
}

/** The cell's situation: the ordinary case of its procedure on a unit in its state. */
export const arrange = (cell: ConflictCell): Arranged => ({ plan: planOf(draftOf(cell)), statements: [] })

/** The same with the condition met that the cell's rule asks for. */
export function withConditionMet(cell: ConflictCell): Arranged {
  const meet = cell.rule && conditions[cell.rule]
  if (!meet) throw new Error(`${cell.id}：规则 ${cell.rule} 没有可以满足的条件`)
  const { draft, statements } = meet(draftOf(cell), cell)
  return { plan: planOf(draft), statements }
}

/** The same when the earlier case has been recorded: the unit is seized, or somebody else's. */
export function afterTheEarlier(cell: ConflictCell): Arranged {
  const draft = { ...draftOf(cell), earlier: null }
  const after =
    cell.existing === 'pending-seizure' ? states.seized(draft) : withUnit(draft, { holders: [{ ...thirdBuyer, share: '1/1' }] })
  return { plan: planOf(after), statements: [] }
}

function draftOf({ existing, incoming, circumstance }: ConflictCell): Draft {
  const draft = states[existing](ordinaryDraft(incoming))
  return circumstance ? arrangements[circumstance](draft) : draft
}

type Meeting = (draft: Draft, cell: ConflictCell) => { readonly draft: Draft; readonly statements: readonly Statement[] }

/** How each condition of Table B is met. */
const conditions: Partial<Record<RuleId, Meeting>> = {
  'objection-undertaking': draft => ({
    draft,
    statements: draft.parties.map(({ name }) => ({ action: 'undertake', body: { by: name } })),
  }),
  'advance-notice-consent': draft => ({ draft, statements: noticeHolderConsents(draft) }),
  'mortgagee-consent': draft => ({ draft, statements: [mortgageeConsents] }),
  'mortgagee-joins': draft => ({ draft: { ...draft, parties: [...draft.parties, thirdBank] }, statements: [] }),
  'consent-of-encumbrancers': (draft, cell) =>
    cell.circumstance === 'construction-mortgage'
      ? { draft: mortgagesCancelled(draft), statements: [] }
      : { draft, statements: onRegister(draft).notices.length > 0 ? noticeHolderConsents(draft) : [mortgageeConsents] },
  // Served before the seizure, as the transfer's order of service has it.
  seized: draft => ({ draft: withFacts(draft, { servedAt: '2025-05-12T09:00:00+08:00' }), statements: [] }),
}

const mortgageeConsents: Statement = { action: 'consent', body: { by: thirdBank.name, of: 'mortgagee' } }

const noticeHolderConsents = (draft: Draft): Statement[] =>
  onRegister(draft).notices.map(({ holder }) => ({ action: 'consent', body: { by: holder.name, of: 'notice-holder' } }))

/** An earlier part of the same application has cancelled them: the register shows it to this one (实施细则 86(3)). */
const mortgagesCancelled = (draft: Draft): Draft =>
  withUnit(draft, { mortgages: onRegister(draft).mortgages.map(one => ({ ...one, status: 'cancelled' as const })) })
