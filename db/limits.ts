import { createHash } from 'node:crypto'
import type { Limit } from '../domain/limits/limit.ts'
import type { Withdrawal } from '../domain/limits/saving.ts'
import { seededLimits } from '../domain/limits/seeded.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { Sql, Transaction } from './client.ts'

type LimitRow = Pick<Limit, 'level' | 'region' | 'amount' | 'unit' | 'from' | 'document'> & {
  readonly limitClass: Limit['class']
  readonly procedures: Limit['procedures'] | null
  readonly targetOn: string | null
  readonly id: string
  readonly withdrawn: Limit['withdrawn'] | null
}

/** The limit table of a world: the seeded rows, then those that offices have saved, in the order of saving. */
export async function readLimits(sql: Sql | Transaction, world: string): Promise<Limit[]> {
  const rows = await sql<LimitRow[]>`
    select id, policies.level, region, limit_class as "limitClass", procedures, amount, unit, binds_from as "from",
      target_on as "targetOn", policies.document,
      case when ends_from is not null then json_build_object('from', ends_from, 'document', ended.document) end as withdrawn
    from limit_policies policies
      left join limit_withdrawals ended on (ended.world, ended.limit_id) = (policies.world, policies.id)
    where policies.world = ${world} order by policies.saved_at, id`
  return [...seededLimits, ...rows.map(limitOf)]
}

function limitOf({ limitClass, procedures, targetOn, withdrawn, ...row }: LimitRow): Limit {
  return {
    ...row,
    class: limitClass,
    ...(procedures ? { procedures } : {}),
    ...(targetOn ? { targetOn } : {}),
    ...(withdrawn ? { withdrawn } : {}),
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
  const id = limitIdOf(limit)
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

/** Withdraws a saved row, once; false when it was withdrawn meanwhile. */
export async function withdrawLimit(
  sql: Sql,
  world: string,
  limitId: string,
  { document, level, from, by, at }: Withdrawal & { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const rows = await sql`
    insert into limit_withdrawals (world, limit_id, ends_from, level, document, saved_by, saved_at)
    values (${world}, ${limitId}, ${from}, ${level}, ${document}, ${by}, ${at}) on conflict do nothing returning limit_id`
  return rows.length > 0
}

/** One document sets one figure for the same cases from the same day. */
export function limitIdOf({ document, level, region, class: name, procedures = [], from }: Limit): string {
  const key = JSON.stringify([document, level, region, name, [...procedures].sort(), from])
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
