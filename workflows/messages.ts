import type { ActCommand } from '../domain/case/commands.ts'
import type { Actor, Application, CaseState, Refusal } from '../domain/case/types.ts'
import type { Instant } from '../domain/time/instant.ts'

/** Every name that crosses between the API, the worker and the workflow has its one owner here. */

export const caseWorkflowType = 'registrationCase'

/** A case's workflow id is its case number: opaque, no personal data (invariant 12). */
export const caseWorkflowId = (caseNo: string): string => caseNo

export const updateNames = { opened: 'opened', act: 'act', sync: 'sync' } as const
export const queryNames = { state: 'state' } as const

/** The application is the workflow's input: whoever starts the workflow has filed it, and nothing can refuse it any more. */
export interface CaseInput {
  readonly caseNo: string
  /** '' for the office's own business, else the drill world. */
  readonly world: string
  /** The world's time minus Temporal's time; 0 outside drills. Fixed for the life of the case. */
  readonly clockOffsetMs: number
  readonly application: Application
  readonly actor: Actor
  readonly commandId: string
  readonly commandDigest: string
  readonly receivedAt: Instant
}

/** How far the workflow has followed the ledger. */
export interface Position {
  readonly seq: number
  readonly head: string
}

export type ActResult = ({ readonly ok: true } & Position) | { readonly ok: false; readonly refusal: Refusal }

export interface SyncResult extends Position {
  readonly now: Instant
  readonly nextAlarmAt: Instant | null
}

export interface StateAnswer extends Position {
  readonly state: CaseState | null
}

/** What the workflow leaves when the case is closed; it must equal the ledger's end. */
export type CaseEnd = Position

export type ActArgs = [command: ActCommand]

/** Failure types of updates. `unavailable`: the database did not answer in time; the same command may be sent again under a new update id. */
export const failureTypes = { unavailable: 'Unavailable', ledgerDiverged: 'LedgerDiverged' } as const
