import type { EntryKind } from '../register/types.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import type { ClockName, Light } from './clock.ts'
import type { Actor, ConsentOf, FiledMaterial, NoticeItem } from './types.ts'

/** Grounds on which an application is not accepted (law.md NA-LIST); free text is not a ground. */
export const nonAcceptanceGrounds = [
  'out-of-jurisdiction',
  'incomplete',
  'not-joint',
  'not-registered',
  'repeat-objection',
] as const
export type NonAcceptanceGround = (typeof nonAcceptanceGrounds)[number]

/** The body of each act, as contract.md names them. */
export interface ActionBodies {
  accept: Record<string, never>
  'request-supplement': { items: readonly NoticeItem[]; overrideReason?: string }
  supplement: { materials: readonly FiledMaterial[] }
  'not-accept': { ground: NonAcceptanceGround; detail: string }
  leave: Record<string, never>
  withdraw: { by: readonly string[] }
  examine: { decision: 'pass' | 'refuse' | 'return'; findings: string; grounds?: readonly string[] }
  refuse: { grounds: readonly string[]; findings: string }
  'department-result': { department: string; result: 'passed' | 'failed'; data?: unknown }
  'tax-cleared': { receiptNo: string; paidFen: number }
  consent: { by: string; of: ConsentOf }
  undertake: { by: string }
  'open-site-visit': { reason?: string }
  'site-visit': { findings: string; staff: readonly string[] }
  'publish-announcement': Record<string, never>
  'announcement-objection': { by: string; reason: string }
  'settle-objection': { sustained: boolean; by?: string; findings?: string }
  interview: { heir: string; record: string }
  'reply-to-court': { reason: string }
  'suit-proof': { document: string }
  'confirm-registrable': { registrableOn: LocalDate }
  record: Record<string, never>
  issue: Record<string, never>
  deliver: { by: 'pickup' | 'mail'; receiver: string }
  archive: Record<string, never>
  /** `reason`: an id or title of domain/office/suspensions.ts; `basis`: law and documents as the officer cites them. */
  suspend: { reason: string; basis: string | readonly string[]; evidence?: string }
  /** `reason`: which suspension ends, where there are several. */
  resume: { reason?: string }
  urge: { note: string }
  reassign: { to: string; reason: string }
  explain: { reason: string }
  stop: { reason: string }
  'lift-stop': { findings: string }
}

export type ActionName = keyof ActionBodies

/** An act of a person or a partner on a case. `commandId` is the Idempotency-Key; `digest` tells a reuse of the key for something else. */
export type ActCommand = {
  [A in ActionName]: CommandFrame & { readonly kind: 'act'; readonly action: A; readonly body: ActionBodies[A] }
}[ActionName]

/** A clock that has come due. `commandId` is `alarm:<clock>:<light>:<dueAt>`: derived from the ledger, so a repeat is the same command. */
export type AlarmCommand = CommandFrame & { readonly kind: 'alarm'; readonly alarm: Alarm }

/** Something on one of the case's units has changed. `commandId` is `register:<unit>:<version>`. */
export type LearnCommand = CommandFrame & {
  readonly kind: 'learn'
  readonly change: RegisterChange
}

/** An entry that a case did not write itself. */
export interface RegisterChange {
  readonly unitCode: string
  readonly version: number
  readonly what: EntryKind
}

/** The holidays of a year were published. `commandId` is `calendar:<year>`. */
export type RedateCommand = CommandFrame & { readonly kind: 'redate'; readonly year: number }

export type Command = ActCommand | AlarmCommand | LearnCommand | RedateCommand

interface CommandFrame {
  readonly commandId: string
  readonly digest: string
  readonly actor: Actor
  readonly receivedAt: Instant
}

/** Something that must happen by itself at `dueAt`. */
export type Alarm =
  | { readonly kind: 'light'; readonly clock: ClockName; readonly light: Light; readonly dueAt: Instant }
  | { readonly kind: 'deemed-acceptance'; readonly dueAt: Instant }
  | { readonly kind: 'announcement-ended'; readonly dueAt: Instant }
  /** Nobody has disposed of the red case: the director is told. */
  | { readonly kind: 'undisposed'; readonly clock: ClockName; readonly dueAt: Instant }
