import type { ActCommand, RegisterChange } from '../domain/case/commands.ts'
import type { Actor, Application, ApplicationPart, CaseState, Refusal } from '../domain/case/types.ts'
import type { TermAct } from '../domain/register/termActs.ts'
import type { Instant } from '../domain/time/instant.ts'

/** Every name that crosses between the API, the worker and the workflow has its one owner here. */

export const caseWorkflowType = 'registrationCase'

export const applicationWorkflowType = 'combinedApplication'

/** Opaque, no personal data (invariant 12): a case's own number; a part of a combined application lives in the application's workflow. */
export const caseWorkflowId = (caseNo: string): string => applicationNoOf(caseNo) ?? caseNo

/** The application that a case number names as one of its parts (`office-date-serial-part`); null for a case alone. */
export const applicationNoOf = (caseNo: string): string | null => /^(.+-\d{8}-\d{7,})-\d+$/.exec(caseNo)?.[1] ?? null

/** The number of a part, from 1. */
export const partNo = (applicationNo: string, no: number): string => `${applicationNo}-${no}`

export const updateNames = { opened: 'opened', act: 'act', wholeAct: 'wholeAct', sync: 'sync' } as const
export const queryNames = { state: 'state' } as const
export const signalNames = { registerChanged: 'registerChanged' } as const

/** The application is the workflow's input: whoever starts the workflow has filed it, and nothing can refuse it any more. */
export interface CaseInput {
  readonly caseNo: string
  /** '' for the office's own business, else the drill world. */
  readonly world: string
  /** The world's time minus Temporal's time; 0 outside drills. Fixed for the life of the case. */
  readonly clockOffsetMs: number
  readonly application: Application
  /** Present in a part of a combined application. */
  readonly part?: ApplicationPart
  readonly actor: Actor
  readonly commandId: string
  readonly commandDigest: string
  readonly receivedAt: Instant
}

/** A combined application: its parts in logical order, each the input of a case. */
export interface ApplicationInput {
  readonly applicationNo: string
  readonly world: string
  readonly parts: readonly CaseInput[]
}

export interface ApplicationEnd {
  readonly parts: readonly ({ readonly caseNo: string } & Position)[]
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

/** The case is named where the workflow has several. */
export type ActArgs = [command: ActCommand, caseNo: string]
export type WholeActArgs = [command: ActCommand]
export type StateArgs = [caseNo: string]
export type RegisterChangedArgs = [change: RegisterChange]

export const termsWorkflowType = 'unitTerms'

/** One workflow a unit and world watches the ends of the rights on it. A unit code is no personal data. */
export const termsWorkflowId = (world: string, unitCode: string): string => `terms:${world || 'office'}:${unitCode}`

/** The world that the id of a unit's terms names. */
export const worldOfTerms = (workflowId: string): string => {
  const world = workflowId.split(':')[1] ?? ''
  return world === 'office' ? '' : world
}

/** Where a terms' workflow keeps its `clockOffsetMs` for whoever moves the world. */
export const clockOffsetMemo = 'clockOffsetMs'

export interface TermsInput {
  readonly world: string
  /** As of a case: fixed when the workflow starts. */
  readonly clockOffsetMs: number
  readonly unitCode: string
}

export interface TermCommand {
  readonly act: TermAct
  readonly commandId: string
  readonly digest: string
  /** Who acts; absent in commands from before it was told. */
  readonly actor?: Actor
}

export type TermActArgs = [command: TermCommand]
export type TermActAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** Where the unit's terms stand; `nextAlarmAt`: when the next of them ends. */
export type TermsSyncResult = Pick<SyncResult, 'now' | 'nextAlarmAt'>

/** Failure types of updates. `unavailable`: the database did not answer in time; the same command may be sent again under a new update id. */
export const failureTypes = { unavailable: 'Unavailable', ledgerDiverged: 'LedgerDiverged' } as const
