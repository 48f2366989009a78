import type { ProvisionId } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { LocalDate } from '../time/instant.ts'

/** From the highest to the lowest; a lower level may only shorten what a higher one sets (S0-70). */
export const limitLevels = ['nation', 'province', 'city', 'office'] as const
export type LimitLevel = (typeof limitLevels)[number]

/** The seeds name only these two classes; which procedure belongs to which is the caller's to say (requirements.md A7). */
export type LimitClass = 'general' | 'mortgage'

/** One row of the limit table. `region` is the beginning of an office's six-digit code: `''` nation, `51` province, `5108` city, `510802` office; `410200` as a city's is its own office and not its counties (市本级). */
export interface Limit {
  readonly level: LimitLevel
  readonly region: string
  readonly class: LimitClass | 'all'
  /** Only these procedures; left out, all of the class. */
  readonly procedures?: readonly ProcedureId[]
  /** Not these, although they are of the class. */
  readonly except?: readonly ProcedureId[]
  readonly kind: 'statutory' | 'promised'
  readonly amount: number
  readonly unit: 'working-day' | 'hour'
  /** The row binds cases accepted on or after this day. */
  readonly from: LocalDate
  /** Of a saved row: its name, and since its withdrawal the first day on which it binds no longer, by which document. */
  readonly id?: string
  readonly withdrawn?: { readonly from: LocalDate; readonly document: string }
  /** The "…年底前" of the document where it prints a target, not a commencement; `from` is then the target too unless set earlier (A2). */
  readonly targetOn?: LocalDate
  readonly document: string
  /** The number under which the document circulates beside its own: a covering letter, a title that names another (S3-53). */
  readonly alsoAs?: string
  /** What a published guide cites instead, where the document itself is not public (A16). */
  readonly publicDocument?: string
  /** How the document was read where it leaves a choice. */
  readonly note?: string
  readonly basis: readonly ProvisionId[]
}
