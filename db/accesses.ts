import { type DayOfLooks, type LookedAt, listKinds } from '../domain/audit/looks.ts'
import { addDays, type Instant, type LocalDate } from '../domain/time/instant.ts'
import type { Sql, Transaction } from './client.ts'
import { canonicalText, hashOfText } from './hashChain.ts'

/** A look. Members that may be absent are of looks that have none: an own look, one that came with an act. */
export interface Access {
  readonly world: string
  readonly object: LookedAt
  readonly objectId: string
  readonly purpose: string
  /** How much of it was shown, in a word or two. */
  readonly scope: string
  /** By the clock of the world. */
  readonly at: Instant
  /** Of whoever looks. */
  readonly office: string
  /** `office` for its staff, `partner` for departments, or the channel by which a query was applied for. */
  readonly channel: string
  readonly onBehalfOf?: string
  readonly address?: string
  /** How many records were shown. */
  readonly shown: number
}

/**
 * A look as it is kept; `at` in UTC with milliseconds. Null are members that the look has not, or that were not kept when it was written
 * down.
 */
export interface KeptLook {
  readonly world: string
  readonly at: string
  readonly sub: string
  readonly posts: readonly string[]
  readonly object: string
  readonly objectId: string
  readonly purpose: string
  readonly scope: string
  readonly office: string | null
  readonly channel: string | null
  readonly onBehalfOf: string | null
  readonly address: string | null
  readonly shown: number | null
}

/** Writes down a look: who, why, what, when by its world's clock (S0-119). A look that cannot be written down is not given. */
export async function traceAccess(
  sql: Sql | Transaction,
  who: { readonly sub: string; readonly posts: readonly string[] },
  access: Access,
): Promise<void> {
  const { at, onBehalfOf = null, address = null, ...told } = access
  const { sub, posts } = who
  const look: KeptLook = { ...told, at: new Date(at).toISOString(), sub, posts: [...posts], onBehalfOf, address }
  const { world, object, objectId, purpose, scope, office, channel, shown } = look
  await sql`
    insert into access_traces (world, at, sub, posts, object, object_id, purpose, scope, office, channel, on_behalf_of, address, shown, hash)
    values (${world}, ${look.at}, ${sub}, ${[...posts]}, ${object}, ${objectId}, ${purpose}, ${scope}, ${office}, ${channel},
      ${onBehalfOf}, ${address}, ${shown}, ${lookHash(look)})`
}

/**
 * The hash a look must have; its id, which the database gives, is bound to it by its leaf in the seal. Null members are left out: looks
 * from before they were kept hash to the same.
 */
export const lookHash = (look: KeptLook): string => hashOfText(lookText(look))

/** What is hashed of a look. */
export function lookText(look: KeptLook): string {
  const { world, at, sub, posts, object, objectId, purpose, scope, ...more } = look
  const { office, channel, onBehalfOf, address, shown } = more
  const later = Object.entries({ office, channel, onBehalfOf, address, shown }).filter(([, value]) => value !== null)
  return canonicalText({ world, at, sub, posts, object, objectId, purpose, scope, ...Object.fromEntries(later) })
}

/** A trace as it is read. */
export interface AccessRow extends KeptLook {
  readonly id: number
}

/** Days of the world's clock, both counted. */
export interface Days {
  readonly from: LocalDate
  readonly until: LocalDate
}

export interface AccessFilter {
  readonly sub?: string
  readonly object?: LookedAt
  readonly objectId?: string
  readonly days?: Days
  /** The id to go on from. */
  readonly before?: number
  readonly limit?: number
}

interface LookersOf {
  readonly world: string
  readonly office: string
}

/** Looks of an office's people, newest first. Looks from before offices were kept belong to every office. */
export async function readAccesses(sql: Sql, { world, office }: LookersOf, filter: AccessFilter): Promise<AccessRow[]> {
  const { sub, object, objectId, days, before, limit = 100 } = filter
  const rows = await sql<(Omit<AccessRow, 'at'> & { at: Date | string })[]>`
    select ${lookColumns(sql)} from access_traces
    where world = ${world} and (office = ${office} or office is null) ${sub ? sql`and sub = ${sub}` : sql``}
      ${object ? sql`and object = ${object}` : sql``} ${objectId ? sql`and object_id = ${objectId}` : sql``}
      ${days ? sql`and ${within(sql, days)}` : sql``} ${before ? sql`and id < ${before}` : sql``}
    order by id desc limit ${limit}`
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Looks at what has one of these numbers, whoever looked, in their order. */
export async function readLooksAt(sql: Sql | Transaction, world: string, objectIds: readonly string[]): Promise<AccessRow[]> {
  const rows = await sql<(Omit<AccessRow, 'at'> & { at: Date | string })[]>`
    select ${lookColumns(sql)} from access_traces where world = ${world} and object_id = any(${[...objectIds]}::text[]) order by id`
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}

const lookColumns = (sql: Sql | Transaction) => sql`
  id::int, at, world, sub, posts, object, object_id as "objectId", purpose, scope, office, channel, on_behalf_of as "onBehalfOf", address, shown`

/** Each person's looks, day by day by the world's clock (S0-119); `staffOnly` leaves partners out. */
export async function countLooks(
  sql: Sql,
  { world, office }: LookersOf,
  days: Days,
  { staffOnly = false } = {},
): Promise<DayOfLooks[]> {
  return sql<DayOfLooks[]>`
    select sub, local::date::text as "on", count(*)::int as looks, count(distinct (object, object_id))::int as objects,
      coalesce(sum(shown) filter (where object = any(${listKinds}::text[])), 0)::int as rows,
      max(id)::int as "lastTrace", to_char(max(local), 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as "lastAt"
    from (select *, at at time zone 'Asia/Shanghai' as local from access_traces
      where world = ${world} and office = ${office} and ${within(sql, days)}
        ${staffOnly ? sql`and sub in (select sub from staff where office = ${office} and not posts[1] like 'department:%')` : sql``}) looks
    group by sub, local::date order by local::date, sub`
}

const within = (sql: Sql, { from, until }: Days) => sql`
  at >= ${startOf(from)}::timestamptz and at < ${startOf(addDays(until, 1))}::timestamptz`

const startOf = (day: LocalDate): Instant => `${day}T00:00:00+08:00`
