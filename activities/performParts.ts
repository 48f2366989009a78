import { holdCalendar } from '../db/calendar.ts'
import type { Sql, Transaction } from '../db/client.ts'
import type { LedgerPosition } from '../db/ledger.ts'
import { lockUnits } from '../db/register.ts'
import type { Command } from '../domain/case/commands.ts'
import type { LedgerEvent } from '../domain/case/events.ts'
import type { Refusal } from '../domain/case/types.ts'
import type { Instant } from '../domain/time/instant.ts'
import {
  actorFacts,
  decideAndWrite,
  keepAttempt,
  lockAt,
  missedEvents,
  type OpenRequest,
  openCase,
  type PerformHooks,
  Refused,
} from './perform.ts'

/** One command for several parts of a combined application, in logical order. */
export interface PartsRequest {
  readonly world: string
  readonly now: Instant
  readonly command: Command
  readonly parts: readonly { readonly caseNo: string; readonly expected: LedgerPosition }[]
}

/** As `PerformResult`, for each part by its case number. `refusal` is present exactly when a rule of some part is broken. */
export interface PartsResult {
  readonly outcome: 'done' | 'behind'
  readonly events: Readonly<Record<string, readonly LedgerEvent[]>>
  readonly refusal?: Refusal
}

export interface PartsActivities {
  /** Writes the first events of all parts in one transaction. */
  openParts(request: { readonly parts: readonly Omit<OpenRequest, 'now'>[]; readonly now: Instant }): Promise<PartsResult>
  /** One command on these parts: all of them or none. */
  performParts(request: PartsRequest): Promise<PartsResult>
  catchUpParts(request: Pick<PartsRequest, 'parts'>): Promise<PartsResult>
}

export function createPartsActivities(sql: Sql, hooks: PerformHooks = {}): PartsActivities {
  return {
    openParts: ({ parts, now }) =>
      sql.begin(async tx => {
        const events: Record<string, LedgerEvent[]> = {}
        for (const part of parts) events[part.caseNo] = (await openCase(tx, { ...part, now })).events
        return { outcome: 'done' as const, events }
      }) as Promise<PartsResult>,
    catchUpParts: async ({ parts }) => {
      const missed = await Promise.all(
        parts.map(async ({ caseNo, expected }) => [caseNo, await missedEvents(sql, caseNo, expected)] as const),
      )
      return { outcome: 'behind', events: Object.fromEntries(missed) }
    },
    performParts: async request => {
      const { told, ...result } = await decided(sql, request, hooks)
      if (told) hooks.afterNews?.()
      await hooks.afterCommit?.(request.command)
      return result
    },
  }
}

type Committed = PartsResult & { readonly told: boolean }

async function decided(sql: Sql, request: PartsRequest, hooks: PerformHooks): Promise<Committed> {
  try {
    return (await sql.begin(async tx => {
      const result = await performParts(tx, request)
      await hooks.beforeCommit?.(request.command)
      return result
    })) as Committed
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await keepAttempt(sql, request, error)
    return { outcome: 'done', events: {}, refusal: error.refusal, told: false }
  }
}

/**
 * The cases are locked in order, then all their units in order, and each part is decided on the register as the parts before it have
 * left it: a mortgage by the buyer finds him the holder, because the transfer before it in the same transaction has made him so.
 */
async function performParts(tx: Transaction, { parts, world, now, command }: PartsRequest): Promise<Committed> {
  const caseNos = parts.map(({ caseNo }) => caseNo)
  const [, actor] = await Promise.all([holdCalendar(tx), actorFacts(tx, { world, now, command }, caseNos)])
  const rows = []
  for (const part of parts) rows.push({ ...part, row: await lockAt(tx, part) })
  if (rows.some(({ row }) => row.missed.length > 0)) {
    const applied = rows.some(({ row }) => row.missed.some(event => event.commandId === command.commandId))
    const events = Object.fromEntries(rows.map(({ caseNo, row }) => [caseNo, row.missed]))
    return { outcome: applied ? 'done' : 'behind', events, told: false }
  }
  if (parts.length > 1) await lockUnits(tx, world, [...new Set(rows.flatMap(({ row }) => row.state.application.units))])
  const events: Record<string, readonly LedgerEvent[]> = {}
  let told = false
  for (const { caseNo, expected, row } of rows) {
    const written = await decideAndWrite(tx, { caseNo, world, now, expected, command }, row, actor)
    events[caseNo] = written.events
    told = told || written.told
  }
  return { outcome: 'done', events, told }
}
