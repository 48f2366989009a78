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
  /** 一般抵押权 unless it says otherwise: 最高额抵押权, 在建建筑物抵押权. */
  readonly kind?: MortgageKind
  /** 债务履行期限, of a maximum-amount mortgage 债权确定期间. */
  readonly term?: DatedTerm
  /** The day on which something happened that determines the claims of a maximum-amount mortgage (民法典 423(四)). */
  readonly determinationTriggeredOn?: LocalDate
}

export type MortgageKind = 'ordinary' | 'maximum' | 'construction'

/** First and last day. */
export interface DatedTerm {
  readonly from: LocalDate
  readonly until: LocalDate
}

export interface AdvanceNotice {
  readonly kind: 'sale' | 'presale' | 'mortgage' | 'presale-mortgage'
  readonly holder: Holder
  readonly recordedAt: Instant | null
  /** The day from which registration was possible (能够进行不动产登记之日); the 90 days run only from a known one. */
  readonly registrableOn: LocalDate | null
  readonly status: 'active' | 'lapsed' | 'cancelled' | 'converted'
  /** 义务人: who promised the right. */
  readonly obligor?: Holder
  readonly amountFen?: number
  /** Of a mortgage: 担保范围 and 是否存在禁止或限制转让抵押不动产的约定 (自然资发〔2021〕54号). */
  readonly securedScope?: string
  readonly transferRestricted?: boolean
  readonly caseNo?: string | null
  readonly proofNo?: string | null
  /** Last of the 90 days (民法典 221(2)); absent or null while `registrableOn` is not known. */
  readonly lapsesOn?: LocalDate | null
}

export interface Objection {
  readonly applicant: Holder
  readonly matter: string
  readonly ground: string
  readonly recordedAt: Instant | null
  readonly status: 'active' | 'lapsed' | 'cancelled'
  readonly caseNo?: string | null
  readonly proofNo?: string | null
  /** Last of the 15 days in which a suit must be brought (民法典 220(2)). */
  readonly lapsesOn?: LocalDate | null
  /** The court's or arbitral body's notice of acceptance, handed in in time: the objection no longer lapses by itself. */
  readonly suit?: { readonly document: string; readonly filedAt: Instant }
}

export interface Seizure {
  readonly organ: string
  readonly documentNo: string
  readonly status: 'active' | 'waiting' | 'pre' | 'expired' | 'lifted' | 'lapsed'
  readonly from: LocalDate | null
  readonly until: LocalDate | null
  readonly servedAt: Instant | null
  /** Stated length of a waiting seizure, in years; where it states dates instead, `from` and `until` tell the length. */
  readonly years: number | null
  readonly debtor: string | null
  readonly caseNo?: string | null
  readonly recordedAt?: Instant | null
  /** The orders that prolonged it (续封), oldest first. */
  readonly renewals?: readonly { readonly documentNo: string; readonly caseNo: string | null }[]
}

/** 地役权, written in the registers of both units (实施细则 64). */
export interface Easement {
  readonly content: string
  /** Unit codes of 供役地 and 需役地. */
  readonly servient: string
  readonly dominant: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly holder: string
  readonly status: 'active' | 'cancelled'
  readonly recordedAt: Instant | null
  readonly caseNo: string | null
  readonly proofNo: string | null
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
  readonly easements: readonly Easement[]
  /** When the present holders were recorded, and by which case (null: before Dengbu); null where nobody holds. */
  readonly heldSince: { readonly at: Instant; readonly caseNo: string | null } | null
  readonly version: number
  readonly lastAt: Instant
}

/**
 * Has the right been first-registered (首次登记) and not cancelled since? A unit may be on the register without: advance notices,
 * pre-seizures and mortgages of construction in progress come before it (实施细则 24).
 */
export const isRegistered = (unit: Unit | null): unit is Unit => unit !== null && unit.holders.length > 0

/** What first registration, a change or a correction may write of the thing itself and of its right. */
export interface UnitDescription {
  readonly location?: string
  readonly areaSqm?: number
  readonly use?: Unit['use']
  readonly landUse?: string
  readonly landTermEnds?: LocalDate
}

/** What becomes of a seizure beside the entry's main matter; `index` is its place in the unit's list. */
export interface SeizureChange {
  readonly index: number
  readonly status: Seizure['status']
  readonly from?: LocalDate
  readonly until?: LocalDate
}

/** The unit as a first entry may load it; entries written before easements were known lack the later members. */
export type LoadedUnit = Omit<Unit, 'version' | 'lastAt' | 'easements' | 'heldSince'> &
  Partial<Pick<Unit, 'easements' | 'heldSince'>>

