import type { Actor, Refusal } from '../case/types.ts'
import type { OfficeProfile } from '../office/profile.ts'
import type { Instant } from '../time/instant.ts'
import { type Breakdown, breakdownOf, hugeCompensations, type QualityFacts, share } from './figures.ts'
import type { Noted } from './finding.ts'
import type { Period } from './periods.ts'
import { qualityWorkers } from './steps.ts'

/** A figure that cannot be told, and why: never a nought that nobody has counted. */
export interface Untold {
  readonly value: null
  readonly why: string
}

/** Something to be improved, asked for when an evaluation was acknowledged; carried on until it is done. */
export interface Improvement {
  readonly text: string
  /** The evaluation that it was first asked for after. */
  readonly since: string
}

/** 登簿质量评价 of one fortnight. */
interface Made extends Breakdown, Period {
  /** 首问负责、一次性告知、告知承诺、限时办结 (S1-104). */
  readonly compliance: {
    readonly enquiriesWithResult: { readonly asked: number; readonly answered: number; readonly share: number | null }
    readonly secondNotices: number
    readonly commitmentsVerified: Untold
    readonly onTimeShare: number | null
  }
  /** 办得快、办得对、办得好, of each section; of the whole where the office is not divided (S3-30). */
  readonly three: readonly {
    readonly section: string
    readonly fast: number | null
    readonly right: number | null
    readonly well: Untold
  }[]
  readonly huge: ReturnType<typeof hugeCompensations>
  readonly dataAccess: Untold
  readonly stockSubmission: Untold
  /** Still open from the evaluations before. */
  readonly tracked: readonly Improvement[]
}

export interface EvaluationData {
  Made: Made
  /** Whoever leads the office has read it and asks for this. */
  Acknowledged: { readonly improvements: readonly string[] }
  /** One of the improvements, old or new, is done. */
  Improved: { readonly text: string; readonly result: string }
}

export interface Evaluation extends Made {
  readonly id: string
  readonly madeAt: Instant
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null
  readonly improvements: readonly (Improvement & { readonly done: string | null })[]
}

const notRated: Untold = { value: null, why: '没有满意度评价，不作统计' }
const notSubmitted: Untold = { value: null, why: '本系统不办理数据汇交，不作评价' }

/** The evaluation of a period from what stood in the record at its end. `tracked`: what the one before has left open. */
export function evaluationOf(period: Period, facts: QualityFacts, office: OfficeProfile, tracked: readonly Improvement[]): Made {
  const breakdown = breakdownOf(facts, office)
  const { enquiries } = facts
  const { onTimeShare, secondNotices } = breakdown.office
  const parts = breakdown.sections.length > 0 ? breakdown.sections : [{ name: office.name, figures: breakdown.office }]
  return {
    ...period,
    ...breakdown,
    compliance: {
      enquiriesWithResult: { ...enquiries, share: share(enquiries.answered, enquiries.asked) },
      secondNotices,
      commitmentsVerified: {
        value: null,
        why: office.commitments ? '承诺的核查没有记录，不作统计' : '本机构没有规定告知承诺的范围，没有启用',
      },
      onTimeShare,
    },
    three: parts.map(({ name: section, figures }) => ({
      section,
      fast: figures.onTimeShare,
      right: figures.wrongShare,
      well: notRated,
    })),
    huge: hugeCompensations(facts.errors, office.quality.hugeCompensationFen),
    dataAccess: notSubmitted,
    stockSubmission: notSubmitted,
    tracked,
  }
}

/** @throws when nothing was made: a record that nobody has written. */
export function evaluationFrom(id: string, [first, ...later]: readonly Noted<EvaluationData>[]): Evaluation {
  if (first?.type !== 'Made') throw new Error(`evaluation ${id} does not begin with its figures`)
  const carried = first.data.tracked.map(one => ({ ...one, done: null }))
  return later.reduce<Evaluation>(after, { ...first.data, id, madeAt: first.at, acknowledged: null, improvements: carried })
}

function after(evaluation: Evaluation, { type, data, actor: by, at }: Noted<EvaluationData>): Evaluation {
  switch (type) {
    case 'Made':
      throw new Error(`evaluation ${evaluation.id} is made twice`)
    case 'Acknowledged': {
      const asked = data.improvements.map(text => ({ text, since: evaluation.id, done: null }))
      return { ...evaluation, acknowledged: { by, at }, improvements: [...evaluation.improvements, ...asked] }
    }
    case 'Improved': {
      const done = (one: Evaluation['improvements'][number]) => (one.text === data.text ? { ...one, done: data.result } : one)
      return { ...evaluation, improvements: evaluation.improvements.map(done) }
    }
  }
}

/** What is still to be improved, for the evaluation after. */
export const leftOpen = ({ improvements }: Pick<Evaluation, 'improvements'>): Improvement[] =>
  improvements.flatMap(({ done, ...one }) => (done === null ? [one] : []))

/** Why an evaluation may not be acknowledged, or an improvement not be told done; null where it may. */
export function refuseOnEvaluation(
  evaluation: Evaluation,
  line: { readonly type: 'Acknowledged' } | { readonly type: 'Improved'; readonly text: string },
  { posts }: Actor,
): Refusal | null {
  const basis = ['SEED-23'] as const
  const may = line.type === 'Acknowledged' ? (['supervisor', 'director'] as const) : qualityWorkers
  if (!may.some(post => posts.includes(post)))
    return {
      rule: 'post',
      detail: line.type === 'Acknowledged' ? '评价由督办或者负责人签收' : '改进情况由质量监管岗、督办或者负责人填报',
      basis,
    }
  if (line.type === 'Acknowledged')
    return evaluation.acknowledged ? { rule: 'stage', detail: `${evaluation.id} 的评价已经签收`, basis } : null
  const open = leftOpen(evaluation).some(({ text }) => text === line.text)
  return open ? null : { rule: 'stage', detail: `没有待改进的事项“${line.text}”，请核对原文`, basis }
}
