import type { Basis, ProvisionId } from '../law/provisions.ts'
import type { EditionId } from '../procedures/edition.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { EntryKind, MortgageKind } from '../register/types.ts'
import type { RuleId, TechnicalRuleId } from '../rules/ids.ts'
import type { Instant, LocalDate } from '../time/instant.ts'
import type { Clock, ClockName } from './clock.ts'

/** Posts (岗位) a person may hold; `department:<id>` is a partner such as `department:tax`. */
export type Post = (typeof ownPosts)[number] | `department:${string}`

/** The posts of the office itself; every office has people at each (S4-62). */
export const ownPosts = [
  'intake',
  'examiner',
  'registrar',
  'certifier',
  'archivist',
  'supervisor',
  'director',
  'quality',
  'auditor',
  'admin',
] as const

/** Who acts. Alarms act as `system` without posts. */
export interface Actor {
  readonly sub: string
  readonly posts: readonly Post[]
}

export const systemActor: Actor = { sub: 'system', posts: [] }

export const channels = ['counter', 'online', 'bank', 'court', 'department'] as const
export type Channel = (typeof channels)[number]

export const roles = [
  'applicant',
  'holder',
  'transferor',
  'transferee',
  'mortgagor',
  'mortgagee',
  'assignee',
  'notice-holder',
  'servient-holder',
  'dominant-holder',
  'interested-party',
  'intending',
  'lawyer',
  'organ',
] as const
export type Role = (typeof roles)[number]

export const idTypes = ['resident-id', 'passport', 'hk-macao-permit', 'taiwan-permit', 'military-id', 'uscc', 'other'] as const
export type IdType = (typeof idTypes)[number]

/** A party to the application (申请人等). `share` is a fraction such as "1/2"; without it co-owners own jointly (共同共有). */
export interface Party {
  readonly role: Role
  readonly kind: 'person' | 'organisation'
  readonly name: string
  readonly idType: IdType
  readonly idNo: string
  readonly phone?: string
  readonly share?: string
  readonly agent?: { readonly name: string; readonly idNo?: string }
}

export const materialForms = ['original', 'copy', 'electronic', 'shared', 'commitment'] as const
export type MaterialForm = (typeof materialForms)[number]

export interface FiledMaterial {
  readonly code: string
  readonly form: MaterialForm
}

/** What the procedure needs to know beside parties and materials; the names are contract.md's `facts`. */
export interface CaseFacts {
  readonly priceFen?: number
  readonly amountFen?: number
  readonly transferRestricted?: boolean
  readonly securedScope?: string
  readonly use?: 'residential' | 'non-residential' | 'garage'
  readonly term?: { readonly from: LocalDate; readonly until: LocalDate }
  /** 一般, 最高额 or 在建建筑物抵押. */
  readonly mortgageKind?: MortgageKind
  /** A written agreement on rank (民法典 414). */
  readonly rank?: number
  /** 抵押权转移: only part of the claims is assigned; the parties have agreed that a maximum-amount mortgage moves with it (民法典 421). */
  readonly partOfClaims?: boolean
  readonly movesWithPart?: boolean
  readonly ground?: string
  readonly matter?: string
  readonly of?: string
  readonly organ?: string
  readonly documentNo?: string
  readonly servedAt?: string
  readonly from?: LocalDate
  readonly until?: LocalDate
  readonly debtor?: string
  readonly preSeizure?: boolean
  readonly purpose?: string
  readonly registrableOn?: LocalDate
  readonly copies?: number
  readonly location?: string
  readonly areaSqm?: number
  readonly landUse?: string
  readonly landTermEnds?: LocalDate
  readonly change?: string
  readonly name?: string
  readonly content?: string
  readonly deceased?: string
  readonly notarised?: boolean
  /** All statutory heirs (全体法定继承人), and those of them who waive. */
  readonly heirs?: readonly string[]
  readonly waivedBy?: readonly string[]
  readonly payer?: 'micro-enterprise'
  readonly betweenSpouses?: boolean
  /** 政策性住房 and 划拨土地: passing them on needs prior approval (S4-32). */
  readonly policyHousing?: boolean
  readonly allocatedLand?: boolean
  readonly [name: string]: unknown
}

