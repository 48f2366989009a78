import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { archiveOverview } from '../db/archives.ts'
import type { Sql } from '../db/client.ts'
import { countStuck } from '../db/outbox.ts'
import { countPending } from '../db/pendingCommands.ts'
import { pendingState } from '../db/seal.ts'
import { ownBusiness } from '../db/worlds.ts'

/** What operators watch, in Prometheus' form. No personal data, no case numbers (invariant 12). */
export interface Metrics {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>
  readonly actions: Counter<'action' | 'outcome'>
  readonly refusals: Counter<'rule'>
}

export function createMetrics(sql: Sql): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'dengbu_api_' })
  const registers = [registry]
  gauge('dengbu_commands_kept', 'Commands answered with 202 that have no outcome yet', [], async set =>
    set({}, await countPending(sql)),
  )
  gauge('dengbu_news_stuck', 'News in the outbox that has not been delivered for over a minute', [], async set =>
    set({}, await countStuck(sql)),
  )
  gauge('dengbu_archive_lag_seconds', 'How long the oldest closed case without an archive has waited', [], async set =>
    set({}, (await archiveOverview(sql, ownBusiness)).lagSeconds),
  )
  gauge(
    'dengbu_seal_waits_seconds',
    'Age of the oldest row of the record that no checkpoint covers; above minutes, sealing fails',
    [],
    async set => set({}, (await pendingState(sql)).oldestSeconds),
  )
  gauge('dengbu_open_cases', 'Open cases of the office by stage and light', ['stage', 'light'], async set => {
    const rows = await sql<{ stage: string; light: string; count: number }[]>`
      select stage, coalesce(light, 'none') as light, count(*)::int as count from cases
      where world = '' and stage <> 'closed' group by 1, 2`
    for (const { stage, light, count } of rows) set({ stage, light }, count)
  })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'dengbu_http_request_seconds',
      help: 'Time to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
    actions: new Counter({
      name: 'dengbu_actions_total',
      help: 'Acts on cases by outcome',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    refusals: new Counter({ name: 'dengbu_refusals_total', help: 'Refusals by rule', labelNames: ['rule'], registers }),
  }

  function gauge<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read: (set: (labels: Record<string, string>, value: number) => void) => Promise<void>,
  ): void {
    new Gauge<string>({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset()
        await read((labels, value) => this.set(labels, value))
      },
    })
  }
}
