import { type HallPlace, readSettings } from '../../db/halls.ts'
import type { Post } from '../../domain/case/types.ts'
import { type HallLayout, layoutOn, type Setting } from '../../domain/hall/layout.ts'
import { citeStandard, type HallRefusal, type HallRule } from '../../domain/hall/standard.ts'
import { dateOf, type Instant, type LocalDate } from '../../domain/time/instant.ts'
import type { Identity } from '../auth.ts'
import { requirePost } from '../auth.ts'
import { type ApiContext, worldOf } from '../context.ts'
import { notFound, Problem } from '../problems.ts'

/** A hall of the asker's own office, with all that was ever set about it, now in its world. */
export interface HallNow {
  readonly place: HallPlace
  readonly settings: readonly Setting[]
  readonly now: Instant
  readonly today: LocalDate
}

/** @throws Problem 404 for a world that does not exist. `settings` are empty where the office has no such hall. */
export async function hallNow(
  context: ApiContext,
  { office }: Identity,
  hall: string,
  headers: { 'x-drill-world'?: string },
): Promise<HallNow> {
  const { world, now } = await worldOf(context, headers['x-drill-world'])
  const place = { world, office, hall }
  return { place, now, today: dateOf(now), settings: await readSettings(context.sql, place) }
}

/** @throws Problem 404 where there is no such hall on the day. */
export function layoutAt({ place, settings }: HallNow, day: LocalDate): HallLayout {
  const layout = layoutOn(settings, day)
  if (!layout) throw notFound(`${day} 的大厅 ${place.hall}`)
  return layout
}

/** Who works at windows, and so gives out tickets, calls and finishes. */
const windowPosts: readonly Post[] = ['intake', 'certifier', 'archivist', 'supervisor']

export function requireWindowPost(identity: Identity): void {
  requirePost(identity, windowPosts, '取号、叫号由窗口人员和值班长办理')
}

/** What the asker wrote wrongly; everything else is how the hall stands. */
const misworded: readonly HallRule[] = ['layout-fault', 'layout-past', 'priority-reason', 'call-mode']

export function hallProblem({ rule, detail, basis }: HallRefusal): Problem {
  return new Problem(misworded.includes(rule) ? 422 : 409, detail, { rule, basis: basis.map(citeStandard) })
}
