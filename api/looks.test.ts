import fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { connect } from '../db/client.ts'
import { registerAuth } from './auth.ts'
import type { ApiContext } from './context.ts'
import { looksAt, noLook, registerLooks, withoutTrace } from './looks.ts'
import { openapiDocument } from './openapiDocument.ts'

const identity = { sub: 'archivist-1', office: '510802', posts: ['archivist'] as const }
/** Nobody listens there: a database that cannot be reached. */
const away = connect('postgres://nobody@127.0.0.1:9/nowhere', { max: 1, name: 'dengbu-looks-test' })
const open: FastifyInstance[] = []
afterEach(() => Promise.all(open.splice(0).map(app => app.close())))

function anApp(): FastifyInstance {
  const app = fastify()
  open.push(app)
  registerAuth(app, { verify: async () => ({ identity, expiresAt: Number.POSITIVE_INFINITY }) })
  registerLooks(app, { sql: away.sql, drill: false, log: pino({ level: 'silent' }) } as unknown as ApiContext)
  return app
}

const ask = (app: FastifyInstance) => app.inject({ url: '/api/secrets', headers: { authorization: 'Bearer token' } })

it('a route that says neither what it shows nor why no trace is needed does not start, and is named [S0-119]', () => {
  expect(() => anApp().get('/api/secrets', () => ({ holder: '张建国' }))).toThrow(/GET \/api\/secrets/)
})

it('an answer that does not say what it shows is not given', async () => {
  const app = anApp()
  app.get('/api/secrets', { config: looksAt('case', '办理案件') }, async () => ({ holder: '张建国' }))
  const answer = await ask(app)
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('张建国')
})

it('what cannot be traced is not shown: no answer leaves while the database is away [S0-119]', async () => {
  const app = anApp()
  app.get('/api/secrets', { config: looksAt('case', '办理案件') }, async request => {
    request.look = { world: '', id: '510802-20250310-000001', scope: 'full' }
    return { holder: '张建国' }
  })
  const answer = await ask(app)
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('张建国')
})

it('a refusal shows nothing and needs no trace', async () => {
  const app = anApp()
  app.get('/api/secrets', { config: looksAt('case', '办理案件') }, (_, reply) => reply.code(404).send({ detail: '没有找到' }))
  expect((await ask(app)).statusCode).toBe(404)
})

it('a route with a reason answers without a trace, and every reason is a sentence', async () => {
  const app = anApp()
  app.get('/api/secrets', { config: noLook('published') }, async () => ({ open: 'to all' }))
  expect((await ask(app)).statusCode).toBe(200)
  for (const reason of Object.values(withoutTrace)) expect(reason).toMatch(/^[A-Z].+\.$/)
})

it('every route of the centre has said it: the whole application starts', async () => {
  const { paths } = (await openapiDocument()) as { paths: object }
  expect(Object.keys(paths).length).toBeGreaterThan(50)
}, 30_000)
