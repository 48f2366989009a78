import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Ajv2020 from 'ajv/dist/2020.js'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../api/app.ts'
import { oidcVerifier } from '../../api/auth.ts'
import { actionNames } from '../../domain/case/actions.ts'
import { ownApi } from '../support/ownApi.ts'
import { type Document, filled, type Operation, operationsOf, readDocument } from './addresses.ts'
import { expectProblem, fileCase, type Json, li, office, openWorld, sale, send, tokenOf, unitCode, zhang } from './window.ts'

type Injected = Awaited<ReturnType<Api['inject']>>

const expectRefused = (answer: Injected, status: number, words: string | string[]): void =>
  expectProblem(
    { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json(), headers: new Headers() },
    status,
    words,
  )

describe('health', () => {
  it('is live while the process answers, and ready when database, Temporal and a worker answer', async () => {
    expect(await send('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await send('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok', database: { ok: true }, temporal: { ok: true }, worker: { ok: true, builds: [expect.any(String)] } },
    })
    expect((await send('/health')).headers.get('location')).toBe('/health/ready')
  })

  it('names the part that is away, and the process stays live', async () => {
    const { app, close } = await ownApi({ temporalAddress: '127.0.0.1:1' })
    const ready = await app.inject('/health/ready')
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toMatchObject({
      status: 'unavailable',
      database: { ok: true },
      temporal: { ok: false, error: expect.any(String) },
    })
    expect((await app.inject('/health/live')).statusCode).toBe(200)
    await close()
  })
})

describe('metrics', () => {
  it('show requests, acts, refusals, kept commands and open cases, and neither a case, a unit nor a person', async () => {
    const world = await openWorld()
    const caseNo = await fileCase(world)
    expect(await send(`/api/cases/${caseNo}/actions/accept`, { as: 'intake-1', body: {} })).toMatchObject({ status: 200 })
    expect(await send(`/api/cases/${caseNo}/actions/record`, { as: 'registrar-1', body: {} })).toMatchObject({ status: 409 })
    await world.send(`/api/cases?holder=${encodeURIComponent(zhang.name)}`, { as: 'auditor-1' })
    await world.send(`/api/register/units/${unitCode(1)}`, { as: 'auditor-1' })
    const { status, type, body } = await send<string>('/metrics')
    expect({ status, type }).toMatchObject({ status: 200, type: expect.stringContaining('text/plain') })
    for (const series of [
      'dengbu_http_request_seconds_count{method="POST",route="/api/cases/:caseNo/actions/accept",status="200"}',
      'dengbu_http_request_seconds_bucket{',
      'dengbu_actions_total{action="accept",outcome="done"}',
      'dengbu_actions_total{action="record",outcome="refused"}',
      'dengbu_actions_total{action="file",outcome="done"}',
      'dengbu_refusals_total{rule="department-pending"}',
      '# TYPE dengbu_commands_kept gauge',
      '# TYPE dengbu_open_cases gauge',
      'dengbu_api_process_cpu_seconds_total',
    ])
      expect(body).toContain(series)
    for (const told of [caseNo, office, unitCode(1), zhang.name, encodeURIComponent(zhang.name), zhang.idNo, li.name, 'intake-1'])
      expect(body).not.toContain(told)
  })

  it('count what has no address under one name, not under what was asked for', async () => {
    await send('/api/somebody-probes-here')
    const { body } = await send<string>('/metrics')
    expect(body).toContain('route="unknown",status="404"')
    expect(body).not.toContain('somebody-probes-here')
  })
})

