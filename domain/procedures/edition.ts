import type { Application, CaseFacts, Notice, NoticeKind, Party, Post, Role } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import type { NoticeContext } from '../notices/documents.ts'
import type { Entry, Unit } from '../register/types.ts'
import type { Rule, RuleContext, UnitFacts } from '../rules/rule.ts'
import type { LocalDate } from '../time/instant.ts'
import type { ProcedureId } from './ids.ts'

export type EditionId = `${ProcedureId}@${LocalDate}`

/** One item of the checklist (申请材料). Without a legal basis it may not be asked for (OP-1.1.2). */
export interface Material {
  readonly code: string
  readonly title: string
  readonly basis: readonly ProvisionId[]
  /** Who makes it out, in Chinese. */
  readonly issuer: string
  /** Obtainable by sharing (条例 24(2)). */
  readonly shareable: boolean
  /** Asked for only where the application meets this; `condition` says it in Chinese for the guide. */
  readonly when?: (application: Application) => boolean
  readonly condition?: string
  /** May be replaced by 告知承诺 where the office has that rule set in force (`OfficeProfile.commitments`). */
  readonly commitment?: boolean
  /** Items of one group stand for each other: one of them is enough (证实错误的材料 or 权利人书面同意). */
  readonly either?: string
}

/** 公告, 公示 or the statement of a lost certificate, before recording. */
export interface AnnouncementTerm {
  readonly document: 'announcement' | 'loss-statement'
  /** 0: recorded at once after publication (实施细则 22(2) as amended in 2024). */
  readonly workingDays: number
  /** Working days of notice to the parties, served by acceptance, before the announcement (实施细则 81). */
  readonly noticeWorkingDays?: number
  readonly where: readonly string[]
  readonly basis: readonly ProvisionId[]
  /** Announced only where the application meets this; `condition` says it in Chinese. */
  readonly when?: (application: Application) => boolean
  readonly condition?: string
}

/** What recording writes: one entry per unit, with the certificate numbers already allocated; null where a unit gets none. */
export interface Writing {
  readonly id: string
  readonly says: string
  /** How many documents the case issues on this unit. */
  readonly documents: (application: Application, unitCode: string) => number
  /** `numbers` are those of this unit, `all` those of the whole case: a right that joins units has one document for them. */
  readonly entry: (context: RuleContext, facts: UnitFacts, numbers: readonly string[], all: readonly string[]) => Entry | null
  /** The unit passes to somebody else: the mortgagees are told (民法典 406). */
  readonly transfers?: boolean
  /** Written on the registered buildings of a parcel too when the unit is the parcel's land (查封规定 21); see `RuleContext.reached`. */
  readonly reachesParcel?: boolean
  /** Further documents that recording draws up (抵押权人通知, 查询结果证明, 预查封转查封告知函 …). */
  readonly notices?: (context: RuleContext, drafts: NoticeContext) => readonly Notice[]
}

/** How a case stands to others on its units: applications in order of acceptance; orders of organs before them all, in order of service; some apart. */
export type Lane = 'application' | 'entrusted' | 'apart'

/**
 * One procedure as it stood from a date on (办理依据、申请材料、程序): immutable once published, readable by a jurist.
 * A change of the law is a new file with a new `effectiveFrom`, never an edit.
 */
export interface ProcedureEdition {
  readonly id: EditionId
  readonly procedure: ProcedureId
  readonly term: string
  readonly effectiveFrom: LocalDate
  readonly basis: readonly ProvisionId[]
  /** 依申请、依嘱托、依职权 (操作规范 1.7). */
  readonly entry: 'application' | 'entrustment' | 'ex-officio'
  /** Who may hand in the application beside the intake clerk. */
  readonly filedBy: readonly Post[]
  readonly filedByAnyPartner: boolean
  readonly applicants: {
    readonly required: readonly { readonly role: Role; readonly title: string }[]
    readonly optional: readonly { readonly role: Role; readonly title: string }[]
    /** Exactly one of these roles applies (更正: 权利人 or 利害关系人; 查询: one of five). */
    readonly oneOf?: readonly { readonly role: Role; readonly title: string }[]
    /** 单方申请: on which ground one side may apply alone (条例 14(2)); null where the parties apply together. */
    readonly unilateral?: string
    /** The role whose members dispose of the unit and must be its holders; null where nobody does. */
    readonly disposer: Role | null
    /** True for a unit when the disposers give only shares that are theirs alone. */
    readonly ownShareOnly?: (application: Application, unit: Unit) => boolean
  }
  readonly materials: readonly Material[]
  /** Facts without which the application is no application (missing: 422). */
  readonly requiredFacts: readonly (keyof CaseFacts & string)[]
  /** What else facts and parties must say for this to be an application, beside single facts: a sentence for each fault (422). */
  readonly shape?: (filed: Pick<Application, 'facts' | 'parties' | 'units'>) => readonly string[]
  readonly tracks: {
    readonly departments: readonly string[]
    readonly departmentTitles: Readonly<Record<string, string>>
    readonly tax: boolean
    /** 更正: the departments of the case that made the entry (S4-23). */
    readonly departmentsOfOriginal?: boolean
    readonly announcement?: AnnouncementTerm
    /** 实地查看 may be opened by the examiner (条例 19(1)); it is never opened by itself. */
    readonly siteVisit?: boolean
  }
  readonly lane?: Lane
  readonly limitClass: 'general' | 'mortgage'
  readonly rules: readonly Rule[]
  readonly writes: Writing
  readonly issues: 'title' | 'proof' | null
  /** How a refusal reads where it is not 不予登记. */
  readonly refusal?: RefusalWording
  /** Who pays the registration fee (FEE-10). */
  readonly payer: Role | null
}

/** 不予更正, 不予查询. */
export interface RefusalWording {
  readonly kind: Extract<NoticeKind, 'refusal' | 'query-refusal'>
  readonly decision: string
  readonly basis: readonly ProvisionId[]
}

export const payersOf = (edition: ProcedureEdition, parties: readonly Party[]): Party[] =>
  parties.filter(party => party.role === edition.payer)

export const laneOf = (edition: ProcedureEdition): Lane => edition.lane ?? 'application'
