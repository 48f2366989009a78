import type { Sql, Transaction } from './client.ts'

export interface Access {
  readonly world: string
  /** What was looked at: case, register unit, list, history … */
  readonly object: string
  readonly objectId: string
  readonly purpose: string
  /** How much of it was shown. */
  readonly scope: string
}

/** Writes down a look: who, why, what, when by its world's clock (S0-119). A look that cannot be written down is not given. */
export async function traceAccess(
  sql: Sql | Transaction,
  who: { readonly sub: string; readonly posts: readonly string[] },
  access: Access,
): Promise<void> {
  const { world, object, objectId, purpose, scope } = access
  await sql`
    insert into access_traces (world, at, sub, posts, object, object_id, purpose, scope)
    values (${world}, now() + coalesce((select (virtual_ms - real_ms) * interval '1 ms' from worlds where id = ${world}), '0'),
      ${who.sub}, ${[...who.posts]}, ${object}, ${objectId}, ${purpose}, ${scope})`
}

export interface AccessRow extends Access {
  readonly id: number
  readonly at: string
  readonly sub: string
  readonly posts: readonly string[]
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
