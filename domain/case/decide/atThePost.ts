import { stageRefusal } from '../actions.ts'
import type { ActCommand } from '../commands.ts'
import type { ActorFacts } from '../facts.ts'
import type { CaseState, Refusal } from '../types.ts'
import { fourEyes, mayAct } from './guards.ts'
import { avoidance, notTrained, stoodInFor, withPosts } from './standIn.ts'

/**
 * May this person do this act on this case, whatever the act would do? Asked before every act, in the order of `ruleIds`. `act`: the
 * command as it counts, with the posts of whom the actor stands in for.
 */
export function atThePost<C extends ActCommand>(
  state: CaseState,
  command: C,
  actor: ActorFacts | null,
): { readonly refusal: Refusal | null; readonly act: C } {
  const standsInFor = stoodInFor(state, command, actor)
  const act = standsInFor ? withPosts(command, standsInFor) : command
  const refusal =
    mayAct(state, act) ??
    stageRefusal(state, act.action) ??
    fourEyes(state, act, standsInFor) ??
    avoidance(state, act, actor) ??
    notTrained(state, act, actor)
  return { refusal, act }
}
