import type { FastifyInstance, FastifyRequest } from 'fastify'
import { traceAccess } from '../db/accesses.ts'
import type { LookedAt } from '../domain/audit/looks.ts'
import { isStaff } from './auth.ts'
import { type ApiContext, worldOf } from './context.ts'

/** Why a route's answers leave no trace. */
export const withoutTrace = {
  acted: 'The answer goes to whoever has just acted, and the act stands in the ledger or in its own record with his name.',
  'shows-nothing': 'The answer holds nothing of a case, the register or a person.',
  published: 'Anyone may know it.',
  operations: 'Figures and the state of the machine.',
  drill: 'Sets the stage of a training; exists only there.',
} as const

/** What a route shows, with its usual purpose. */
interface Shows {
  readonly at: LookedAt
  readonly purpose: string
}

/** What a route's `config` declares: a trace, or why none is needed. */
type RouteLooks = Shows | { readonly none: keyof typeof withoutTrace }

/** What one answer shows. `world` is the header's unless the object has one of its own; `purpose` what the reader has given. */
export interface Look {
  readonly id: string
  readonly scope: string
  readonly shown?: number
  readonly world?: string
  readonly purpose?: string | undefined
  /** The absent colleague in whose stead somebody looks. */
  readonly onBehalfOf?: string | undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    looks?: RouteLooks
  }
  interface FastifyRequest {
    /** Set by the handler of a route that shows something; `nothing` where this answer does not. */
    look: Look | 'nothing' | null
  }
}

export const looksAt = (at: LookedAt, purpose: string) => ({ looks: { at, purpose } })
export const noLook = (none: keyof typeof withoutTrace) => ({ looks: { none } })
/** Of routes that need no token because anyone may know what they answer. */
export const published = { public: true, ...noLook('published') }

/**
 * Every look leaves a trace, or is not given (invariant 9): a route without a declaration does not start, an answer whose trace cannot
 * be written does not leave. The trace comes first, so the worst that a crash leaves is a trace of an answer that was not sent.
 */
export function registerLooks(app: FastifyInstance, context: ApiContext): void {
  app.decorateRequest('look', null)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.looks)
      throw new Error(`${method} ${url} says neither what it shows nor why no trace is needed (config: looksAt, noLook)`)
  })
  app.addHook('onSend', async (request, reply) => {
    const looks = request.routeOptions.config.looks
    if (looks && 'at' in looks && reply.statusCode < 300) await trace(context, request, looks)
  })
}

async function trace(context: ApiContext, request: FastifyRequest, { at: object, purpose }: Shows) {
  const { look, identity, ip: address } = request
  if (!look) throw new Error(`${request.method} ${request.routeOptions.url} has not said what its answer shows`)
  if (look === 'nothing') return
  const { id: objectId, scope, shown = 1, onBehalfOf } = look
  const named = request.headers['x-drill-world'] as string | undefined
  const { world, now: at } = await worldOf(context, look.world ?? named)
  await traceAccess(context.sql, identity, {
    ...{ world, object, objectId, purpose: look.purpose ?? purpose, scope, shown, at, address },
    office: identity.office,
    channel: isStaff(identity) ? 'office' : 'partner',
    ...(onBehalfOf ? { onBehalfOf } : {}),
  })
}
