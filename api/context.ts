import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Audit } from '../audit/audit.ts'
import type { Sql } from '../db/client.ts'
import { instantAt, ownBusiness, worldOffsetMs } from '../db/worlds.ts'
import type { Instant } from '../domain/time/instant.ts'
import type { KeyFolder } from '../seal/keyFolder.ts'
import type { TokenVerifier } from './auth.ts'
import type { CommandDesk } from './cases/commandDesk.ts'
import type { CaseGateway } from './cases/gateway.ts'
import type { WorldLocks } from './drill/worldLocks.ts'
import type { Metrics } from './metrics.ts'
import { Problem } from './problems.ts'

/** What the routes work with, wired once in `server.ts`. */
export interface ApiContext {
  readonly sql: Sql
  readonly client: Client
  readonly gateway: CaseGateway
  readonly desk: CommandDesk
  readonly audit: Audit
  /** The seal's key and its last word. */
  readonly seal: KeyFolder
  readonly verifier: TokenVerifier
  /** Signs tokens of the demo staff; only in drill mode. */
  readonly localSecret: Uint8Array | null
  readonly drill: boolean
  readonly worlds: WorldLocks
  readonly metrics: Metrics
  readonly log: Logger
}

/** The world a request speaks of, with its clock. @throws Problem 404 when there is no such world, or no drill here. */
export async function worldOf(
  { sql, drill }: Pick<ApiContext, 'sql' | 'drill'>,
  world = ownBusiness,
): Promise<{ world: string; offsetMs: number; now: Instant }> {
  if (world !== ownBusiness && !drill) throw new Problem(404, '这里没有开启演练模式，不接受 X-Drill-World')
  const offsetMs = await worldOffsetMs(sql, world)
  if (offsetMs === null) throw new Problem(404, `没有演练世界 ${world}，请先 POST /api/drill/worlds`)
  return { world, offsetMs, now: instantAt(offsetMs) }
}
