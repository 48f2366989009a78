import type { OfficeProfile } from '../office/profile.ts'
import type { ProcedureEdition } from '../procedures/edition.ts'
import type { ProcedureId } from '../procedures/ids.ts'
import type { LocalDate } from '../time/instant.ts'
import { openMinutesOfDay } from '../time/opening.ts'
import { type Limit, type LimitClass, limitLevels } from './limit.ts'
import { seededLimits } from './seeded.ts'

/** The case's circumstances; `region` is the office's code and `on` the day of acceptance. */
export interface LimitQuestion {
  readonly class: LimitClass
  readonly on: LocalDate
  readonly region?: string
  readonly procedure?: ProcedureId
  /** How many hours, as the office counts them, are never more than a working day; left out, 24. */
  readonly dayHours?: number
}

/** A promised row that applies, with the reason why it is chosen or not; exactly one is chosen where there are any. */
export type LimitCandidate = Pick<
  Limit,
  'level' | 'document' | 'alsoAs' | 'amount' | 'unit' | 'from' | 'targetOn' | 'note' | 'id' | 'withdrawn'
> & {
  readonly chosen: boolean
  readonly why: string
}

export interface LimitAnswer {
  readonly statutory: Limit | null
  readonly promised: Limit | null
  readonly candidates: readonly LimitCandidate[]
}

/** What is asked for a case of this edition that the office accepts on a day. */
export function limitQuestion(
  edition: Pick<ProcedureEdition, 'limitClass' | 'procedure'>,
  office: Pick<OfficeProfile, 'office' | 'opening' | 'hoursCounted'>,
  on: LocalDate,
): LimitQuestion {
  return {
    class: edition.limitClass,
    procedure: edition.procedure,
    on,
    region: office.office,
    dayHours: dayHoursOf(office),
  }
}

/**
 * The hours that are never more than one working day: counted from the day after acceptance, n working days are never less than n times
 * 24 elapsed hours, nor than n times the hours the office is open on a day.
 */
export const dayHoursOf = ({ opening, hoursCounted }: Pick<OfficeProfile, 'opening' | 'hoursCounted'>): number =>
  hoursCounted === 'elapsed' ? elapsedDayHours : openMinutesOfDay(opening.workingDays) / 60

const elapsedDayHours = 24

/** The limits of a case accepted on a day: over all levels the smallest that applies (A1); of equal ones the latest. */
export function limitsFor(question: LimitQuestion, limits: readonly Limit[] = seededLimits): LimitAnswer {
  const applicable = limits.filter(limit => applies(limit, question))
  const promises = applicable.filter(({ kind }) => kind === 'promised')
  const promised = shortest(promises, question.dayHours)
  return {
    statutory: shortest(
      applicable.filter(({ kind }) => kind === 'statutory'),
      question.dayHours,
    ),
    promised,
    candidates: promised === null ? [] : promises.map(limit => candidateOf(limit, promised, question)),
  }
}

/**
 * Why a row may not be added, in Chinese, or null: on its first day a promise may not be longer than the shortest that binds the same
 * cases from a higher level, nor than the statutory limit (S0-70). `dayHours` as in the question.
 */
export function limitRejection(
  row: Limit,
  limits: readonly Limit[] = seededLimits,
  dayHours: number = elapsedDayHours,
): string | null {
  const classes: readonly LimitClass[] = row.class === 'all' ? ['general', 'mortgage'] : [row.class]
  const procedures = row.procedures ?? [undefined]
  const higher = limits.filter(
    limit => limitLevels.indexOf(limit.level) < limitLevels.indexOf(row.level) || limit.kind === 'statutory',
  )
  for (const name of classes)
    for (const procedure of procedures) {
      const question = { class: name, on: row.from, region: row.region, ...(procedure ? { procedure } : {}) }
      const bound = shortest(
        higher.filter(limit => applies(limit, question)),
        dayHours,
      )
      if (bound !== null && lengthOf(row, dayHours) > lengthOf(bound, dayHours))
        return `承诺时限${lengthTitle(row)}长于${bound.document}规定的${lengthTitle(bound)}，不得超过国家和上级规定的时限。`
    }
  return null
}

/** What a row has that decides whom it binds and for how long. */
type Binding = Pick<Limit, 'region' | 'class' | 'procedures' | 'except' | 'amount' | 'unit' | 'from' | 'withdrawn'>

/** Of any rows that are layered like limits: the shortest that applies, of equal ones the latest; null when none does. */
export const shortestThatApplies = <L extends Binding>(limits: readonly L[], question: LimitQuestion): L | null =>
  shortest(
    limits.filter(limit => applies(limit, question)),
    question.dayHours,
  )

function applies(limit: Binding, { class: name, on, region = '', procedure }: LimitQuestion): boolean {
  const classFits = limit.class === 'all' || limit.class === name
  const procedureFits = limit.procedures === undefined || (procedure !== undefined && limit.procedures.includes(procedure))
  const excepted = procedure !== undefined && limit.except?.includes(procedure) === true
  const inForce = limit.from <= on && (limit.withdrawn === undefined || on < limit.withdrawn.from)
  return inForce && region.startsWith(limit.region) && classFits && procedureFits && !excepted
}

function shortest<L extends Binding>(limits: readonly L[], dayHours = elapsedDayHours): L | null {
  return limits.reduce<L | null>((best, limit) => (best === null || isBetter(limit, best, dayHours) ? limit : best), null)
}

function isBetter(limit: Binding, best: Binding, dayHours: number): boolean {
  const difference = lengthOf(limit, dayHours) - lengthOf(best, dayHours)
  return difference < 0 || (difference === 0 && limit.from > best.from)
}

const lengthOf = ({ amount, unit }: Binding, dayHours: number): number => (unit === 'hour' ? amount : amount * dayHours)

const lengthTitle = ({ amount, unit }: Limit): string => `${amount}${unit === 'hour' ? '小时' : '个工作日'}`

function candidateOf(limit: Limit, promised: Limit, { dayHours = elapsedDayHours }: LimitQuestion): LimitCandidate {
  const { level, document, alsoAs, amount, unit, from, targetOn, note, id, withdrawn } = limit
  const chosen = limit === promised
  return {
    level,
    document,
    ...(alsoAs ? { alsoAs } : {}),
    amount,
    unit,
    from,
    ...(targetOn ? { targetOn } : {}),
    ...(note ? { note } : {}),
    ...(id ? { id } : {}),
    ...(withdrawn ? { withdrawn } : {}),
    chosen,
    why: chosen ? whyChosen(limit) : whyNotChosen(limit, promised, dayHours),
  }
}

const whyChosen = (limit: Limit): string =>
  `${limit.from} 起受理的适用，是各级适用时限中最短的（${lengthTitle(limit)}），按此承诺。`

function whyNotChosen(limit: Limit, promised: Limit, dayHours: number): string {
  const longer = lengthOf(limit, dayHours) > lengthOf(promised, dayHours)
  if (longer) return `${lengthTitle(limit)}长于${promised.document}的${lengthTitle(promised)}，下级只能缩短，取较短的。`
  return `与${promised.document}的${lengthTitle(promised)}相同，取${promised.from > limit.from ? '施行在后' : '列在前面'}的一项。`
}
