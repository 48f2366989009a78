import type { ActionName } from './commands.ts'
import { windowPostFor } from './instantWindow.ts'
import { openSuspensions } from './suspension.ts'
import { currentTask } from './tasks.ts'
import { isOver, otherTracksOver } from './tracks.ts'
import type { CaseState, Post, Refusal, Stage } from './types.ts'

/** A post, or a part somebody plays in this case; `partner`: any partner, acting for itself. */
export type ActingPost = Post | 'filer' | 'department' | 'partner'

interface ActionRule {
  /** Chinese label for clerks. */
  readonly label: string
  /** Who may act, somebody at least (S3-72). `filer` is the partner that filed the case, acting for itself; `department` the one named in the body. */
  readonly posts: readonly [ActingPost, ...ActingPost[]]
  readonly stages: readonly Stage[]
  /** Those of the posts that may act only once the case is accepted. */
  readonly afterAcceptance?: readonly Post[]
  /** A further condition on the state, beside the stage. */
  readonly when?: (state: CaseState) => boolean
  /** What to say to a clerk where the stage is right and the condition is not. */
  readonly otherwise?: string
}

const open: readonly Stage[] = [
  'intake',
  'awaiting-supplement',
  'examination',
  'recording',
  'certification',
  'delivery',
  'archive',
]
const onceAccepted: readonly Stage[] = ['examination', 'recording', 'certification', 'delivery', 'archive']
const untilRecorded: readonly Stage[] = ['intake', 'awaiting-supplement', 'examination', 'recording']

const asLongAsItsRight: readonly Stage[] = ['recording', 'certification', 'delivery', 'archive', 'closed']

const recordsNotice = (procedure: string): boolean => procedure === 'notice-presale' || procedure === 'notice-presale-mortgage'

/** Acts that reach a right with a term after its case is closed. */
export const termActions = ['suit-proof', 'confirm-registrable'] as const
export type TermAction = (typeof termActions)[number]
export const isTermAction = (action: ActionName): action is TermAction => (termActions as readonly string[]).includes(action)

