import { readActor } from '../db/staffing.ts'
import type { StoodInFor } from '../domain/case/facts.ts'
import { dateOf, type Instant } from '../domain/time/instant.ts'
import { type Identity, isStaff } from './auth.ts'
import type { ApiContext } from './context.ts'

/** The absent holder of one of the posts for whom somebody stands in today (代行职责): then these are his posts too. Null for none. */
export async function stoodInForAt(
  { sql }: Pick<ApiContext, 'sql'>,
  identity: Identity,
  { world, now }: { readonly world: string; readonly now: Instant },
  posts: readonly string[],
): Promise<StoodInFor | null> {
  if (!isStaff(identity)) return null
  const { standsInFor } = await readActor(sql, { world, on: dateOf(now), sub: identity.sub, caseNos: [] })
  return standsInFor.find(absent => absent.posts.some(post => posts.includes(post))) ?? null
}
