import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import { within } from '../db/client.ts'
import { keepAnswer, takeKey } from '../db/onceOnly.ts'
import { digestOf, keyReused } from './cases/commandDesk.ts'
import { commandHeaders } from './cases/requests.ts'
import type { ApiContext } from './context.ts'
import { refusalProblem } from './problems.ts'

/** What is asked for under a key. */
type Asked = Pick<FastifyRequest, 'identity' | 'look' | 'doneOnce' | 'headers' | 'method'> & {
  readonly routeOptions: { readonly url?: string | undefined }
  readonly params: unknown
  readonly body: unknown
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether what was asked for went through `once`. */
    doneOnce: boolean
  }
}

/**
 * Does what a request asks for once under its Idempotency-Key, however often it is sent: key, change and answer are one transaction, and who
 * sends the key again gets the answer of then. A key is one sender's own in one world; the same key for something else is refused. A refusal
 * leaves nothing behind: after it the same key may be sent again. Without a key every request is one of its own.
 *
 * `work` gets the context that it must use: all it does in its `sql` belongs to that transaction.
 */
export async function once(
  context: ApiContext,
  request: Asked,
  work: (context: ApiContext) => Promise<unknown>,
): Promise<unknown> {
  const { identity, method, routeOptions, params, body, headers } = request
  request.doneOnce = true
  const key = headers['idempotency-key'] as string | undefined
  if (key === undefined) return work(context)
  const asked = { world: (headers['x-drill-world'] as string | undefined) ?? '', sub: identity.sub, key }
  const digest = digestOf({ method, url: routeOptions.url, params, body })
  return context.sql.begin(async tx => {
    const known = await takeKey(tx, asked, digest)
    if (known === null) {
      const answer = await work({ ...context, sql: within(tx) })
      await keepAnswer(tx, asked, { answer, look: request.look })
      return answer
    }
    if (known.digest !== digest) throw refusalProblem(keyReused)
    request.look = known.look as typeof request.look
    return known.answer
  })
}

/** What writes on these records is done once: a route that does not take the key does not start, one that does without `once` does not answer. */
export function registerOnce(app: FastifyInstance, tags: readonly string[]): void {
  const writes = (method: string | string[], schema: FastifySchema | undefined) =>
    method === 'POST' && (schema?.tags ?? []).some(tag => tags.includes(tag))
  app.decorateRequest('doneOnce', false)
  app.addHook('onRoute', ({ method, url, schema }) => {
    if (writes(method, schema) && schema?.headers !== commandHeaders)
      throw new Error(`POST ${url} does not take an Idempotency-Key (headers: commandHeaders)`)
  })
  app.addHook('onSend', async ({ method, routeOptions, doneOnce }, reply) => {
    if (writes(method, routeOptions.schema) && reply.statusCode < 300 && !doneOnce)
      throw new Error(`${method} ${routeOptions.url} has not been done once`)
  })
}
