import { randomUUID } from 'node:crypto'
import type { Sql } from '../../db/client.ts'
import { createWorld } from '../../db/worlds.ts'
import { formatInstant } from '../../domain/time/instant.ts'
import { type ApiContext, worldOf } from '../context.ts'

export async function newWorld(sql: Sql, startMs: number): Promise<{ world: string; now: string }> {
  const world = randomUUID().slice(0, 8)
  await createWorld(sql, world, startMs)
  return { world, now: formatInstant(startMs) }
}

export async function describeWorld(context: Pick<ApiContext, 'sql' | 'drill'>, id: string) {
  const { world, now } = await worldOf(context, id)
  const cases = await context.sql`
    select case_no as "caseNo", procedure, stage, outcome, light, due_at as "dueAt" from cases where world = ${world} order by case_no`
  return { world, now, cases: [...cases] }
}
