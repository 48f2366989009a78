import { pino } from 'pino'
import { buildApp } from './app.ts'
import type { ApiContext } from './context.ts'

/**
 * The OpenAPI document of all routes, those of the drill mode included. No route is asked, so nothing stands behind them.
 */
export async function openapiDocument(): Promise<object> {
  const nothingBehind = { drill: true, log: pino({ level: 'silent' }) } as unknown as ApiContext
  const app = await buildApp(nothingBehind)
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
