import type { ProvisionId } from '../law/provisions.ts'
import type { SuspensionReasonId } from '../office/suspensions.ts'
import type { EntryKind } from '../register/types.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import type { Clock, ClockName, Light, Redating, TermName } from './clock.ts'
import type { ActionName } from './commands.ts'
import type {
  Actor,
  Application,
  ApplicationPart,
  ConsentOf,
  EntryWay,
  FiledMaterial,
  FirstAsked,
  HolderSnapshot,
  IssuedCertificate,
  Notice,
  Outcome,
  Payment,
  Tracks,
  UnitPlace,
  WrittenEntry,
} from './types.ts'

/** What happened to a case, by type. Data holds whatever folding needs, so that folding never asks the law or a calendar again. */
export interface EventData {
  Filed: {
    application: Application
    tracks: Tracks
    deemedAcceptanceAt: Instant | null
    world: string
    /** Absent: on application. */
    entry?: EntryWay
    /** Of a combined application: its number, this part's place from 1, and how many parts there are. */
    part?: ApplicationPart
    /** Of the enquiry that it comes from. */
    firstAsked?: FirstAsked
  }
  Accepted: AcceptanceData
  DeemedAccepted: AcceptanceData & { reason: string }
  SupplementRequested: { notice: Notice; overrideReason?: string }
  Supplemented: { materials: readonly FiledMaterial[] }
  NotAccepted: { ground: string; detail: string; notice: Notice }
  Withdrawn: { by: readonly string[] }
  Examined: { decision: 'pass' | 'refuse' | 'return'; findings: string; grounds?: readonly string[] }
  Refused: { grounds: readonly string[]; findings: string; notice: Notice }
  DepartmentAnswered: { department: string; result: 'passed' | 'failed'; data: unknown }
  TaxCleared: { receiptNo: string; paidFen: number }
  Consented: { by: string; of: ConsentOf }
  Undertaken: { by: string }
  SiteVisitOpened: object
  SiteVisited: { findings: string; staff: readonly string[] }
  AnnouncementPublished: { notice: Notice; endsOn: LocalDate; endsAt: Instant }
  AnnouncementObjected: { by: string; reason: string }
  AnnouncementObjectionSettled: { by: string; sustained: boolean; findings: string }
  AnnouncementEnded: object
  /** The clocks as they stand with the suspension in them: folding never counts days. */
  ClockSuspended: {
    reason: string
    basis: readonly ProvisionId[]
    clocks: readonly Clock[]
    /** By an act: which of the office's reasons, and what the officer cited and handed in. */
    code?: SuspensionReasonId
    evidence?: readonly string[]
  }
  ClockResumed: { reason: string; clocks: readonly Clock[]; code?: SuspensionReasonId }
  /** The holidays of a year were published: every running term that reaches it, and what holds the new ends. */
  ClocksRedated: RedatingData
  Interviewed: { heir: string; record: string }
  /** An entry on one of the case's units that another case or the end of a term has written. */
  RegisterChanged: { unitCode: string; version: number; what: EntryKind; notices: readonly Notice[] }
  CourtAnswered: { reason: string; notice: Notice }
  SuitProofFiled: { document: string }
  RegistrableConfirmed: { registrableOn: LocalDate }
  LightChanged: { clock: ClockName; light: Light }
  Escalated: {
    to: 'backup' | 'supervisor' | 'director'
    clock: ClockName
    reason: string
    /** To the supervisor: from when on the director is told, unless somebody has disposed of the case by then (S4-75). */
    directorFrom?: Instant
    /** To the back-ups: who they are, and for whom they stand in. */
    subs?: readonly string[]
    inSteadOf?: string
  }
  Urged: { note: string }
  /** The case's task went to somebody else; `from` is who had claimed it. */
  Reassigned: { action: ActionName; from: Actor['sub'] | null; to: Actor['sub']; reason: string }
  /** Why a case is over its time, as the supervisor has found it (S4-75). */
  Explained: { reason: string }
  /** 叫停 and its end: until then the case is not recorded, issued or delivered (S0-123). */
  Stopped: { reason: string }
  StopLifted: { findings: string }
  Recorded: {
    entries: readonly WrittenEntry[]
    certificates: readonly IssuedCertificate[]
    payment: Payment | null
    notices: readonly Notice[]
  }
  Issued: { certificates: readonly string[] }
  Delivered: { by: 'pickup' | 'mail'; receiver: string }
  Archived: object
  Closed: { outcome: Outcome }
}

export interface AcceptanceData {
  acceptedAt: Instant
  clocks: readonly Clock[]
  holders: readonly HolderSnapshot[]
  /** The case's place in the order of acceptance on each of its units. */
  order: readonly UnitPlace[]
  /** From when a correction ex officio may be announced: after its 30 working days' notice. */
  announceableFrom?: Instant
  notices: readonly Notice[]
}

export interface RedatingData {
  year: number
  document: string
  terms: readonly (Redating & { readonly term: TermName })[]
  /** As they stand after it; left out where the case has none of the kind running. */
  clocks?: readonly Clock[]
  announcement?: { endsOn: LocalDate; endsAt: Instant }
  announceableFrom?: Instant
  deemedAcceptanceAt?: Instant
}

export type EventType = keyof EventData

/** An event with which a step of the case begins carries the step's clock. */
export interface StepBegun {
  readonly step?: Clock
}

/** What `decide` proposes; the transaction gives it its place, time and hash. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly data: EventData[T] & StepBegun } }[EventType]

/** A row of the ledger (账本). `at` never goes back; `dueAt` is an alarm's legal instant; `hash` covers `prevHash`. */
export type LedgerEvent = NewEvent & {
  readonly seq: number
  readonly at: Instant
  readonly receivedAt: Instant
  readonly dueAt: Instant | null
  readonly actor: Actor['sub']
  /** The absent person in whose stead the actor acted (代行职责): both names stay on the record. Absent: in his own name. */
  readonly onBehalfOf?: Actor['sub']
  readonly commandId: string
  /** Tells a reuse of the same key for something else. */
  readonly commandDigest: string
  readonly prevHash: string
  readonly hash: string
}
