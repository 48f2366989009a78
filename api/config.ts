/** What the API process reads from its environment; it does not start on half a configuration. */
export interface ApiConfig {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  readonly drill: boolean
  readonly oidcIssuer: string | null
  readonly localSecret: Uint8Array
  readonly logLevel: string
}

/** @throws Error naming the variable and what to set it to. */
export function apiConfig(env: NodeJS.ProcessEnv = process.env): ApiConfig {
  const port = Number(env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT is "${env.PORT}": give a port between 1 and 65535`)
  if (!env.DATABASE_URL)
    throw new Error('DATABASE_URL is not set: the API needs the database of the centre (npm start provides one)')
  const oidcIssuer = env.DENGBU_OIDC_ISSUER || null
  const secret = env.DENGBU_LOCAL_SECRET ?? ''
  if (!oidcIssuer && secret.length < 32) {
    throw new Error(
      'Set DENGBU_OIDC_ISSUER to the issuer of your tokens, or DENGBU_LOCAL_SECRET to at least 32 characters (npm start provides one)',
    )
  }
  return {
    host: env.HOST ?? '127.0.0.1',
    port,
    databaseUrl: env.DATABASE_URL,
    drill: env.DENGBU_DRILL === '1',
    oidcIssuer,
    localSecret: new TextEncoder().encode(secret),
    logLevel: env.LOG_LEVEL ?? 'info',
  }
}
