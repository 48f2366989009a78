import type { ProvisionId } from '../law/provisions.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { LocalDate } from '../time/instant.ts'

/** From the highest to the lowest; a lower level may only shorten what a higher one sets (S0-70). */
export const limitLevels = ['nation', 'province', 'city', 'office'] as const
export type LimitLevel = (typeof limitLevels)[number]

/** The seeds name only these two classes; which procedure belongs to which is the caller's to say (requirements.md A7). */
export type LimitClass = 'general' | 'mortgage'

/** One row of the limit table. `region` is the beginning of an office's six-digit code: `''` nation, `51` province, `5108` city, `510802` office. */
export interface Limit {
  readonly level: LimitLevel
  readonly region: string
  readonly class: LimitClass | 'all'
  /** Only these procedures; left out, all of the class. */
  readonly procedures?: readonly ProcedureId[]
  readonly kind: 'statutory' | 'promised'
  readonly amount: number
  readonly unit: 'working-day' | 'hour'
  /** The row binds cases accepted on or after this day. */
  readonly from: LocalDate
  /** The "…年底前" of the document where it prints a target, not a commencement; `from` is then the target too unless set earlier (A2). */
  readonly targetOn?: LocalDate
  readonly document: string
  /** What a published guide cites instead, where the document itself is not public (A16). */
  readonly publicDocument?: string
  readonly basis: readonly ProvisionId[]
}

/** The case's circumstances; `region` is the office's code and `on` the day of acceptance. */
export interface LimitQuestion {
  readonly class: LimitClass
  readonly on: LocalDate
  readonly region?: string
  readonly procedure?: ProcedureId
}

/** A promised row that applies; exactly one is chosen where there are any. */
export type LimitCandidate = Pick<Limit, 'level' | 'document' | 'amount' | 'unit' | 'from'> & { readonly chosen: boolean }

export interface LimitAnswer {
  readonly statutory: Limit | null
  readonly promised: Limit | null
  readonly candidates: readonly LimitCandidate[]
}

const letter753 = {
  level: 'nation',
  region: '',
  kind: 'promised',
  unit: 'working-day',
  document: '自然资办函〔2019〕753号',
  publicDocument: '国办发〔2019〕8号',
  basis: ['TL-SLA'],
} as const

/** The national rows: the statutory limit, and P1 to P4 of requirements.md end table 1. Provinces and cities add rows, not code. */
export const nationalLimits: readonly Limit[] = [
  {
    level: 'nation',
    region: '',
    class: 'all',
    kind: 'statutory',
    amount: 30,
    unit: 'working-day',
    from: '2015-03-01',
    document: '《不动产登记暂行条例》第二十条',
    basis: ['TL-30'],
  },
  {
    level: 'nation',
    region: '',
    class: 'all',
    procedures: ['information-query'],
    kind: 'statutory',
    amount: 5,
    unit: 'working-day',
    from: '2016-01-01',
    document: '《不动产登记暂行条例实施细则》第一百条',
    basis: ['QM-T'],
  },
  { ...letter753, class: 'general', amount: 10, from: '2019-12-31', targetOn: '2019-12-31' },
  { ...letter753, class: 'mortgage', amount: 5, from: '2019-12-31', targetOn: '2019-12-31' },
  { ...letter753, class: 'general', amount: 5, from: '2020-12-31', targetOn: '2020-12-31' },
  { ...letter753, class: 'mortgage', amount: 5, from: '2020-12-31', targetOn: '2020-12-31' },
]

/** The limits of a case accepted on a day: over all levels the smallest that applies (A1); of equal ones the latest. */
export function limitsFor(question: LimitQuestion, limits: readonly Limit[] = nationalLimits): LimitAnswer {
  const applicable = limits.filter(limit => applies(limit, question))
  const promises = applicable.filter(({ kind }) => kind === 'promised')
  const promised = shortest(promises)
  return {
    statutory: shortest(applicable.filter(({ kind }) => kind === 'statutory')),
    promised,
    candidates: promises.map(limit => candidateOf(limit, limit === promised)),
  }
}

/**
 * Why a row may not be added, in Chinese, or null: on its first day a promise may not be longer than the shortest that binds the same
 * cases from a higher level, nor than the statutory limit (S0-70).
 */
export function limitRejection(row: Limit, limits: readonly Limit[] = nationalLimits): string | null {
  const classes: readonly LimitClass[] = row.class === 'all' ? ['general', 'mortgage'] : [row.class]
  const higher = limits.filter(
    limit => limitLevels.indexOf(limit.level) < limitLevels.indexOf(row.level) || limit.kind === 'statutory',
  )
  for (const name of classes) {
    const bound = shortest(higher.filter(limit => applies(limit, { class: name, on: row.from, region: row.region })))
    if (bound !== null && lengthOf(row) > lengthOf(bound))
      return `承诺时限${row.amount}${unitTitle(row)}长于${bound.document}规定的${bound.amount}${unitTitle(bound)}，不得超过国家和上级规定的时限。`
  }
  return null
}

function applies(limit: Limit, { class: name, on, region = '', procedure }: LimitQuestion): boolean {
  const classFits = limit.class === 'all' || limit.class === name
  const procedureFits = limit.procedures === undefined || (procedure !== undefined && limit.procedures.includes(procedure))
  return limit.from <= on && region.startsWith(limit.region) && classFits && procedureFits
}

function shortest(limits: readonly Limit[]): Limit | null {
  return limits.reduce<Limit | null>((best, limit) => (best === null || isBetter(limit, best) ? limit : best), null)
}

function isBetter(limit: Limit, best: Limit): boolean {
  const difference = lengthOf(limit) - lengthOf(best)
  return difference < 0 || (difference === 0 && limit.from > best.from)
}

// Counted from the day after acceptance, n working days are never less than n times 24 elapsed hours.
function lengthOf({ amount, unit }: Limit): number {
  return unit === 'hour' ? amount : amount * 24
}

function unitTitle({ unit }: Limit): string {
  return unit === 'hour' ? '小时' : '个工作日'
}

function candidateOf({ level, document, amount, unit, from }: Limit, chosen: boolean): LimitCandidate {
  return { level, document, amount, unit, from, chosen }
}
