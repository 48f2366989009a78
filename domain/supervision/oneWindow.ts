import type { CurrentTask } from '../case/tasks.ts'
import type { WindowType } from '../hall/dictionary.ts'
import { groupBy } from '../hall/statistics.ts'
import { isAway, type StaffMember } from '../office/staff.ts'
import type { LocalDate } from '../time/instant.ts'

// Whether one window keeps what it promises (一窗受理存在的问题, S3-70 to S3-74).

/** A case with the visits to the hall that it took: tickets linked to it. */
export interface VisitedCase {
  readonly caseNo: string
  readonly filedOn: LocalDate
  readonly visits: number
}

/** 群众跑路: visits per case by month of filing; a case filed online and never visited for counts with none (S3-70). */
export function visitTrend(cases: readonly VisitedCase[]) {
  const months = groupBy(
    cases.toSorted((a, b) => (a.filedOn < b.filedOn ? -1 : Number(a.filedOn > b.filedOn))),
    ({ filedOn }) => filedOn.slice(0, 7),
  )
  return months.map(([month, own]) => {
    const visits = own.reduce((sum, one) => sum + one.visits, 0)
    return {
      ...{ month, cases: own.length, visits, perCase: Math.round((visits / own.length) * 100) / 100 },
      repeated: own.filter(one => one.visits > 1).map(({ caseNo, visits: times }) => ({ caseNo, visits: times })),
    }
  })
}

/** An application that was not accepted at a counter. `window`: the type of the window where its visit was served; null: none is linked. */
export interface TurnedAway {
  readonly caseNo: string
  readonly procedure: string
  readonly ground: string
  readonly window: WindowType | null
}

/** 受理事项不全: what was not accepted, by type of window, registration and reason (S3-74). */
export const turnedAwayReport = (cases: readonly TurnedAway[]) =>
  groupBy(cases, ({ window, procedure, ground }) => JSON.stringify([window, procedure, ground])).map(([, own]) => {
    const { window, procedure, ground } = own[0] as TurnedAway
    return { window, procedure, ground, count: own.length, cases: own.map(({ caseNo }) => caseNo) }
  })

/** Open cases that wait for a main act. */
export interface OpenTasks extends CurrentTask {
  readonly cases: number
}

/** 办理职责不清: tasks for which nobody is there who holds the post, trained and not away; empty when duties are clear (S3-72). */
export const unownedTasks = (
  tasks: readonly OpenTasks[],
  staff: readonly Pick<StaffMember, 'posts' | 'trained' | 'absences'>[],
  on: LocalDate,
): readonly OpenTasks[] =>
  tasks.filter(
    ({ post }) =>
      !staff.some(
        person => person.posts.includes(post) && person.trained.includes(post) && !isAway(person, { from: on, until: on }),
      ),
  )
