import { createHash } from 'node:crypto'
import type { Limit } from '../domain/limits/limit.ts'
import { seededLimits } from '../domain/limits/seeded.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Sql, Transaction } from './client.ts'

type LimitRow = Pick<Limit, 'level' | 'region' | 'amount' | 'unit' | 'from' | 'document'> & {
  readonly limitClass: Limit['class']
  readonly procedures: Limit['procedures'] | null
  readonly targetOn: string | null
}

/** The limit table of a world: the seeded rows, then those that offices have saved, in the order of saving. */
export async function readLimits(sql: Sql | Transaction, world: string): Promise<Limit[]> {
  const rows = await sql<LimitRow[]>`
    select level, region, limit_class as "limitClass", procedures, amount, unit, binds_from as "from", target_on as "targetOn", document
    from limit_policies where world = ${world} order by saved_at, id`
  return [...seededLimits, ...rows.map(limitOf)]
}

function limitOf({ limitClass, procedures, targetOn, ...row }: LimitRow): Limit {
  return {
    ...row,
    class: limitClass,
    ...(procedures ? { procedures } : {}),
    ...(targetOn ? { targetOn } : {}),
    kind: 'promised',
    basis: ['TL-SLA'],
  }
}

/** Saves a row. Saved before with the same figures it stays as it is (`present`); with other figures nothing is changed (`different`). */
export async function saveLimit(
  sql: Sql,
  world: string,
  limit: Limit,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<'saved' | 'present' | 'different'> {
  const { level, region, procedures, amount, unit, from, targetOn, document } = limit
  const id = idOf(limit)
  const [saved] = await sql`
    insert into limit_policies
      (world, id, level, region, limit_class, procedures, amount, unit, binds_from, target_on, document, saved_by, saved_at)
    values (${world}, ${id}, ${level}, ${region}, ${limit.class}, ${procedures ? [...procedures] : null}, ${amount}, ${unit}, ${from},
      ${targetOn ?? null}, ${document}, ${by}, ${at})
    on conflict do nothing returning id`
  if (saved) return 'saved'
  const [present] = await sql<{ same: boolean }[]>`
    select amount = ${amount} and unit = ${unit} as same from limit_policies where world = ${world} and id = ${id}`
  return present?.same ? 'present' : 'different'
}

/** One document sets one figure for the same cases from the same day. */
function idOf({ document, level, region, class: name, procedures = [], from }: Limit): string {
  const key = JSON.stringify([document, level, region, name, [...procedures].sort(), from])
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
