import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject } from 'vitest'
import { type Identity, signLocalToken } from '../../api/auth.ts'
import { connect } from '../../db/client.ts'
import { addTraining } from '../../db/staffing.ts'
import { ownPosts, type Post } from '../../domain/case/types.ts'
import { officePosts } from '../../domain/office/staff.ts'
import { technicalRules } from '../../domain/rules/ids.ts'
import { type Client, clientOf } from '../../scripts/scenario/client.ts'
import { secret, tokenSecretName } from '../../scripts/stack/secrets.ts'

/** What these tests send and see: single requests over HTTP, each answer as it came. */

export const url = inject('url')

export type Json = Record<string, unknown>

export interface Request {
  readonly method?: string
  /** Signs in as one of the demo staff. */
  readonly as?: string
  /** A token of one's own making. */
  readonly token?: string
  readonly body?: unknown
  /** Sent as it is, announced as JSON. */
  readonly raw?: string | Uint8Array
  readonly key?: string
  readonly headers?: Record<string, string>
}

export interface Answer<T = Json> {
  readonly status: number
  readonly type: string | null
  readonly body: T
  readonly headers: Headers
}

/** GET without, POST with a body. */
export async function send<T = Json>(path: string, request: Request = {}): Promise<Answer<T>> {
  const { as, token, body, raw, key, headers } = request
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const bearer = token ?? (as === undefined ? undefined : await tokenOf(as))
  const response = await fetch(new URL(path, url), {
    method: request.method ?? (sent === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    ...(sent === undefined ? {} : { body: sent }),
    headers: {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
  })
  const answer = { status: response.status, type: response.headers.get('content-type'), headers: response.headers }
  const told = { ...answer, body: parsed(await response.text()) as T }
  return response.status === 202 ? outcomeOf(told, bearer) : told
}

/** A busy machine may answer 202 for any act: then its outcome is asked for, and stands for the answer. */
async function outcomeOf<T>(kept: Answer<T>, token: string | undefined): Promise<Answer<T>> {
  for (let n = 0; n < 120; n++) {
    await sleep(250)
    const path = kept.headers.get('location') ?? ''
    const { body } = await send<{ outcome: { status: number; body: T } | null }>(path, token === undefined ? {} : { token })
    if (!body.outcome) continue
    return { ...kept, ...body.outcome, type: body.outcome.status < 400 ? 'application/json' : 'application/problem+json' }
  }
  return kept
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const tokens = new Map<string, Promise<string>>()

export function tokenOf(sub: string): Promise<string> {
  const known = tokens.get(sub) ?? send<{ token: string }>('/api/drill/tokens', { body: { sub } }).then(({ body }) => body.token)
  tokens.set(sub, known)
  return known
}

export const localSecret = async () => new TextEncoder().encode(await secret(inject('dataDir'), tokenSecretName))

/** A token of the centre's own for anybody, its office included; whoever it is has been trained for these posts. */
export async function tokenFor(who: Partial<Identity>): Promise<string> {
  const identity = { sub: 'somebody', office, posts: [], ...who }
  await train(identity)
  return signLocalToken(await localSecret(), identity)
}

async function train({ sub, posts }: Identity): Promise<void> {
  const { sql, close } = connect(inject('databaseUrl'), { max: 1, name: 'dengbu-training' })
  const record = { heldOn: '1949-10-01', passed: true, validUntil: null, content: '业务', recordedBy: 'admin-1' }
  for (const post of officePosts(posts)) await addTraining(sql, '', { ...record, sub, post })
  await close()
}

export const office = '510802'

/** Every post there is: who holds them all is refused for what is asked, never for who asks. */
export const everyPost: readonly Post[] = [
  ...ownPosts,
  ...(['department:housing', 'department:tax', 'department:bank-a'] as const),
]

/** A drill world with units on its register, and how to speak in it. */
export interface World {
  readonly id: string
  readonly client: Client
  send<T = Json>(path: string, request?: Request): Promise<Answer<T>>
}

export const zhang = { name: '张建国', idNo: '510802196201101013' }
export const li = { name: '李秀兰', idNo: '510802198007161134' }
export const bankA = { name: '广元甲银行', idNo: '91510802MA0BANKA3T' }

export const unitCode = (serial: number): string => `510802001001GB00001F0101${String(serial).padStart(4, '0')}`

/** Each unit is Zhang's alone. */
export async function openWorld(start = '2025-03-10T09:00+08:00', units = 1): Promise<World> {
  const made = await send<{ world: string }>('/api/drill/worlds', { body: { start } })
  const id = made.body.world
  const world: World = {
    id,
    client: clientOf(url).inWorld(id),
    send: (path, request = {}) => send(path, { ...request, headers: { 'x-drill-world': id, ...request.headers } }),
  }
  const register = Array.from({ length: units }, (_, i) => ({ unitCode: unitCode(i + 1), holders: [{ ...zhang, share: '1/1' }] }))
  expect(await world.send('/api/drill/register', { body: { units: register } })).toMatchObject({ status: 200 })
  return world
}

const person = (role: string, who: { name: string; idNo: string }) => ({ role, kind: 'person', idType: 'resident-id', ...who })

/** Zhang sells the first unit to Li. */
export const sale = (changes: Json = {}): Json => ({
  procedure: 'transfer-by-sale',
  office,
  channel: 'counter',
  units: [unitCode(1)],
  parties: [person('transferor', zhang), { ...person('transferee', li), share: '1/1' }],
  facts: { priceFen: 86_000_000 },
  materials: 'all',
  ...changes,
})

/** Zhang mortgages the first unit to bank A. */
export const mortgage = (changes: Json = {}): Json => ({
  ...sale({ procedure: 'mortgage-first', facts: { amountFen: 50_000_000, transferRestricted: false } }),
  parties: [person('mortgagor', zhang), { role: 'mortgagee', kind: 'organisation', idType: 'uscc', ...bankA }],
  ...changes,
})

/** A sale to several, or with other names, by what is said of each buyer. */
export const buyers = (...takers: Json[]): Json =>
  sale({
    parties: [
      person('transferor', zhang),
      ...takers.map((taker, i) => ({ ...person('transferee', { ...li, idNo: `51080219800716${1000 + i}` }), ...taker })),
    ],
  })

export async function fileCase(world: World, application: Json = sale(), as = 'intake-1'): Promise<string> {
  const filed = await world.send<{ caseNo: string }>('/api/cases', { as, body: application, key: randomUUID() })
  expect(filed).toMatchObject({ status: 201 })
  return filed.body.caseNo
}

/** A refusal that its reader can act on: problem+json, in Chinese, naming what is wrong. */
export function expectProblem(answer: Answer, status: number, words: string | readonly string[], rule?: string): void {
  expect(answer).toMatchObject({ status, body: { status, title: expect.stringMatching(/\p{Script=Han}/u) } })
  expect(answer.type).toMatch(/^application\/problem\+json/)
  expect(answer.body.detail).toMatch(/\p{Script=Han}/u)
  for (const word of [words].flat()) expect(answer.body.detail).toContain(word)
  if (rule) expect(answer.body).toMatchObject({ rule, basis: expect.any(Array) })
  if (rule && !(rule in technicalRules)) expect(answer.body.basis).not.toEqual([])
}

/** Where a case stands: nothing that was refused may have moved it, and it must still prove itself. */
export async function positionOf(caseNo: string): Promise<{ seq: unknown; head: unknown }> {
  const { body } = await send(`/api/cases/${caseNo}`, { as: 'auditor-1' })
  return { seq: body.seq, head: body.head }
}

export async function expectUnharmed(caseNo: string, before: { seq: unknown; head: unknown }): Promise<void> {
  expect(await positionOf(caseNo)).toEqual(before)
  expect(await send(`/api/cases/${caseNo}/replay`, { as: 'auditor-1', body: {} })).toMatchObject({
    status: 200,
    body: { ok: true },
  })
}