/** Every act on a case: who may, and at which stages it exists (contract.md, the table of actions). */
export const actions: Readonly<Record<ActionName, ActionRule>> = {
  accept: { label: '受理', posts: ['intake'], stages: ['intake', 'awaiting-supplement'] },
  'request-supplement': {
    label: '一次性告知 / 补充材料通知',
    posts: ['intake', 'examiner', 'supervisor'],
    afterAcceptance: ['examiner'],
    stages: ['intake', 'examination'],
  },
  supplement: { label: '补正材料', posts: ['intake', 'filer'], stages: ['awaiting-supplement', 'examination'] },
  'not-accept': { label: '不予受理', posts: ['intake'], stages: ['intake', 'awaiting-supplement'] },
  leave: {
    label: '离开窗口',
    posts: ['intake', 'filer'],
    stages: ['intake'],
    when: isAtCounter,
    otherwise: '非窗口申请没有离开窗口的动作；当日工作时间结束仍未书面答复的，视为受理',
  },
  withdraw: {
    label: '撤回申请',
    posts: ['intake', 'filer'],
    stages: untilRecorded,
    when: state => state.entry === 'application',
    otherwise: '嘱托或者依职权办理的登记没有申请可以撤回',
  },
  examine: { label: '审核', posts: ['examiner'], stages: ['examination'], when: state => !isOver(state.tracks.examination) },
  refuse: {
    label: '不予登记',
    posts: ['examiner', 'registrar'],
    stages: ['examination', 'recording'],
    when: state => state.entry !== 'entrustment',
    otherwise: '嘱托登记不能协助办理的，请书面回复嘱托机关（reply-to-court）',
  },
  'reply-to-court': {
    label: '回复嘱托机关',
    posts: ['registrar'],
    stages: ['recording'],
    when: state => state.entry === 'entrustment',
    otherwise: '只有嘱托登记才以回函办结',
  },
  'open-site-visit': {
    label: '启动实地查看',
    posts: ['examiner'],
    stages: ['examination'],
    when: state => state.tracks.siteVisit === 'none',
    otherwise: '实地查看已经启动',
  },
  'site-visit': {
    label: '实地查看',
    posts: ['examiner'],
    stages: ['examination'],
    when: state => state.tracks.siteVisit === 'open',
    otherwise: '请先启动实地查看（open-site-visit）；已经完成的不再重复',
  },
  'publish-announcement': {
    label: '发布公告',
    posts: ['examiner'],
    stages: ['examination'],
    when: state => state.tracks.announcement === 'open' && state.announcement === null,
    otherwise: '本案不需要公告，或者公告已经发布',
  },
  'announcement-objection': {
    label: '对公告提出异议',
    posts: ['intake', 'partner'],
    stages: ['examination'],
    when: state => state.announcement !== null && state.tracks.announcement === 'open',
    otherwise: '公告尚未发布或者已经结束',
  },
  'settle-objection': {
    label: '处理公告异议',
    posts: ['examiner'],
    stages: ['examination'],
    when: state => state.announcement?.objections.some(one => one.settled === null) ?? false,
    otherwise: '没有尚未处理的公告异议',
  },
  // At recording too: the rule that asks for it is asked there (heirs-not-interviewed).
  interview: {
    label: '询问继承人',
    posts: ['intake', 'examiner'],
    stages: ['examination', 'recording'],
    when: state => state.application.procedure === 'transfer-by-inheritance',
    otherwise: '只有继承、受遗赠登记询问继承人',
  },
  // A closed case takes these two as well: they go to the right's term on the register (domain/register/termActs.ts).
  'suit-proof': {
    label: '提交起诉受理材料',
    posts: ['intake'],
    stages: asLongAsItsRight,
    when: state => state.application.procedure === 'objection' && (state.stage !== 'closed' || 'recording' in state),
    otherwise: '只有已经登簿的异议登记才提交起诉受理材料',
  },
  // The 90 days run only from a day that a person has confirmed (民法典 221(2)): first registration alone does not set it.
  'confirm-registrable': {
    label: '确认能够进行不动产登记之日',
    posts: ['examiner'],
    stages: asLongAsItsRight,
    when: state => recordsNotice(state.application.procedure) && (state.stage !== 'closed' || 'recording' in state),
    otherwise: '只有已经登簿的预告登记才确认能够进行不动产登记之日',
  },
  'department-result': { label: '部门意见', posts: ['department'], stages: ['examination'], when: hasDepartments },
  'tax-cleared': { label: '完税', posts: ['department:tax'], stages: onceAccepted, when: state => state.tracks.tax === 'open' },
  consent: { label: '书面同意', posts: ['intake', 'filer'], stages: open },
  undertake: { label: '自担风险承诺', posts: ['intake', 'filer'], stages: untilRecorded },
  suspend: {
    label: '中止期限',
    posts: ['examiner', 'supervisor'],
    stages: ['examination'],
    when: hasTimeLeft,
    otherwise: '没有正在计算的期限可以中止；已经届满的期限不因中止而恢复',
  },
  // At recording too: the last track may pass while a limit stands still.
  resume: {
    label: '恢复计算期限',
    posts: ['examiner', 'supervisor'],
    stages: ['examination', 'recording'],
    when: state => 'clocks' in state && openSuspensions(state.clocks).length > 0,
    otherwise: '没有需要恢复的期限；公告期满的自动恢复计算',
  },
  record: { label: '登簿', posts: ['registrar'], stages: ['recording'] },
  issue: { label: '缮证', posts: ['certifier'], stages: ['certification'] },
  deliver: { label: '发证', posts: ['certifier'], stages: ['delivery'] },
  archive: { label: '归档', posts: ['archivist'], stages: ['archive'] },
  urge: { label: '督办', posts: ['supervisor', 'quality'], stages: open },
  reassign: {
    label: '改派',
    posts: ['supervisor', 'quality'],
    stages: open,
    when: state => currentTask(state) !== null,
    otherwise: '案件正在等待申请人或者有关部门，没有可以改派的事项',
  },
  stop: {
    label: '叫停',
    posts: ['supervisor', 'quality'],
    stages: open,
    when: state => !state.stopped,
    otherwise: '案件已经叫停，问题查清后以 lift-stop 解除',
  },
  'lift-stop': {
    label: '解除叫停',
    posts: ['supervisor', 'quality'],
    stages: open,
    when: state => Boolean(state.stopped),
    otherwise: '案件没有叫停',
  },
  explain: {
    label: '说明超期原因',
    posts: ['supervisor'],
    stages: open,
    when: isRed,
    otherwise: '案件没有超期，不需要说明',
  },
}

