import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { registerAuth } from './auth.ts'
import { commandHeaders } from './cases/requests.ts'
import type { ApiContext } from './context.ts'
import { once, registerOnce } from './once.ts'
import { openapiDocument } from './openapiDocument.ts'

const identity = { sub: 'quality-1', office: '510802', posts: ['quality'] as const }
const record = 'record of something'
const open: FastifyInstance[] = []
afterEach(() => Promise.all(open.splice(0).map(app => app.close())))

function anApp(): FastifyInstance {
  const app = fastify()
  open.push(app)
  registerAuth(app, { verify: async () => ({ identity, expiresAt: Number.POSITIVE_INFINITY }) })
  registerOnce(app, [record])
  return app
}

const schema = { tags: [record], headers: commandHeaders }
const send = async (app: FastifyInstance) =>
  (await app.inject({ method: 'POST', url: '/api/lines', headers: { authorization: 'Bearer token' } })).statusCode

it('a route that writes on such a record and takes no Idempotency-Key does not start, and is named', () => {
  expect(() => anApp().post('/api/lines', { schema: { tags: [record] } }, () => null)).toThrow(/POST \/api\/lines/)
})

it('one that takes the key and does nothing about it does not answer; one that does answers', async () => {
  const careless = anApp()
  careless.post('/api/lines', { schema }, async () => ({ no: 1 }))
  expect(await send(careless)).toBe(500)
  const careful = anApp()
  careful.post('/api/lines', { schema }, async request => once({} as ApiContext, request, async () => ({ no: 1 })))
  expect(await send(careful)).toBe(200)
})

it('every route that writes on the records of quality and supervision says that it takes the key', async () => {
  const { paths } = (await openapiDocument()) as { paths: Record<string, Record<string, Operation>> }
  const writing = Object.entries(paths).flatMap(([path, { post }]) =>
    post?.tags?.some(tag => /^(quality|supervision) /.test(tag)) ? [{ path, post }] : [],
  )
  expect(writing.length).toBeGreaterThan(20)
  const without = writing.filter(({ post }) => !post.parameters?.some(({ name }) => name === 'idempotency-key'))
  expect(without).toEqual([])
})

interface Operation {
  readonly tags?: readonly string[]
  readonly parameters?: readonly { readonly name: string }[]
}
