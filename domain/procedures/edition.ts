import type { Application, CaseFacts, Party, Post, Role } from '../case/types.ts'
import type { ProvisionId } from '../law/provisions.ts'
import type { Entry, Unit } from '../register/types.ts'
import type { Rule, RuleContext } from '../rules/rule.ts'
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
}

/** What recording writes: one entry per unit, with the certificate numbers already allocated. */
export interface Writing {
  readonly id: string
  readonly says: string
  /** How many documents the case issues on this unit. */
  readonly documents: (application: Application) => number
  readonly entry: (context: RuleContext, unit: Unit, numbers: readonly string[]) => Entry
}

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
    /** The role whose members dispose of the unit and must be its holders; null where nobody does. */
    readonly disposer: Role | null
    /** True for a unit when the disposers give only shares that are theirs alone. */
    readonly ownShareOnly?: (application: Application, unit: Unit) => boolean
  }
  readonly materials: readonly Material[]
  /** Facts without which the application is no application (missing: 422). */
  readonly requiredFacts: readonly (keyof CaseFacts & string)[]
  readonly tracks: {
    readonly departments: readonly string[]
    readonly departmentTitles: Readonly<Record<string, string>>
    readonly tax: boolean
  }
  readonly limitClass: 'general' | 'mortgage'
  readonly rules: readonly Rule[]
  readonly writes: Writing
  readonly issues: 'title' | 'proof' | null
  /** Who pays the registration fee (FEE-10). */
  readonly payer: Role | null
}

export const payersOf = (edition: ProcedureEdition, parties: readonly Party[]): Party[] =>
  parties.filter(party => party.role === edition.payer)