export const actionNames = Object.keys(actions) as ActionName[]

/** Does the act exist at this stage? The workflow asks this before every transaction; facts are the transaction's business. */
export function isAvailable(state: CaseState, action: ActionName): boolean {
  const rule = actions[action]
  return rule.stages.includes(state.stage) && (rule.when?.(state) ?? true)
}

/**
 * May the act be put to the rules? Wider than `isAvailable` for one act: `record` during examination is answered with the
 * track that is still open (tax, department …), and only when no such track is left with the stage.
 */
export function mayBeAsked(state: CaseState, action: ActionName): boolean {
  if (action === 'record' && state.stage === 'examination') return !otherTracksOver(state.tracks)
  return isAvailable(state, action)
}

/** The acts that exist now, with the posts that may do them. */
export function availableActions(state: CaseState): { action: ActionName; label: string; posts: string[] }[] {
  return actionNames
    .filter(action => isAvailable(state, action))
    .map(action => ({ action, label: actions[action].label, posts: postsFor(state, action) }))
}

/** The posts that may do the act, as things stand with the case. */
export function postsAt(state: CaseState, action: ActionName): readonly ActingPost[] {
  const { posts, afterAcceptance = [] } = actions[action]
  if (!('acceptance' in state)) return posts.filter(post => !(afterAcceptance as readonly string[]).includes(post))
  const window = windowPostFor(state, action)
  return window === null || posts.includes(window) ? posts : [...posts, window]
}

/** The posts for which whoever does the act at `post` must be trained: at the window of an instant case, those whose step it is. */
export function trainingFor(action: ActionName, post: ActingPost): readonly ActingPost[] {
  const { posts } = actions[action]
  return posts.includes(post) ? [post] : posts
}

function postsFor(state: CaseState, action: ActionName): string[] {
  return postsAt(state, action).flatMap(post => {
    if (post === 'filer' || post === 'partner') return []
    if (post !== 'department') return [post]
    const pending = Object.entries(state.tracks.departments).filter(([, track]) => !isOver(track))
    return pending.map(([department]) => `department:${department}`)
  })
}

function hasDepartments(state: CaseState): boolean {
  return Object.values(state.tracks.departments).some(track => !isOver(track))
}

/** Is any of its limits over? A step that is late does not make the case late. */
function isRed(state: CaseState): boolean {
  return 'clocks' in state && state.clocks.some(({ name, light }) => name !== 'step' && light === 'red')
}

/** Does any limit still run that has not run out? */
function hasTimeLeft(state: CaseState): boolean {
  return 'clocks' in state && state.clocks.some(({ light, stoppedAt }) => light !== 'red' && stoppedAt === null)
}

/** Elsewhere nobody leaves a counter: the end of the working day decides instead (REG-17-5). */
function isAtCounter(state: CaseState): boolean {
  return state.application.channel === 'counter' && state.entry === 'application'
}

/** The refusal of an act that does not exist at this stage; null when it may be put to the rules. */
export function stageRefusal(state: CaseState, action: ActionName): Refusal | null {
  if (mayBeAsked(state, action)) return null
  const { stages, otherwise } = actions[action]
  return { rule: 'stage', detail: notHere(state, action, stages.includes(state.stage) ? otherwise : undefined), basis: [] }
}

/** Why an act cannot be done here, for the clerk: the stage, the act, and what else stands against it. */
export const notHere = (state: CaseState, action: ActionName, why?: string): string =>
  `案件处于“${stageTitles[state.stage]}”阶段，不能办理“${actions[action].label}”${why ? `：${why}` : ''}`

/** Chinese names of the stages. */
export const stageTitles: Readonly<Record<Stage, string>> = {
  intake: '收件',
  'awaiting-supplement': '待补正',
  examination: '审核',
  recording: '登簿',
  certification: '缮证',
  delivery: '发证',
  archive: '归档',
  closed: '办结',
}
