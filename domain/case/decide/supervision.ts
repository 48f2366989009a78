import type { ActCommand, ActionBodies, ActionName } from '../commands.ts'
import { type Decision, events, type Facts, refused } from '../facts.ts'
import { currentTask } from '../tasks.ts'
import type { CaseState, Refusal } from '../types.ts'
import { fourEyes, postTitle } from './guards.ts'
import { concernedIn, untrained } from './standIn.ts'

/** 改派: the case's current task goes to another who may do it: of that post, trained, not concerned in it, of other eyes (S4-75). */
export function reassign(state: CaseState, body: ActionBodies['reassign'], { handover }: Pick<Facts, 'handover'>): Decision {
  const task = currentTask(state)
  if (!task || !handover) throw new Error(`案件 ${state.caseNo} 没有可以改派的事项`)
  const { to, reason } = body
  const { assignee } = handover
  if (!assignee?.posts.includes(task.post))
    return refused('body', `${to} 不是本机构${postTitle(task.post)}的人员，请改派给该岗位的人员`)
  if (handover.from === to) return refused('body', `本件已由 ${to} 办理，请改派给其他人员`)
  if (!assignee.trained.includes(task.post)) return { kind: 'refused', refusal: untrained([task.post], `改派给${to}的本件`) }
  const concerned = concernedIn(state, assignee)
  if (concerned) return notTo(to, concerned, '其本人或者近亲属是本件的申请人、代理人，应当回避')
  const same = fourEyes(state, { action: task.action, actor: assignee }, null)
  if (same) return notTo(to, same, '其已办理本案的前一环节，受理、审核、登簿不得为同一人')
  return events({ type: 'Reassigned', data: { action: task.action, from: handover.from, to, reason } })
}

/**
 * 叫停 (S0-123): whoever supervises stops a case before its entry, with a reason. The sources do not say more, so this is ours: until the
 * stop is lifted nothing goes out of the office (record, issue, deliver), the rest of the work goes on, and no limit stands still for it
 * (TL-EXT).
 */
export function stoppedRefusal({ stopped }: CaseState, { action }: Pick<ActCommand, 'action'>): Refusal | null {
  if (!stopped || !goesOut.has(action)) return null
  const detail = `本案已由 ${stopped.by} 叫停：${stopped.reason}。问题查清后由督办或者质量监管岗解除（lift-stop）再办`
  return { rule: 'stopped', detail, basis: ['SEED-10'] }
}

const goesOut: ReadonlySet<ActionName> = new Set(['record', 'issue', 'deliver'])

/** What would refuse the one to whom it goes, told to the one who reassigns. */
const notTo = (to: string, refusal: Refusal, why: string): Decision => ({
  kind: 'refused',
  refusal: { ...refusal, detail: `不能改派给 ${to}：${why}` },
})
