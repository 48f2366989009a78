import { Type } from 'typebox'
import { countStuck } from '../../db/outbox.ts'
import { liveWorkers } from '../../db/workers.ts'
import type { Api } from '../app.ts'
import type { ApiContext } from '../context.ts'
import { noLook } from '../looks.ts'

const config = { public: true, ...noLook('operations') }
const tags = ['operations 运行']
const withinMs = 2_000

export function registerHealthRoutes(app: Api, { sql, client, metrics }: ApiContext): void {
  app.get(
    '/health/live',
    { config, schema: { tags, summary: 'The process answers', response: { 200: Type.Any() } } },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/health/ready',
    {
      config,
      schema: { tags, summary: 'Database, Temporal and a worker answer', response: { 200: Type.Any(), 503: Type.Any() } },
    },
    async (_, reply) => {
      const [database, temporal, worker, news] = await Promise.all([
        check(async () => ({ answered: (await sql`select 1`).length === 1 })),
        check(
          async () =>
            void (await client.withDeadline(Date.now() + withinMs, () =>
              client.workflowService.describeNamespace({ namespace: client.options.namespace }),
            )),
        ),
        check(async () => {
          const builds = await liveWorkers(sql)
          if (builds.length === 0) throw new Error('no worker has said that it is alive within 5 s')
          return { builds }
        }),
        check(async () => ({ stuck: await countStuck(sql) })),
      ])
      const ok = database.ok && temporal.ok && worker.ok
      return reply.code(ok ? 200 : 503).send({ status: ok ? 'ok' : 'unavailable', database, temporal, worker, news })
    },
  )

  app.get(
    '/health',
    { config, schema: { tags, summary: 'Same as /health/ready', response: { 200: Type.Any(), 503: Type.Any() } } },
    (_, reply) => reply.redirect('/health/ready'),
  )

  app.get(
    '/metrics',
    { config, schema: { tags, summary: 'Prometheus metrics', response: { 200: Type.String() } } },
    async (_, reply) => {
      reply.type(metrics.registry.contentType)
      return metrics.registry.metrics()
    },
  )
}

async function check(work: () => Promise<object | undefined>): Promise<{ ok: boolean; error?: string }> {
  try {
    const found = await Promise.race([work(), timeout()])
    return { ok: true, ...found }
  } catch (error) {
    return { ok: false, error: (error as Error).message }
  }
}

const timeout = () =>
  new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs).unref())