describe('the documentation', () => {
  let document: Document
  let operations: Operation[]
  beforeAll(async () => {
    document = await readDocument()
    operations = operationsOf(document)
  })

  it('is served to anyone, with what it is shown by', async () => {
    expect(await send('/docs')).toMatchObject({ status: 200, type: expect.stringContaining('text/html') })
    for (const asset of ['swagger-ui-bundle.js', 'swagger-ui.css'])
      expect(await send(`/docs/static/${asset}`)).toMatchObject({ status: 200 })
    const root = await send('/')
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs'])
  })

  it('has every address of the contract and every act', () => {
    const addresses = operations.map(({ method, path }) => `${method} ${path}`)
    expect(addresses).toEqual(
      expect.arrayContaining([...contract, ...actionNames.map(name => `POST /api/cases/{caseNo}/actions/${name}`)]),
    )
  })

  it('tells at each address what it is for, under which heading, and who need not sign in', () => {
    const mute = operations.filter(({ summary, tags }) => !summary || !tags?.length)
    expect(mute.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    const open = operations.filter(({ security }) => security?.length === 0).map(({ path }) => path)
    const forAll = /^\/(api\/(drill|public|calendar|limits|fees|units|quality\/checklists)|health|metrics)/
    expect(open.filter(path => !forAll.test(path))).toEqual([])
    expect(document.security).toEqual([{ bearer: [] }])
  })

  it('is sound OpenAPI 3.1: places declared, answers described, references found, schemas that are schemas', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: expect.any(String) } })
    expect(operations.flatMap(faultsOf)).toEqual([])
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
    for (const path of references)
      expect(
        path.split('/').reduce<unknown>((at, step) => (at as Json)?.[step], document),
        path,
      ).toBeDefined()
  })

  const ajv = new Ajv2020.default({ strict: false })
  function faultsOf({ method, path, parameters = [], requestBody, responses }: Operation): string[] {
    const where = `${method} ${path}`
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name)
    const bodies = Object.values((requestBody?.content ?? {}) as Record<string, { schema: Json }>).map(({ schema }) => schema)
    const schemas = [...bodies, ...parameters.map(({ schema }) => schema)]
    return [
      ...(places.sort().join() === declared.sort().join() ? [] : [`${where}: places ${places} declared as ${declared}`]),
      ...(Object.keys(responses).length > 0 ? [] : [`${where}: no answers`]),
      ...Object.entries(responses).flatMap(([status, answer]) =>
        (answer as Json).description ? [] : [`${where}: ${status} without words`],
      ),
      ...(requestBody && bodies.length === 0 ? [`${where}: a body of no kind`] : []),
      ...schemas.flatMap(schema => (ajv.validateSchema(schema) ? [] : [`${where}: ${ajv.errorsText()}`])),
    ]
  }
})

describe('outside drills', () => {
  let own: Awaited<ReturnType<typeof ownApi>>
  beforeAll(async () => {
    own = await ownApi({ drill: false })
  })
  afterAll(() => own.close())

  it('none of the drill’s addresses exists, for anyone, and the documentation knows none', async () => {
    const drills = operationsOf(await readDocument()).filter(({ path }) => path.startsWith('/api/drill'))
    expect(drills).toHaveLength(5)
    for (const { method, path } of drills) {
      const url = filled(path, {})
      const headers = { authorization: `Bearer ${await tokenOf('admin-1')}` }
      expectRefused(
        await own.app.inject({ method: method as 'GET', url, payload: { sub: 'intake-1' } }),
        404,
        path.split('{')[0] ?? path,
      )
      expectRefused(await own.app.inject({ method: method as 'GET', url, headers, payload: {} }), 404, '/api/drill')
    }
    const document = (await own.app.inject('/docs/json')).json() as Document
    expect(Object.keys(document.paths).filter(path => path.includes('drill'))).toEqual([])
  })

  it('a drill world is not entered and materials are not waved through', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('intake-1')}` }
    const world = { ...headers, 'x-drill-world': (await openWorld()).id }
    expectRefused(await own.app.inject({ url: '/api/cases', headers: world }), 404, '没有开启演练模式')
    for (const materials of ['all', { all: true }]) {
      const payload = sale({ materials })
      expectRefused(await own.app.inject({ method: 'POST', url: '/api/cases', headers, payload }), 422, '材料应逐项列出')
    }
  })

  it('a runaway script is told to slow down, each sender for itself', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('supervisor-2')}` }
    let answer = await own.app.inject({ url: '/health/live', headers })
    for (let n = 0; n < 6_000 && answer.statusCode === 200; n++) answer = await own.app.inject({ url: '/health/live', headers })
    expectRefused(answer, 429, '请求过于频繁')
    expect((await own.app.inject('/health/live')).statusCode).toBe(200)
  })
})

