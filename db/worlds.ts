import { formatInstant, type Instant } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'

/** The office's own business: real time. */
export const ownBusiness = ''

/** How far a world's clock is from real time, in ms; 0 for the office's own business. Null for a world that does not exist. */
export async function worldOffsetMs(sql: Sql, world: string): Promise<number | null> {
  if (world === ownBusiness) return 0
  const arrival = await lastArrival(sql, world)
  return arrival ? arrival.virtualMs - arrival.realMs : null
}

/** Where a world was last set, and when in real time; null for a world that does not exist. */
export async function lastArrival(sql: Sql, world: string): Promise<{ virtualMs: number; realMs: number } | null> {
  const [row] = await sql<{ virtualMs: string; realMs: string }[]>`
    select virtual_ms as "virtualMs", real_ms as "realMs" from worlds where id = ${world}`
  return row ? { virtualMs: Number(row.virtualMs), realMs: Number(row.realMs) } : null
}

export async function createWorld(sql: Sql, id: string, startMs: number): Promise<void> {
  await sql`insert into worlds (id, virtual_ms, real_ms) values (${id}, ${startMs}, ${Date.now()})`
}

/** The world has arrived at an instant; from here its clock runs with real time again. */
export async function setWorldNow(sql: Sql, id: string, virtualMs: number): Promise<void> {
  await sql`update worlds set virtual_ms = ${virtualMs}, real_ms = ${Date.now()} where id = ${id}`
}

export const instantAt = (offsetMs: number): Instant => formatInstant(Date.now() + offsetMs)
