import type { Actor, Post, Refusal } from '../case/types.ts'
import type { Basis } from '../law/provisions.ts'
import { type Finding, type FindingStatus, originTitles, type Raised } from './finding.ts'

/** Who works on quality, and who sees to it that what is found is corrected. */
export const qualityWorkers: readonly Post[] = ['quality', 'supervisor', 'director']
/** Who reads what quality has found: the auditor beside them. */
export const qualityReaders: readonly Post[] = [...qualityWorkers, 'auditor']

export type FindingStep = 'correct' | 'return' | 'close'

interface StepRule {
  readonly title: string
  readonly at: FindingStatus
  readonly otherwise: string
}

const steps: Readonly<Record<FindingStep, StepRule>> = {
  correct: { title: '整改', at: 'open', otherwise: '已经整改或者销号，不必再报' },
  return: { title: '退回整改', at: 'corrected', otherwise: '没有待核实的整改，请等责任人报送整改情况后再退回' },
  close: { title: '销号', at: 'corrected', otherwise: '没有待核实的整改，请先由责任人整改再销号' },
}

const basis: Basis = ['SEED-21', 'SEED-10']

/**
 * Why somebody may not take a step on a finding; null where he may. Corrections are for those responsible, and for the supervisor and the
 * director in their stead; whether one will do is judged by neither of them nor by whoever made it.
 */
export function refuseFindingStep(finding: Finding, step: FindingStep, { sub, posts }: Actor): Refusal | null {
  const { title, at, otherwise } = steps[step]
  const isOf = (allowed: readonly Post[]) => allowed.some(post => posts.includes(post))
  const name = `质量问题 ${finding.no}`
  if (step === 'correct' && !finding.responsible.includes(sub) && !isOf(['supervisor', 'director']))
    return { rule: 'post', detail: `${name} 由责任人${said(finding.responsible)}或者督办、负责人整改`, basis }
  if (step !== 'correct' && !isOf(qualityWorkers))
    return { rule: 'post', detail: `“${title}”由质量监管岗、督办或者负责人办理`, basis }
  if (finding.status !== at) return { rule: 'stage', detail: `${name} ${otherwise}`, basis }
  if (step === 'correct') return null
  if (finding.responsible.includes(sub)) return ownWork(`${name} 的责任人不得自行${title}，请由他人核实`)
  if (finding.corrections.at(-1)?.by === sub) return ownWork(`${name} 的整改由您报送，不得由同一人${title}，请由他人核实`)
  return null
}

/** Why a finding may not be raised as it is told; null where it may. Nobody finds fault with his own work alone: he would not look. */
export function refuseRaising(raised: Pick<Raised, 'origin' | 'caseNo' | 'responsible'>, by: string): Refusal | null {
  if (raised.responsible.includes(by)) return ownWork('责任人不得登记本人的质量问题，请由他人登记')
  if (raised.caseNo === null && (raised.origin === 'sampling' || raised.origin === 'supervision'))
    return { rule: 'body', detail: `${originTitles[raised.origin]}发现的问题应当写明案件`, basis: [] }
  return null
}

const ownWork = (detail: string): Refusal => ({ rule: 'four-eyes', detail, basis })

const said = (people: readonly string[]): string => (people.length > 0 ? `（${people.join('、')}）` : '')
