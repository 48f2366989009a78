import { isApproved, overlaps, type StaffMember } from '../office/staff.ts'
import type { LocalDate } from '../time/instant.ts'
import { currentTask } from './tasks.ts'
import { isOver } from './tracks.ts'
import type { CaseState, Post } from './types.ts'

/** Who could be told about a case on a day: who has claimed its task, the office's people, and the partners it has asked. */
export interface Duty {
  readonly claimant: string | null
  readonly staff: readonly StaffMember[]
  readonly partners: readonly { readonly sub: string; readonly posts: readonly Post[] }[]
}

/** Somebody who is told, for himself or because another is away. */
export interface Told {
  readonly sub: string
  readonly inSteadOf: string | null
}

/**
 * Who has the case in hand (S4-73): whoever claimed its task, else all of the post; and the bodies outside whose branch is open, each for
 * its own (S4-54). Who is away is stood in for.
 */
export function holdersOf(state: CaseState, { claimant, staff, partners }: Duty, on: LocalDate): Told[] {
  const task = currentTask(state)
  const mine = claimant ? [claimant] : task ? atPost(staff, task.post) : []
  const asked = branchesOf(state)
  const outside = partners.filter(({ posts }) => posts.some(post => asked.includes(post)))
  return once([
    ...mine.flatMap(sub => reached(staff, sub, task?.post ?? null, on)),
    ...outside.map(({ sub }) => ({ sub, inSteadOf: null })),
  ])
}

/** Everybody of a post above the case: supervisors, directors. */
export const thoseAt = (post: Post, { staff }: Duty, on: LocalDate): Told[] =>
  once(atPost(staff, post).flatMap(sub => reached(staff, sub, post, on)))

/** The claimant who is away, with those who have his case now; null while he is there or nobody has claimed it. */
export function absentHolder(
  state: CaseState,
  { claimant, staff }: Duty,
  on: LocalDate,
): { readonly sub: string; readonly reached: string[] } | null {
  if (!claimant || !absenceOf(staff, claimant, on)) return null
  const subs = reached(staff, claimant, currentTask(state)?.post ?? null, on).flatMap(({ sub }) =>
    sub === claimant ? [] : [sub],
  )
  return subs.length > 0 ? { sub: claimant, reached: subs } : null
}

/** Posts of the bodies outside whose part of the case is open: departments, tax. */
export function branchesOf({ stage, tracks }: CaseState): Post[] {
  if (stage !== 'examination' && stage !== 'recording') return []
  const departments = Object.entries(tracks.departments).flatMap(([id, track]) =>
    isOver(track) ? [] : [`department:${id}` as const],
  )
  return isOver(tracks.tax) ? departments : [...departments, 'department:tax']
}

const atPost = (staff: readonly StaffMember[], post: Post): string[] =>
  staff.filter(({ posts, trained }) => posts.includes(post) && trained.includes(post)).map(({ sub }) => sub)

/** The person when present; else who acts for him (代行职责), else his back-ups who are there; else he is told all the same. */
function reached(staff: readonly StaffMember[], sub: string, post: Post | null, on: LocalDate): Told[] {
  const absence = absenceOf(staff, sub, on)
  if (!absence) return [{ sub, inSteadOf: null }]
  const backups = staff.find(one => one.sub === sub)?.backups.filter(one => post === null || one.post === post) ?? []
  const candidates = absence.actingSub ? [absence.actingSub] : backups.map(one => one.sub)
  const there = candidates.filter(one => !absenceOf(staff, one, on))
  return there.length > 0 ? there.map(one => ({ sub: one, inSteadOf: sub })) : [{ sub, inSteadOf: null }]
}

const absenceOf = (staff: readonly StaffMember[], sub: string, on: LocalDate) =>
  staff.find(one => one.sub === sub)?.absences.find(one => isApproved(one) && overlaps(one, { from: on, until: on }))

const once = (told: readonly Told[]): Told[] => told.filter((one, i) => told.findIndex(({ sub }) => sub === one.sub) === i)
