import type { Sql, Transaction } from './client.ts'
import { hashOf } from './hashChain.ts'

export interface Access {
  readonly world: string
  /** What was looked at: case, register unit, list, history … */
  readonly object: string
  readonly objectId: string
  readonly purpose: string
  /** How much of it was shown. */
  readonly scope: string
}

/** A look as it is kept; `at` in UTC with milliseconds. */
export interface Look extends Access {
  readonly at: string
  readonly sub: string
  readonly posts: readonly string[]
}

/** Writes down a look: who, why, what, when (S0-119). A look that cannot be written down is not given. */
export async function traceAccess(
  sql: Sql | Transaction,
  who: { readonly sub: string; readonly posts: readonly string[] },
  access: Access,
): Promise<void> {
  const { world, object, objectId, purpose, scope } = access
  const { sub, posts } = who
  const at = new Date().toISOString()
  const hash = lookHash({ world, at, sub, posts, object, objectId, purpose, scope })
  await sql`
    insert into access_traces (world, at, sub, posts, object, object_id, purpose, scope, hash)
    values (${world}, ${at}, ${sub}, ${[...posts]}, ${object}, ${objectId}, ${purpose}, ${scope}, ${hash})`
}

/** The hash a look must have; its id, which the database gives, is bound to it by its leaf in the seal. */
export function lookHash({ world, at, sub, posts, object, objectId, purpose, scope }: Look): string {
  return hashOf({ world, at, sub, posts, object, objectId, purpose, scope })
}

export interface AccessRow extends Look {
  readonly id: number
}

/** Looks, newest first; `before` is the id to go on from. */
export async function readAccesses(
  sql: Sql,
  world: string,
  { sub, objectId, before, limit = 100 }: { sub?: string; objectId?: string; before?: number; limit?: number },
): Promise<AccessRow[]> {
  const rows = await sql<(Omit<AccessRow, 'at'> & { at: Date | string })[]>`
    select id::int, at, world, sub, posts, object, object_id as "objectId", purpose, scope from access_traces
    where world = ${world} ${sub ? sql`and sub = ${sub}` : sql``} ${objectId ? sql`and object_id = ${objectId}` : sql``}
      ${before ? sql`and id < ${before}` : sql``}
    order by id desc limit ${limit}`
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}
