import { readActor } from '../db/staffing.ts'
import { dateOf, type Instant } from '../domain/time/instant.ts'
import { type Identity, isStaff } from './auth.ts'
import type { ApiContext } from './context.ts'

/** Whether somebody stands in today for an absent holder of one of the posts (代行职责): then these are his posts too. */
export async function standsInAt(
  { sql }: Pick<ApiContext, 'sql'>,
  identity: Identity,
  { world, now }: { readonly world: string; readonly now: Instant },
  posts: readonly string[],
): Promise<boolean> {
  if (!isStaff(identity)) return false
  const { standsInFor } = await readActor(sql, { world, on: dateOf(now), sub: identity.sub, caseNos: [] })
  return standsInFor.some(absent => absent.posts.some(post => posts.includes(post)))
}
