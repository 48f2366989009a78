import type { Post } from '../case/types.ts'
import type { Instant, LocalDate } from '../time/instant.ts'

/** 用工形式: established, hired, dispatched. No rule looks at it: all are held to the same (S0-112). */
export const employments = ['established', 'hired', 'dispatched'] as const
export type Employment = (typeof employments)[number]

export const absenceKinds = ['leave', 'meeting', 'trip', 'training', 'other'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** What a person leaves to the one who acts: `in-hand` is claimed, `pending` is a case of his that goes on. */
export interface HandoverItem {
  readonly caseNo: string
  readonly title: string
  readonly stage: string
  readonly kind: 'in-hand' | 'pending'
}

/** 交接清单, as signed before leaving. */
export interface Handover {
  readonly items: readonly HandoverItem[]
  readonly note: string
  readonly signedBy: string
  readonly signedAt: Instant
}

export interface Absence {
  readonly id: string
  readonly sub: string
  /** First and last day. */
  readonly from: LocalDate
  readonly until: LocalDate
  readonly kind: AbsenceKind
  readonly handover: Handover | null
  readonly actingSub: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Instant | null
  readonly returnedAt: Instant | null
}

/** What the office knows about one of its staff on a day. */
export interface StaffMember {
  readonly sub: string
  readonly office: string
  readonly name: string
  readonly posts: readonly Post[]
  readonly employment: Employment | null
  readonly badge: string | null
  /** Posts with a passed training record that still counts. */
  readonly trained: readonly Post[]
  /** Who stands in for the person at a post, and for whom the person does. */
  readonly backups: readonly { readonly sub: string; readonly post: Post }[]
  readonly absences: readonly Absence[]
}

export const isApproved = ({ approvedBy, returnedAt }: Absence): boolean => approvedBy !== null && returnedAt === null

export const overlaps = (a: Pick<Absence, 'from' | 'until'>, b: Pick<Absence, 'from' | 'until'>): boolean =>
  a.from <= b.until && b.from <= a.until

/** Away on some day of a period. */
export const isAway = ({ absences }: Pick<StaffMember, 'absences'>, period: Pick<Absence, 'from' | 'until'>): boolean =>
  absences.some(absence => isApproved(absence) && overlaps(absence, period))

/** Posts of the office itself: those of partners are their own affair. */
export const officePosts = (posts: readonly Post[]): Post[] => posts.filter(post => !post.startsWith('department:'))
