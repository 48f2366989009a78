import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createRemoteJWKSet, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { wrongPost } from '../domain/case/decide/guards.ts'
import type { Actor, Post } from '../domain/case/types.ts'
import { Problem, refusalProblem } from './problems.ts'

/** Who asks, as the token says. */
export interface Identity extends Actor {
  readonly office: string
}

export interface TokenVerifier {
  verify(token: string): Promise<Verified>
}

interface Verified {
  readonly identity: Identity
  /** Epoch ms. */
  readonly expiresAt: number
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity
  }
  interface FastifyContextConfig {
    /** Routes that need no token: health, documentation, drill tokens, published information. */
    public?: boolean
  }
}

export const localIssuer = 'dengbu-local'
const tokenLifetime = '12h'

/** Tokens of an OIDC issuer, by its published keys. */
export async function oidcVerifier(issuer: string): Promise<TokenVerifier> {
  const discovery = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(10_000),
  })
  if (!discovery.ok)
    throw new Error(`DENGBU_OIDC_ISSUER ${issuer} answers ${discovery.status} to its discovery document; check the address`)
  const { jwks_uri: jwksUri } = (await discovery.json()) as { jwks_uri: string }
  const keys = createRemoteJWKSet(new URL(jwksUri))
  return { verify: async token => verified((await jwtVerify(token, keys, { issuer, clockTolerance: 30 })).payload) }
}

/** Tokens signed with the centre's own secret: drills, and a centre without an issuer (`npm run token`). */
export function localVerifier(secret: Uint8Array): TokenVerifier {
  return {
    verify: async token => verified((await jwtVerify(token, secret, { issuer: localIssuer, algorithms: ['HS256'] })).payload),
  }
}

export function signLocalToken(secret: Uint8Array, { sub, office, posts }: Identity): Promise<string> {
  return new SignJWT({ office, posts: [...posts] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(localIssuer)
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(tokenLifetime)
    .sign(secret)
}

function verified({ sub, office, posts, exp }: JWTPayload): Verified {
  if (typeof sub !== 'string' || typeof office !== 'string' || !isPosts(posts))
    throw new Problem(401, '令牌缺少 sub、office 或 posts')
  return { identity: { sub, office, posts }, expiresAt: exp === undefined ? Number.POSITIVE_INFINITY : exp * 1_000 }
}

const isPosts = (value: unknown): value is Post[] => Array.isArray(value) && value.every(post => typeof post === 'string')

/** Tokens are checked once and remembered for a while, never beyond their end: signature checks are the dearest part of a short request. */
const rememberMs = 60_000
const rememberAtMost = 10_000

export function registerAuth(app: FastifyInstance, verifier: TokenVerifier): void {
  const known = new Map<string, { identity: Identity; until: number }>()
  app.decorateRequest('identity', null as unknown as Identity)
  app.addHook('onRequest', async request => {
    if (request.routeOptions.config.public || request.is404) return
    const token = bearer(request)
    const hit = known.get(token)
    request.identity = hit && hit.until > Date.now() ? hit.identity : await remember(token)
  })

  async function remember(token: string): Promise<Identity> {
    if (known.size >= rememberAtMost) known.clear()
    const { identity, expiresAt } = await verifier.verify(token).catch(error => {
      throw error instanceof Problem ? error : refusedToken(error)
    })
    known.set(token, { identity, until: Math.min(Date.now() + rememberMs, expiresAt) })
    return identity
  }
}

/** An issuer that does not give its keys is not the fault of the token. */
function refusedToken(error: Error & { code?: string }): Problem {
  const issuerAway = error instanceof TypeError || error.code === 'ERR_JWKS_TIMEOUT' || error.code === 'ERR_JOSE_GENERIC'
  return issuerAway
    ? new Problem(503, '身份认证服务暂时不可用，请稍后重试')
    : new Problem(401, '令牌无效或者已经过期，请重新登录')
}

function bearer(request: FastifyRequest): string {
  const match = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')
  if (!match?.[1]) throw new Problem(401, '请在 Authorization 头中提供 Bearer 令牌')
  return match[1]
}

export const isStaff = (identity: Identity): boolean => identity.posts.some(post => !post.startsWith('department:'))

/** @throws Problem 403 unless the identity holds one of the posts. */
export function requirePost(identity: Identity, posts: readonly Post[], what: string): void {
  if (!posts.some(post => identity.posts.includes(post))) throw refusalProblem(wrongPost(what))
}

export function requireStaff(identity: Identity, what: string): void {
  if (!isStaff(identity)) throw refusalProblem(wrongPost(`${what}只对登记机构工作人员开放`))
}
