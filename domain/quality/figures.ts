import type { OfficeProfile } from '../office/profile.ts'
import { sectionOf } from '../office/sections.ts'
import { type ProcedureId, procedureTitles } from '../procedures/ids.ts'

// What is counted of a period, from facts of the record: the same facts give the same figures, whenever they are counted.

/** Where a case belongs in the figures. */
export interface Placed {
  readonly procedure: ProcedureId
  /** The first six digits of its first unit's code. */
  readonly county: string
}

export interface QualityFacts {
  /** Recorded in the period. `late`: one of its limits, not a step's, ran out before. `notices`: how often it was sent for supplements. */
  readonly recorded: readonly (Placed & { readonly late: boolean; readonly notices: number })[]
  /** Looked at in the period. */
  readonly checked: readonly (Placed & { readonly failed: boolean })[]
  /** Entered into the register of errors in the period. */
  readonly errors: readonly (Placed & { readonly compensationFen: number })[]
  /** Findings whose correction was late at the end of the period. `null`: of no case. */
  readonly overdue: readonly (Placed | null)[]
  /** Asked in the period, and of these with a result by its end. */
  readonly enquiries: { readonly asked: number; readonly answered: number }
}

export interface Figures {
  readonly recorded: number
  readonly onTime: number
  readonly onTimeShare: number | null
  /** Cases that were sent for supplements more than once (一次性告知). */
  readonly secondNotices: number
  readonly checked: number
  readonly failed: number
  /** Of the cases looked at, those with something wrong (错件率). */
  readonly wrongShare: number | null
  readonly errors: number
  /** Registration errors found, of the cases recorded. */
  readonly errorShare: number | null
  readonly overdueFindings: number
}

/** Four decimals; null where there is nothing to have a share of. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000

/** The figures of what lies in a part of the business. */
export function figuresOf(facts: QualityFacts, isIn: (one: Placed | null) => boolean): Figures {
  const [recorded, checked] = [facts.recorded.filter(isIn), facts.checked.filter(isIn)]
  const onTime = recorded.filter(({ late }) => !late).length
  const failed = checked.filter(one => one.failed).length
  const errors = facts.errors.filter(isIn).length
  return {
    recorded: recorded.length,
    onTime,
    onTimeShare: share(onTime, recorded.length),
    secondNotices: recorded.filter(({ notices }) => notices > 1).length,
    checked: checked.length,
    failed,
    wrongShare: share(failed, checked.length),
    errors,
    errorShare: share(errors, recorded.length),
    overdueFindings: facts.overdue.filter(isIn).length,
  }
}

/** Figures of one part of the business, by its name. */
export interface Line {
  readonly name: string
  readonly figures: Figures
}

export interface Breakdown {
  readonly office: Figures
  /** Empty where the office is not divided. */
  readonly sections: readonly Line[]
  readonly counties: readonly Line[]
  /** Only those that the period had anything of. */
  readonly procedures: readonly Line[]
}

/** The figures of all, of each section, of each county of the office whether it had any or not, and of each business type. */
export function breakdownOf(facts: QualityFacts, office: Pick<OfficeProfile, 'sections' | 'counties'>): Breakdown {
  const all = [facts.recorded, facts.checked, facts.errors, facts.overdue].flat().filter(one => one !== null)
  const named = (names: readonly string[], nameOf: (one: Placed) => string | null): Line[] =>
    names.map(name => ({ name, figures: figuresOf(facts, one => one !== null && nameOf(one) === name) }))
  const { sections: plan } = office
  const sections = plan ? [...plan.sections.map(({ name }) => name), plan.lead] : []
  const counties = [...new Set([...office.counties, ...all.map(({ county }) => county)])].sort()
  const kinds = [...new Set(all.map(({ procedure }) => procedure))].sort()
  return {
    office: figuresOf(facts, () => true),
    sections: named(sections, ({ procedure }) => sectionOf(office, procedure)),
    counties: named(counties, ({ county }) => county),
    procedures: named(kinds, ({ procedure }) => procedure).map(line => ({
      ...line,
      title: procedureTitles[line.name as ProcedureId],
    })),
  }
}

/**
 * 重大登记错误、巨额赔偿, whose target is none (S0-160). Null where the office has laid down no amount: no source names one, so nothing is
 * counted as huge.
 */
export function hugeCompensations(
  errors: QualityFacts['errors'],
  thresholdFen: number | null,
): { readonly target: 0; readonly count: number | null; readonly thresholdFen: number | null } {
  const count = thresholdFen === null ? null : errors.filter(({ compensationFen }) => compensationFen >= thresholdFen).length
  return { target: 0, count, thresholdFen }
}
