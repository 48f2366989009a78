import { type ActingPost, actions, postsAt } from '../actions.ts'
import type { ActCommand, ActionName } from '../commands.ts'
import type { StoodInFor } from '../facts.ts'
import type { CaseState, Post, Refusal } from '../types.ts'

/** Does the actor hold a post for this act? `filer`: a partner acting for itself on the case it filed; `department`: the one named. */
export function mayAct(state: CaseState, command: ActCommand): Refusal | null {
  const posts = postsAt(state, command.action)
  return posts.some(post => holds(post, state, command)) ? null : notAtPost(command.action, posts)
}

/** The refusal of somebody who holds none of the posts of an act. */
export const notAtPost = (action: ActionName, posts: readonly ActingPost[]): Refusal =>
  wrongPost(`“${actions[action].label}”由 ${posts.map(postTitle).join('、')} 办理`)

/** `what`: whose post it is, for the clerk. */
export const wrongPost = (what: string): Refusal => ({ rule: 'post', detail: `岗位不符：${what}`, basis: ['LIA-2'] })

export function holds(post: ActingPost, state: CaseState, command: ActCommand): boolean {
  const { actor } = command
  if (post === 'filer') return state.filedBy === actor.sub && actor.posts.some(isPartner)
  if (post === 'partner') return actor.posts.some(isPartner)
  if (post === 'department')
    return command.action === 'department-result' && actor.posts.includes(`department:${command.body.department}`)
  return actor.posts.includes(post)
}

export const isPartner = (post: Post): boolean => post.startsWith('department:')

/**
 * Who accepts does not examine, who examines does not record, nor does one person accept and record (条例 30; LIA-2); somebody who
 * stands in may do no more than the one he stands in for.
 */
export function fourEyes(
  state: CaseState,
  command: { readonly action: ActionName; readonly actor: { readonly sub: string } },
  standsInFor: StoodInFor | null,
): Refusal | null {
  if (!('acceptance' in state)) return null
  const me = [command.actor.sub, standsInFor?.sub]
  const decides = decisions.has(command.action)
  if (decides && me.includes(state.acceptance.by ?? '')) return sameEyes('受理')
  if (command.action === 'record' && me.includes(state.examinedBy ?? '')) return sameEyes('审核')
  return null
}

const decisions: ReadonlySet<string> = new Set(['examine', 'record', 'refuse', 'reply-to-court'])

const sameEyes = (before: string): Refusal => ({
  rule: 'four-eyes',
  detail: `您已办理本案的${before}，受理、审核、登簿不得为同一人`,
  basis: ['LIA-2'],
})

const postTitles: Readonly<Record<string, string>> = {
  intake: '受理岗',
  examiner: '审核岗',
  registrar: '登簿岗',
  certifier: '缮证发证岗',
  archivist: '归档岗',
  supervisor: '督办（值班长）',
  director: '负责人',
  quality: '质量监管岗',
  filer: '提交申请的单位',
  partner: '有关单位',
  department: '被征求意见的部门',
  'department:tax': '税务部门',
}

export const postTitle = (post: string): string => postTitles[post] ?? post