describe('tokens of an OIDC issuer', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  interface Issuer {
    readonly url: string
    readonly sign: (
      claims?: JWTPayload & Json,
      by?: { key?: CryptoKey; kid?: string; issuer?: string; expires?: string },
    ) => Promise<string>
    readonly leave: () => Promise<void>
  }
  type CryptoKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

  async function openIssuer(): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair('RS256')
    const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }
    let url = ''
    const server = createServer((request, response) => {
      const answers: Record<string, object> = {
        '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks` },
        '/jwks': { keys: [jwk] },
      }
      const answer = answers[request.url ?? '']
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const leave = () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    closing.push(leave)
    const sign: Issuer['sign'] = (claims = {}, { key = privateKey, kid = 'key-1', issuer = url, expires = '5m' } = {}) =>
      new SignJWT({ sub: 'auditor-9', office, posts: ['auditor'], ...claims })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(issuer)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(key)
    return { url, sign, leave }
  }

  async function centreOf(issuer: Issuer): Promise<(token: string) => Promise<Injected>> {
    const { app, close } = await ownApi({ verifier: await oidcVerifier(issuer.url) })
    closing.unshift(close)
    return token => app.inject({ url: '/api/cases?limit=1', headers: { authorization: `Bearer ${token}` } })
  }

  it('let in whom the issuer has signed for, with the posts it gives', async () => {
    const issuer = await openIssuer()
    const ask = await centreOf(issuer)
    const answer = await ask(await issuer.sign())
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ items: expect.any(Array) })
  })

  it('of another issuer, over, of an unknown key, forged, or of this centre’s drill are refused', async () => {
    const issuer = await openIssuer()
    const ask = await centreOf(issuer)
    const { privateKey: foreign } = await generateKeyPair('RS256')
    const refused: Record<string, string> = {
      'another issuer': await issuer.sign({}, { issuer: 'https://elsewhere.example' }),
      over: await issuer.sign({}, { expires: '-5m' }),
      'an unknown key': await issuer.sign({}, { key: foreign, kid: 'key-2' }),
      'a foreign key under a known name': await issuer.sign({}, { key: foreign }),
      'a shared secret': await new SignJWT({ sub: 'auditor-9', office, posts: ['auditor'] })
        .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
        .setIssuer(issuer.url)
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode('a-secret-that-the-issuer-has-never-seen')),
      'the drill': await tokenOf('auditor-1'),
    }
    for (const token of Object.values(refused)) expectRefused(await ask(token), 401, ['令牌', '重新登录'])
  })

  it('without office or posts are told what they lack', async () => {
    const issuer = await openIssuer()
    const ask = await centreOf(issuer)
    expectRefused(await ask(await issuer.sign({ posts: 'auditor' })), 401, 'posts')
    expectRefused(await ask(await issuer.sign({ office: undefined })), 401, 'office')
  })

  it('are not called invalid when it is the issuer that does not answer', async () => {
    const issuer = await openIssuer()
    const ask = await centreOf(issuer)
    const token = await issuer.sign()
    await issuer.leave()
    expectRefused(await ask(token), 503, '身份认证服务')
  })

  it('of an address that is no issuer stop the centre at its start, naming the setting', async () => {
    const { url } = await openIssuer()
    await expect(oidcVerifier(`${url}/realms/none`)).rejects.toThrow(/DENGBU_OIDC_ISSUER.*404/)
  })
})

/** contract.md, as far as this release goes. */
const contract = [
  'POST /api/cases',
  'GET /api/cases',
  'GET /api/cases/{caseNo}',
  'GET /api/cases/{caseNo}/events',
  'GET /api/cases/{caseNo}/state',
  'POST /api/cases/{caseNo}/replay',
  'GET /api/cases/{caseNo}/history',
  'GET /api/commands/{id}',
  'GET /api/tasks',
  'POST /api/tasks/{taskId}/claim',
  'GET /api/register/units/{unitCode}',
  'GET /api/register/units/{unitCode}/history',
  'GET /api/audit/accesses',
  'GET /api/calendar/due',
  'GET /api/limits',
  'GET /api/units/validate',
  'POST /api/fees/quote',
  'GET /api/public/guides/{procedure}',
  'POST /api/drill/tokens',
  'POST /api/drill/worlds',
  'GET /api/drill/worlds/{world}',
  'POST /api/drill/worlds/{world}/advance',
  'POST /api/drill/register',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
]
