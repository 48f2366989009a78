import type { Instant, LocalDate } from '../time/instant.ts'

/** A right holder (权利人) as the register names one. Without `share` co-owners own jointly (共同共有). */
export interface Holder {
  readonly name: string
  readonly idNo?: string
  readonly share?: string
}

export interface Certificate {
  readonly number: string
  readonly kind: 'title' | 'proof'
  readonly status: 'current' | 'void'
  readonly issuedAt: Instant | null
  readonly caseNo: string | null
}

/** A mortgage (抵押权). `caseNo` is null for one that was on the register before Dengbu. */
export interface Mortgage {
  readonly mortgagee: string
  readonly mortgageeIdNo?: string
  readonly amountFen: number
  readonly securedScope: string | null
  readonly rank: number
  readonly recordedAt: Instant | null
  readonly transferRestricted: boolean
  readonly status: 'active' | 'cancelled'
  readonly caseNo: string | null
  readonly proofNo: string | null
}

export interface AdvanceNotice {
  readonly kind: 'sale' | 'presale' | 'mortgage' | 'presale-mortgage'
  readonly holder: Holder
  readonly recordedAt: Instant | null
  readonly registrableOn: LocalDate | null
  readonly status: 'active' | 'lapsed' | 'cancelled' | 'converted'
}

export interface Objection {
  readonly applicant: Holder
  readonly matter: string
  readonly ground: string
  readonly recordedAt: Instant | null
  readonly status: 'active' | 'lapsed' | 'cancelled'
}

export interface Seizure {
  readonly organ: string
  readonly documentNo: string
  readonly status: 'active' | 'waiting' | 'pre' | 'expired' | 'lifted' | 'lapsed'
  readonly from: LocalDate | null
  readonly until: LocalDate | null
  readonly servedAt: Instant | null
  readonly years: number | null
  readonly debtor: string | null
}

/** One immovable unit (不动产单元) as the register shows it after all its entries. */
export interface Unit {
  readonly unitCode: string
  readonly parcel: string
  readonly location: string
  readonly areaSqm: number | null
  readonly use: 'residential' | 'non-residential' | 'garage'
  readonly landUse: string | null
  readonly landTermEnds: LocalDate | null
  readonly holders: readonly Holder[]
  readonly certificates: readonly Certificate[]
  readonly mortgages: readonly Mortgage[]
  readonly notices: readonly AdvanceNotice[]
  readonly objections: readonly Objection[]
  readonly seizures: readonly Seizure[]
  readonly version: number
  readonly lastAt: Instant
}

/** What an entry (登记事项) says; the register is the fold of these. */
export type Entry =
  | { readonly kind: 'unit-loaded'; readonly unit: Omit<Unit, 'version' | 'lastAt'> }
  | {
      readonly kind: 'ownership-transferred'
      readonly holders: readonly Holder[]
      readonly certificates: readonly string[]
      /** Positions of the advance notices that this transfer fulfils (转本登记). */
      readonly convertedNotices: readonly number[]
    }
  | { readonly kind: 'mortgage-created'; readonly mortgage: Omit<Mortgage, 'rank' | 'status' | 'recordedAt' | 'caseNo'> }
  | { readonly kind: 'mortgage-cancelled'; readonly mortgageIndex: number; readonly ground: string | null }

/** An entry in its place: `version` numbers a unit's entries from 1; the hash covers `prevHash`. */
export interface RegisterEntry {
  readonly unitCode: string
  readonly version: number
  readonly at: Instant
  readonly caseNo: string | null
  readonly entry: Entry
  readonly prevHash: string
  readonly hash: string
}