/** 依申请、依嘱托、依职权 (操作规范 1.7). */
export type EntryWay = 'application' | 'entrustment' | 'ex-officio'

/** A case as a part of a combined application (一并申请): `no` counts from 1 in logical order. */
export interface ApplicationPart {
  readonly applicationNo: string
  readonly no: number
  readonly of: number
}

/** The application (申请): what was filed, unchanged for the life of the case. */
export interface Application {
  readonly procedure: ProcedureId
  readonly edition: EditionId
  readonly office: string
  readonly channel: Channel
  readonly units: readonly string[]
  readonly parties: readonly Party[]
  readonly facts: CaseFacts
  readonly materials: readonly FiledMaterial[]
  readonly consents: { readonly mail?: boolean }
  /** The number of the enquiry (咨询) that it comes from. */
  readonly enquiry?: number
}

/** 首问责任人: who was asked first and since when, and the enquiry that it was, with the time of its answer (S4-58). */
export interface FirstAsked {
  readonly sub: Actor['sub']
  readonly at: Instant
  readonly enquiry: { readonly no: number; readonly answeredAt: Instant | null } | null
}

export type NoticeKind =
  | 'acceptance-receipt'
  | 'one-time-notice'
  | 'non-acceptance'
  | 'supplement-request'
  | 'refusal'
  | 'announcement'
  | 'loss-statement'
  | 'void-announcement'
  | 'objection-warning'
  | 'correction-notice'
  | 'reply-to-court'
  | 'review-suggestion'
  | 'seizure-converted'
  | 'seizure-lapsed'
  | 'mortgagee-notice'
  | 'query-result'
  | 'query-refusal'

/** One thing to put right, as the one-time notice lists it (S4-76 … S4-83). */
export interface NoticeItem {
  readonly material: string
  readonly problem: string
  readonly remedy: string
}

/** A numbered heading with its sentences, in Chinese, ready to print. */
export interface NoticeSection {
  readonly heading: string
  readonly lines: readonly string[]
}

/** A written document of the case (文书). `no` runs within the case. */
export interface Notice {
  readonly kind: NoticeKind
  readonly no: string
  readonly at: Instant
  readonly items: readonly NoticeItem[]
  readonly sections: readonly NoticeSection[]
  readonly basis: readonly ProvisionId[]
  /** 工号 of who issued it (S0-129). Absent: nobody did, or it is from before numbers were shown. */
  readonly badge?: string
}

export interface FeeLine {
  readonly title: string
  readonly feeFen: number
  readonly basis: readonly string[]
}

export interface Payment {
  readonly payer: string
  readonly totalFen: number
  readonly lines: readonly FeeLine[]
  readonly at: Instant
}

export interface IssuedCertificate {
  readonly number: string
  readonly kind: 'title' | 'proof'
  readonly unitCode: string
}

export interface WrittenEntry {
  readonly unitCode: string
  readonly version: number
  readonly kind: string
}

export type TrackState = 'none' | 'open' | 'passed' | 'failed'

export interface Tracks {
  readonly examination: TrackState
  readonly siteVisit: TrackState
  readonly announcement: TrackState
  readonly tax: TrackState
  readonly departments: Readonly<Record<string, TrackState>>
}

/** Who stood where on the register when the case was accepted: lets recording see that shares have changed since. */
export interface HolderSnapshot {
  readonly unitCode: string
  readonly holders: readonly { readonly name: string; readonly share?: string }[]
}

/** A place in the order of acceptance on a unit (受理顺序): a sequence taken under the unit's lock, never a time. */
export interface UnitPlace {
  readonly unitCode: string
  readonly orderNo: number
}

export const consentOf = ['mortgagee', 'notice-holder', 'easement-holder', 'co-owner'] as const
export type ConsentOf = (typeof consentOf)[number]

/** An announcement (公告) once published. `endsOn` is its last day, `endsAt` 00:00 of the next. */
export interface Announcement {
  readonly publishedAt: Instant
  readonly endsOn: LocalDate
  readonly endsAt: Instant
  readonly objections: readonly AnnouncementObjection[]
}

