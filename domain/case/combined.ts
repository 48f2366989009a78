import { editionOf } from '../procedures/registry.ts'
import { mayBeAsked, stageRefusal } from './actions.ts'
import type { ActCommand, ActionName } from './commands.ts'
import { isOver } from './tracks.ts'
import type { CaseState, Refusal, Stage } from './types.ts'

/**
 * Combined applications (一并申请, 操作规范 OP-JOINT): the parts are accepted, decided and recorded together or not at all; what belongs
 * to one part alone (its department, its tax, its examination) may also be done on that part.
 */

/** Acts that only the whole application takes. `request-supplement` and `supplement` do so before acceptance. */
const together: ReadonlySet<ActionName> = new Set(['accept', 'not-accept', 'leave', 'withdraw', 'refuse', 'record'])
const togetherBeforeAcceptance: ReadonlySet<ActionName> = new Set(['request-supplement', 'supplement'])

/** Acts that end the application without recording it, all its parts in one. */
const ending: ReadonlySet<ActionName> = new Set(['not-accept', 'withdraw', 'refuse'])

type Asked = Pick<ActCommand, 'action' | 'body'>

const refusesAtExamination = ({ action, body }: Asked): boolean =>
  action === 'examine' && (body as { decision?: string }).decision === 'refuse'

/** Why an act may not be done on one part alone; null when it may. */
export function aloneRefusal(state: CaseState, command: Asked): Refusal | null {
  if (!state.part) return null
  const { action } = command
  const before = dependsOnAcceptance(action) && !('acceptance' in state)
  if (!together.has(action) && !refusesAtExamination(command) && !before) return null
  return {
    rule: 'stage',
    detail: `一并申请的各项登记应当一并办理，请对申请 ${state.part.applicationNo} 整体办理`,
    basis: ['OP-JOINT'],
  }
}

/** Is it the ledger's to say whether the act may be done on a part alone? Once accepted, a part takes it. */
export const dependsOnAcceptance = (action: ActionName): boolean => togetherBeforeAcceptance.has(action)

/**
 * Why an act that would end the application may not, where it would pass some parts over: one application stands or falls. Null for
 * every other act, and where no part is left out.
 */
export function endsOnlySome(states: readonly CaseState[], asked: readonly CaseState[], command: Asked): Refusal | null {
  if (!ending.has(command.action) && !refusesAtExamination(command)) return null
  const left = states.find(state => !asked.includes(state))
  if (!left) return null
  if (states.some(state => stageRefusal(state, 'refuse') !== null)) return stageRefusal(left, command.action)
  const { term } = editionOf(left.application.edition)
  return {
    rule: 'stage',
    detail: `${term}的审核已经结束，一并申请的各项登记不能只对其中几项不予登记，请以“不予登记”（refuse）对申请整体办理`,
    basis: ['OP-JOINT'],
  }
}

/** The parts that an act on the whole application asks, in order; or the refusal when it finds none. */
export function partsAsked(states: readonly CaseState[], action: ActionName): readonly CaseState[] | Refusal {
  const asked = states.filter(state => mayBeAsked(state, action) || isAhead(state, action))
  const [first] = states
  const refusal = asked.map(state => stageRefusal(state, action)).find(one => one !== null)
  if (refusal) return refusal
  return asked.length > 0 || !first ? asked : (stageRefusal(first, action) ?? asked)
}

const order: readonly Stage[] = [
  'intake',
  'awaiting-supplement',
  'examination',
  'recording',
  'certification',
  'delivery',
  'archive',
  'closed',
]

/** The stage in which a part takes each of the acts that it may have behind it or never have at all. */
const stageOf: Partial<Record<ActionName, Stage>> = {
  accept: 'intake',
  examine: 'examination',
  record: 'recording',
  issue: 'certification',
  deliver: 'delivery',
  archive: 'archive',
}

/** Is the step still to come in this part? A part that never has it, or has it behind, is passed over. */
function isAhead(state: CaseState, action: ActionName): boolean {
  const stage = stageOf[action]
  if (stage === undefined || state.stage === 'closed') return false
  if (action === 'examine' && isOver(state.tracks.examination)) return false
  if ((action === 'issue' || action === 'deliver') && 'recording' in state && state.recording.certificates.length === 0)
    return false
  return order.indexOf(state.stage) < order.indexOf(stage)
}
