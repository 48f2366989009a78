import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isObject, type Json } from './types.ts'

/** The centre answered, and the answer is no. */
export class Refused extends Error {
  readonly status: number
  readonly rule: string | undefined
  readonly basis: string[]

  constructor(status: number, rule: string | undefined, detail: string, basis: string[] = []) {
    super(rule ? `${status} ${rule}: ${detail}` : `${status}: ${detail}`)
    this.status = status
    this.rule = rule
    this.basis = basis
  }
}

/** Speaks to one centre over HTTP, in one drill world or in none. All calls throw {@link Refused} unless the answer is 2xx. */
export type Client = {
  get(path: string, as: string): Promise<unknown>
  post(path: string, body: unknown, as: string): Promise<unknown>
  /** A file, as it is sent. */
  download(path: string, as: string): Promise<Buffer>
  inWorld(world: string): Client
}

// An advance of a world plays every alarm on the way and may take minutes; everything else answers soon.
const patience = { advance: 300_000, other: 60_000, outcome: 60_000 }
const restMs = 250

/** A client for the centre at `url`, which must run in drill mode: it is the drill that hands out tokens. */
export function clientOf(url: string): Client {
  return clientIn(url, tokensOf(url), undefined)
}

function clientIn(url: string, tokenOf: TokenOf, world: string | undefined): Client {
  const headers = async (as: string) => ({
    authorization: `Bearer ${await tokenOf(as)}`,
    ...(world === undefined ? {} : { 'x-drill-world': world }),
  })
  const get = async (path: string, as: string) => {
    return settled(await resent(async () => request(url, path, { headers: await headers(as) })))
  }
  const post = async (path: string, body: unknown, as: string) => {
    const key = randomUUID()
    const answer = await resent(async () => {
      const said = { 'content-type': 'application/json', 'idempotency-key': key, ...(await headers(as)) }
      return request(url, path, { method: 'POST', headers: said, body: JSON.stringify(body) })
    })
    return answer.status === 202 ? outcomeAt(url, answer, await headers(as)) : settled(answer)
  }
  const download = async (path: string, as: string) => {
    const response = await fetch(new URL(path, url), { headers: await headers(as), signal: AbortSignal.timeout(patience.other) })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!response.ok) throw new Refused(response.status, undefined, bytes.toString().slice(0, 200))
    return bytes
  }
  return { get, post, download, inWorld: other => clientIn(url, tokenOf, other) }
}

type Answer = { status: number; body: unknown; location: string | null; retryAfter: number }

async function request(url: string, path: string, init: RequestInit): Promise<Answer> {
  const timeout = path.endsWith('/advance') ? patience.advance : patience.other
  const response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeout) })
  const text = await response.text()
  const retryAfter = Number(response.headers.get('retry-after')) || 1
  return { status: response.status, body: parsed(text), location: response.headers.get('location'), retryAfter }
}

// 503 and 429 promise that nothing was done, and the key makes a second sending harmless.
async function resent(send: () => Promise<Answer>): Promise<Answer> {
  for (let left = 5; ; left--) {
    const answer = await send()
    if (left === 0 || (answer.status !== 503 && answer.status !== 429)) return answer
    await sleep(Math.min(answer.retryAfter, 5) * 1000)
  }
}

/** Asks at the command's address until it has an outcome, which is then answered as the act itself would have been. */
async function outcomeAt(url: string, answer: Answer, headers: Record<string, string>): Promise<unknown> {
  if (!answer.location) throw new Refused(202, undefined, 'accepted without a Location to ask at')
  for (const end = Date.now() + patience.outcome; Date.now() < end; ) {
    await sleep(restMs)
    const now = await request(url, answer.location, { headers })
    if (now.status !== 202 && !isPending(now.body)) return settled(unwrapped(now))
  }
  throw new Refused(202, undefined, `no outcome at ${answer.location} within ${patience.outcome / 1000} s`)
}

// A case's own view has a stage; a command that is kept names its case too.
function isPending(body: unknown): boolean {
  return isObject(body) && !('stage' in body) && ['pending', 'waiting', 'running'].includes(String(body.status ?? body.state))
}

// A command's address may answer 200 with the outcome inside: `{status: 409, body: problem}`.
function unwrapped(answer: Answer): Answer {
  const outcome = isObject(answer.body) && isObject(answer.body.outcome) ? answer.body.outcome : answer.body
  if (!isObject(outcome) || typeof outcome.status !== 'number' || !('body' in outcome)) return answer
  return { ...answer, status: outcome.status, body: outcome.body }
}

function settled(answer: Answer): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.body
  const problem: Json = isObject(answer.body) ? answer.body : {}
  const detail = String(problem.detail ?? problem.message ?? problem.title ?? 'no detail')
  const basis = Array.isArray(problem.basis)
    ? problem.basis.map(cited => (isObject(cited) ? `${cited.instrument}${cited.article}` : String(cited)))
    : []
  throw new Refused(answer.status, typeof problem.rule === 'string' ? problem.rule : undefined, detail, basis)
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return { detail: text.slice(0, 200) }
  }
}

type TokenOf = (sub: string) => Promise<string>

/** Drill tokens, one for each person, asked for once. */
function tokensOf(url: string): TokenOf {
  const tokens = new Map<string, Promise<string>>()
  return sub => {
    const known = tokens.get(sub) ?? freshToken(url, sub)
    tokens.set(sub, known)
    return known
  }
}

async function freshToken(url: string, sub: string): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sub }) }
  const body = settled(await resent(() => request(url, '/api/drill/tokens', init)))
  if (!isObject(body) || typeof body.token !== 'string') throw new Error(`no token for ${sub}`)
  return body.token
}