export interface AnnouncementObjection {
  readonly by: string
  readonly reason: string
  readonly at: Instant
  readonly settled: 'sustained' | 'dismissed' | null
}

/** What every filed case has, whatever its stage. */
interface FiledCase {
  readonly caseNo: string
  readonly seq: number
  readonly head: string
  readonly filedAt: Instant
  readonly filedBy: string
  readonly lastAt: Instant
  readonly application: Application
  /** Materials in hand: those filed and those supplemented. */
  readonly materials: readonly FiledMaterial[]
  readonly tracks: Tracks
  readonly notices: readonly Notice[]
  readonly consents: readonly { readonly by: string; readonly of: ConsentOf; readonly at: Instant }[]
  readonly undertakings: readonly string[]
  /** End of the working day by which silence means acceptance, for channels without a counter (REG-17-5). */
  readonly deemedAcceptanceAt: Instant | null
  readonly entry: EntryWay
  readonly part: ApplicationPart | null
  /** Absent: the case comes from no enquiry. */
  readonly firstAsked?: FirstAsked
  readonly siteVisit: { readonly findings: string; readonly staff: readonly string[]; readonly at: Instant } | null
  readonly announcement: Announcement | null
  /** A clock is red and nobody has urged, reassigned or explained the case since: from when on the director is told. Absent: none is. */
  readonly awaitsDisposition?: { readonly clock: ClockName; readonly directorFrom: Instant } | null
  /** 叫停: by whom and why the case is not to be recorded for now (S0-123). Absent or null: it is not stopped. */
  readonly stopped?: { readonly by: string; readonly reason: string; readonly at: Instant } | null
  /** Since when the tax holds the case up: still open when the promised limit ran out, or when all else had passed (S4-31). */
  readonly taxHeldUpSince: Instant | null
  readonly interviews: readonly { readonly heir: string; readonly record: string; readonly at: Instant }[]
  /** Entries on the case's units since it was accepted, that others have written. */
  readonly registerChanges: readonly {
    readonly unitCode: string
    readonly version: number
    readonly what: EntryKind
    readonly at: Instant
  }[]
}

interface AcceptedCase extends FiledCase {
  readonly acceptance: {
    readonly at: Instant
    readonly deemed: boolean
    readonly by: string | null
    readonly holders: readonly HolderSnapshot[]
    readonly announceableFrom: Instant | null
  }
  readonly clocks: readonly Clock[]
  readonly examinedBy: string | null
}

interface RecordedCase extends AcceptedCase {
  readonly recording: {
    readonly at: Instant
    readonly by: string
    readonly entries: readonly WrittenEntry[]
    readonly certificates: readonly IssuedCertificate[]
    readonly payment: Payment | null
  }
  readonly delivery: { readonly by: 'pickup' | 'mail'; readonly receiver: string; readonly at: Instant } | null
}

export type Outcome = 'completed' | 'not-accepted' | 'refused' | 'withdrawn'

export type IntakeState = FiledCase & { readonly stage: 'intake' | 'awaiting-supplement' }
export type ExaminationState = AcceptedCase & { readonly stage: 'examination' | 'recording' }
export type RecordedState = RecordedCase & { readonly stage: 'certification' | 'delivery' | 'archive' }
export type ClosedState = (
  | (FiledCase & { readonly outcome: 'not-accepted' | 'withdrawn' })
  | (AcceptedCase & { readonly outcome: 'refused' | 'withdrawn' })
  | (RecordedCase & { readonly outcome: 'completed' })
) & { readonly stage: 'closed'; readonly closedAt: Instant }

/** A case as a union by stage: what a stage cannot have, its type cannot name. */
export type CaseState = IntakeState | ExaminationState | RecordedState | ClosedState
export type Stage = CaseState['stage']

/** A rule's refusal: which rule, the sentence for the clerk, the law behind it. Only technical rules may have none. */
export type Refusal =
  | { readonly rule: RuleId; readonly detail: string; readonly basis: Basis }
  | { readonly rule: TechnicalRuleId; readonly detail: string; readonly basis: readonly ProvisionId[] }
