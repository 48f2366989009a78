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

/** Why an act may not be done on one part alone; null when it may. */
export function aloneRefusal(state: CaseState, command: Pick<ActCommand, 'action' | 'body'>): Refusal | null {
  if (!state.part) return null
  const { action, body } = command
  const refuses = action === 'examine' && (body as { decision?: string }).decision === 'refuse'
  const before = togetherBeforeAcceptance.has(action) && !('acceptance' in state)
  if (!together.has(action) && !refuses && !before) return null
  return {
    rule: 'stage',
    detail: `一并申请的各项登记应当一并办理，请对申请 ${state.part.applicationNo} 整体办理`,
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