/** What an entry (登记事项) says; the register is the fold of these. Positions are places in the unit's lists, which never shrink. */
export type Entry =
  | { readonly kind: 'unit-loaded'; readonly unit: LoadedUnit }
  | {
      /** 首次登记. Seizures of the land reach the building (查封规定 21). */
      readonly kind: 'first-registered'
      readonly description: UnitDescription
      readonly holders: readonly Holder[]
      readonly certificates: readonly string[]
      readonly carriedSeizures: readonly Seizure[]
      /** 预查封转查封; places are those before the carried ones. */
      readonly seizures?: readonly SeizureChange[]
    }
  | {
      readonly kind: 'ownership-transferred'
      readonly holders: readonly Holder[]
      readonly certificates: readonly string[]
      /** Positions of the advance notices that this transfer fulfils (转本登记). */
      readonly convertedNotices: readonly number[]
      /** 预查封转查封, 查封因处分而解除, 轮候查封失效. */
      readonly seizures?: readonly SeizureChange[]
    }
  | {
      /** 变更登记: the same holder, something else changed. */
      readonly kind: 'right-changed'
      readonly ground: string
      readonly description: UnitDescription
      readonly holders: readonly Holder[] | null
      readonly certificates: readonly string[]
    }
  | { readonly kind: 'right-cancelled'; readonly ground: string; readonly seizures: readonly SeizureChange[] }
  | {
      /** 更正登记; an ex officio one has no new certificate unless one is asked for. */
      readonly kind: 'entry-corrected'
      readonly matter: string
      readonly ground: string
      readonly description: UnitDescription
      readonly holders: readonly Holder[] | null
      readonly certificates: readonly string[]
    }
  | {
      readonly kind: 'mortgage-created'
      readonly mortgage: Omit<Mortgage, 'rank' | 'status' | 'recordedAt' | 'caseNo' | 'determinationTriggeredOn'>
      /** Position of the mortgage advance notice that this mortgage fulfils; it then dates from the notice (担保解释 52). */
      readonly convertedNotice?: number
      /** A written agreement on rank (民法典 414): the rank taken; those in force from there on move down. */
      readonly rank?: number
    }
  | {
      readonly kind: 'mortgage-changed'
      readonly mortgageIndex: number
      readonly change: Partial<
        Pick<Mortgage, 'mortgagee' | 'amountFen' | 'securedScope' | 'transferRestricted' | 'term' | 'rank' | 'kind'>
      >
      readonly proofNo: string | null
    }
  | {
      readonly kind: 'mortgage-transferred'
      readonly mortgageIndex: number
      readonly mortgagee: string
      readonly mortgageeIdNo?: string
      readonly proofNo: string | null
    }
  | { readonly kind: 'mortgage-cancelled'; readonly mortgageIndex: number; readonly ground: string | null }
  | {
      /** 预告登记; `location` and `use` describe a unit that is not on the register yet. */
      readonly kind: 'notice-recorded'
      readonly notice: Omit<AdvanceNotice, 'status' | 'recordedAt' | 'caseNo'>
      readonly description: UnitDescription
    }
  | { readonly kind: 'notice-ended'; readonly noticeIndex: number; readonly how: 'cancelled' | 'lapsed' }
  | {
      readonly kind: 'notice-registrable'
      readonly noticeIndex: number
      readonly registrableOn: LocalDate
      readonly lapsesOn: LocalDate
    }
  | { readonly kind: 'objection-recorded'; readonly objection: Omit<Objection, 'status' | 'recordedAt' | 'caseNo' | 'suit'> }
  | { readonly kind: 'objection-ended'; readonly objectionIndex: number; readonly how: 'cancelled' | 'lapsed' }
  | { readonly kind: 'objection-sued'; readonly objectionIndex: number; readonly document: string }
  | { readonly kind: 'easement-created'; readonly easement: Omit<Easement, 'status' | 'recordedAt' | 'caseNo'> }
  | { readonly kind: 'easement-cancelled'; readonly easementIndex: number }
  | {
      readonly kind: 'seizure-recorded'
      readonly seizure: Omit<Seizure, 'recordedAt' | 'caseNo'>
      readonly description: UnitDescription
    }
  | { readonly kind: 'seizure-renewed'; readonly seizureIndex: number; readonly until: LocalDate; readonly documentNo: string }
  | {
      /** 解封 or 到期未续; the first that waits takes effect in the same entry (查封规定 26, 27). */
      readonly kind: 'seizure-ended'
      readonly seizureIndex: number
      readonly how: 'expired' | 'lifted'
      readonly promoted: SeizureChange | null
    }
  | {
      /** 补发 (marked so on the document, 实施细则 22) or 换发. */
      readonly kind: 'certificate-reissued'
      readonly voided: readonly string[]
      readonly certificates: readonly string[]
      readonly how: 'reissued' | 'exchanged'
    }

export type EntryKind = Entry['kind']

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
