import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { Sql } from './client.ts'

const beatEveryMs = 2_000
/** Two beats and a half: one may be late. */
const freshFor = '5 seconds'

/** Says in the database that this worker is alive; `/health/ready` and the 202 answers rely on it. */
export function keepHeartbeat(sql: Sql, buildId: string, log: Logger): { stop(): Promise<void> } {
  const id = `${hostname()}:${process.pid}`
  const beat = async () => {
    try {
      await sql`
        insert into workers (id, build_id) values (${id}, ${buildId})
        on conflict (id) do update set beat_at = now(), build_id = excluded.build_id`
    } catch (error) {
      log.warn({ err: error }, 'heartbeat not written; the database does not answer')
    }
  }
  void beat()
  const timer = setInterval(beat, beatEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await sql`delete from workers where id = ${id}`.catch(() => undefined)
    },
  }
}

/** Build ids of the workers that were alive within the last seconds. */
export async function liveWorkers(sql: Sql): Promise<string[]> {
  const rows = await sql<{ buildId: string }[]>`
    select build_id as "buildId" from workers where beat_at > now() - ${freshFor}::interval`
  return rows.map(row => row.buildId)
}
