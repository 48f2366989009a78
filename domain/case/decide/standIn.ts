import { isOneOf } from '../../register/holders.ts'
import { actions, postsAt, trainingFor } from '../actions.ts'
import type { ActCommand } from '../commands.ts'
import type { ActorFacts, StoodInFor } from '../facts.ts'
import type { CaseState, Post, Refusal } from '../types.ts'
import { holds, isPartner, postTitle } from './guards.ts'

// Who stands at the post: a person trained for it, with no interest in the case, in his own name or acting for somebody absent.

/**
 * The absent person in whose stead the act is done (代行职责; S4-65): where the post is the absent person's alone, or the case has been
 * handed over to the actor. Null for an act of the actor's own.
 */
export function stoodInFor(state: CaseState, { action, actor }: ActCommand, facts: ActorFacts | null): StoodInFor | null {
  const wanted = postsAt(state, action)
  const absent = facts?.standsInFor.filter(({ posts }) => posts.some(post => isOffice(post) && wanted.includes(post))) ?? []
  const handedOver = absent.find(({ caseNos }) => caseNos.includes(state.caseNo))
  if (handedOver) return handedOver
  return actor.posts.some(post => wanted.includes(post)) ? null : (absent[0] ?? null)
}

/** The command with the posts of whom the actor stands in for. */
export const withPosts = <C extends ActCommand>(command: C, { posts }: StoodInFor): C => ({
  ...command,
  actor: { ...command.actor, posts: [...new Set([...command.actor.posts, ...posts.filter(isOffice)])] },
})

/**
 * Nobody handles a case of his own or of a relative (回避; contract.md, `avoidance`). No source has the word: it keeps the office from
 * what both of its bases forbid, favouring oneself and one's own.
 */
export function avoidance(state: CaseState, command: ActCommand, facts: ActorFacts | null): Refusal | null {
  return !facts || actsAsPartner(state, command) ? null : concernedIn(state, facts)
}

/** The refusal of a person who is, or whose relative is, an applicant or agent of the case. */
export function concernedIn(state: CaseState, facts: Pick<ActorFacts, 'name' | 'idNo' | 'relatives'>): Refusal | null {
  const concerned = state.application.parties.flatMap(({ kind, agent, ...party }) => [
    ...(kind === 'person' ? [party] : []),
    ...(agent ? [agent] : []),
  ])
  const own = facts.name !== null && isOneOf({ name: facts.name, ...(facts.idNo ? { idNo: facts.idNo } : {}) }, concerned)
  const relative = facts.relatives.find(person => isOneOf(person, concerned))
  if (!own && !relative) return null
  const why = relative ? `本件申请人、代理人中的${relative.name}是您的${relative.relation}` : '您本人是本件的申请人或者代理人'
  return { rule: 'avoidance', detail: `${why}，应当回避，请将本件交由同岗位的其他人员办理`, basis: ['LIA-2', 'SEED-10'] }
}

/** Train first, post after (先培训、再上岗; S0-133, S1-91), whatever the terms of employment (S0-112). */
export function notTrained(state: CaseState, command: ActCommand, facts: ActorFacts | null): Refusal | null {
  if (!facts || actsAsPartner(state, command)) return null
  const held = postsAt(state, command.action).filter(post => holds(post, state, command))
  const needed = held.flatMap(post => trainingFor(command.action, post)).filter((post): post is Post => isOffice(post))
  if (needed.some(post => facts.trained.includes(post))) return null
  return untrained(needed, actions[command.action].label)
}

/** The refusal of somebody who has passed no training for a post. `what`: what was to be done there. */
export const untrained = (posts: readonly string[], what: string): Refusal => ({
  rule: 'not-trained',
  detail: `没有${posts.map(postTitle).join('、')}有效的培训合格记录，不得上岗办理“${what}”；请先参加培训，合格后由管理员登记培训记录`,
  basis: ['REG-11', 'SEED-7'],
})

const actsAsPartner = (state: CaseState, command: ActCommand): boolean =>
  postsAt(state, command.action).some(post => !isOffice(post) && holds(post, state, command))

const isOffice = (post: string): boolean => !partnerKinds.has(post) && !isPartner(post as Post)

const partnerKinds: ReadonlySet<string> = new Set(['filer', 'partner', 'department'])
