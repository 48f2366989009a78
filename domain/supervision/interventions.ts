import type { Refusal } from '../case/types.ts'
import type { Noted } from '../quality/finding.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Signed, signedBy } from './signed.ts'

/** How early signs are met (S0-131): 提醒、函询、诫勉谈话. */
export const interventionKinds = { reminder: '提醒', inquiry: '函询', admonition: '诫勉谈话' } as const
export type InterventionKind = keyof typeof interventionKinds

/**
 * What gave rise to it: a signal of the integrity report (the one about `document`, drawn again from the record of the period), an
 * incident, a finding of quality, an enquiry that was not answered as it should be (S4-61), or a complaint, which is kept elsewhere.
 */
export type Trigger =
  | {
      readonly from: 'signal'
      readonly signal: string
      readonly since: LocalDate
      readonly until: LocalDate
      readonly document: string
    }
  | { readonly from: 'incident'; readonly incident: number }
  | { readonly from: 'finding'; readonly finding: number }
  | { readonly from: 'enquiry'; readonly enquiry: number }
  | { readonly from: 'complaint'; readonly reference: string }

export interface Issued {
  /** Against whom. */
  readonly sub: string
  readonly kind: InterventionKind
  readonly trigger: Trigger
  /** Of a signal, as the report tells it. */
  readonly why: string | null
  readonly text: string
}

export interface InterventionData {
  Issued: Issued
  Answered: { readonly answer: string }
  Closed: { readonly result: string }
}

export type InterventionStep = Exclude<keyof InterventionData, 'Issued'>

export interface Intervention extends Issued {
  readonly no: number
  readonly issued: Signed
  readonly answers: readonly (Signed & { readonly answer: string })[]
  readonly closed: (Signed & { readonly result: string }) | null
}

/** Folds the lines on one intervention, oldest first. @throws for a record that nobody has written. */
export function interventionOf(no: number, lines: readonly Noted<InterventionData>[]): Intervention {
  const [first, ...later] = lines
  if (first?.type !== 'Issued') throw new Error(`intervention ${no} does not begin with its issue`)
  const issued: Intervention = { no, ...first.data, issued: signedBy(first), answers: [], closed: null }
  return later.reduce(after, issued)
}

function after(intervention: Intervention, line: Noted<InterventionData>): Intervention {
  const signed = signedBy(line)
  switch (line.type) {
    case 'Issued':
      throw new Error(`intervention ${intervention.no} is issued twice`)
    case 'Answered':
      return { ...intervention, answers: [...intervention.answers, { ...signed, ...line.data }] }
    case 'Closed':
      return { ...intervention, closed: { ...signed, ...line.data } }
  }
}

/** Nobody intervenes against himself, nor closes what is about him; only he answers; what is closed stays closed. */
export function refuseInterventionStep({ no, sub, closed }: Intervention, step: InterventionStep, by: string): Refusal | null {
  const name = `提醒、函询、诫勉谈话 ${no}`
  if (step === 'Answered' && by !== sub) return { rule: 'post', detail: `${name} 由本人答复`, basis: ['SUP-6'] }
  if (closed) return { rule: 'stage', detail: `${name} 已于 ${closed.at.slice(0, 10)} 办结，不再办理`, basis: ['SUP-6'] }
  return step === 'Closed' ? refuseOwn(sub, by) : null
}

export const refuseOwn = (sub: string, by: string): Refusal | null =>
  sub === by ? { rule: 'four-eyes', detail: '本人的提醒、函询、诫勉谈话由另一名值班长或者负责人办理', basis: ['SUP-6'] } : null
