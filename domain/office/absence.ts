import { actionNames, actions } from '../case/actions.ts'
import { postTitle } from '../case/decide/guards.ts'
import { untrained } from '../case/decide/standIn.ts'
import { ownPosts, type Post, type Refusal } from '../case/types.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Absence, isApproved, isAway, officePosts, overlaps, type StaffMember } from './staff.ts'

/** What the approval of an absence is decided on; the staff as they stand on its first day. */
export interface ApprovalFacts {
  readonly absence: Absence
  readonly staff: readonly StaffMember[]
  readonly actingSub: string
  readonly approver: string
}

/**
 * Why an absence may not be approved, or null. Handed over first (S4-64), somebody qualified appointed (S4-65), no back-up away at the
 * same time (S4-66).
 */
export function refuseApproval(facts: ApprovalFacts): Refusal | null {
  return notReady(facts) ?? backupAway(facts) ?? actingUnfit(facts)
}

function notReady({ absence, approver }: ApprovalFacts): Refusal | null {
  if (absence.returnedAt) return atStage('本次离岗已经结束，请重新申请')
  if (absence.approvedBy) return atStage('本次离岗已经批准，不必再批')
  if (!absence.handover) return atStage('离岗前应当办理交接：请本人先核对并签署交接清单，再报批准')
  if (absence.sub === approver) return { rule: 'post', detail: '不得批准本人离岗，请由其他负责人批准', basis: ['SEED-8'] }
  return null
}

function backupAway({ absence, staff }: ApprovalFacts): Refusal | null {
  const backups = staff.find(({ sub }) => sub === absence.sub)?.backups.map(({ sub }) => sub) ?? []
  const away = staff.find(member => backups.includes(member.sub) && isAway(member, absence))
  if (away) return isBackupAway(`互为备岗的${away.name}（${away.sub}）在此期间已经离岗，两人不得同时休假或者离岗，请调整日期`)
  const actedFor = staff.find(({ absences }) => absences.some(other => actsFor(other, absence)))
  if (actedFor)
    return isBackupAway(`您在此期间代行${actedFor.name}（${actedFor.sub}）的职责，请先由负责人另行指定代行人员或者调整日期`)
  return null
}

const actsFor = (other: Absence, absence: Absence): boolean =>
  isApproved(other) && other.actingSub === absence.sub && overlaps(other, absence)

function actingUnfit({ absence, staff, actingSub }: ApprovalFacts): Refusal | null {
  const absent = staff.find(({ sub }) => sub === absence.sub)
  const acting = staff.find(({ sub }) => sub === actingSub)
  if (!absent || !acting || actingSub === absence.sub)
    return isBackupAway(`代行人员 ${actingSub} 应当是本机构的另一名工作人员，请另行指定`)
  if (isAway(acting, absence)) return isBackupAway(`代行人员${acting.name}（${actingSub}）在此期间也离岗，请另行指定`)
  const missing = officePosts(absent.posts).filter(post => !acting.trained.includes(post))
  return missing.length > 0 ? untrained(missing, `代行${absent.name}的职责`) : null
}

const atStage = (detail: string): Refusal => ({ rule: 'stage', detail, basis: ['SEED-8'] })
const isBackupAway = (detail: string): Refusal => ({ rule: 'backup-away', detail, basis: ['SEED-8'] })

/** The fewest people a post may have (两名以上工作人员; S4-62). */
export const fewestAtPost = 2

export interface PostGap {
  readonly post: Post
  readonly title: string
  /** The acts that wait when nobody is there. */
  readonly steps: readonly string[]
  /** Trained for the post and not away. */
  readonly present: readonly string[]
  readonly needed: number
}

/** Posts with fewer than two people who hold them, are trained for them and are there that day (S4-62). */
export function gapsIn(staff: readonly StaffMember[], on: LocalDate): PostGap[] {
  return ownPosts
    .map(post => ({
      post,
      title: postTitle(post),
      steps: actionNames.filter(action => actions[action].posts.includes(post)).map(action => actions[action].label),
      present: staff.filter(member => isAt(member, post, on)).map(({ sub }) => sub),
      needed: fewestAtPost,
    }))
    .filter(({ present }) => present.length < fewestAtPost)
}

const isAt = (member: StaffMember, post: Post, on: LocalDate): boolean =>
  member.posts.includes(post) && member.trained.includes(post) && !isAway(member, { from: on, until: on })
