import type { Refusal } from '../case/types.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Entry, filesOf, type Signed, signedBy } from './entries.ts'

/** How early signs are met (S0-131): 提醒、函询、诫勉谈话. */
export const interventionKinds = { reminder: '提醒', inquiry: '函询', admonition: '诫勉谈话' } as const
export type InterventionKind = keyof typeof interventionKinds

/**
 * What gave rise to it: a signal of the integrity report (the one about `document`, drawn again from the record of the period), an incident,
 * or a complaint, which is kept elsewhere.
 */
export type Trigger =
  | {
      readonly from: 'signal'
      readonly signal: string
      readonly since: LocalDate
      readonly until: LocalDate
      readonly document: string
    }
  | { readonly from: 'incident'; readonly incident: string }
  | { readonly from: 'complaint'; readonly reference: string }

export interface Issued {
  readonly kind: InterventionKind
  readonly trigger: Trigger
  /** Of a signal, as the report tells it. */
  readonly why: string | null
  readonly text: string
}

export type InterventionEntry =
  | Entry<'issued', Issued>
  | Entry<'answered', { readonly answer: string }>
  | Entry<'closed', { readonly result: string }>

export interface Intervention extends Issued {
  readonly no: string
  readonly sub: string
  readonly issued: Signed
  readonly answers: readonly (Signed & { readonly answer: string })[]
  readonly closed: (Signed & { readonly result: string }) | null
}

export const interventionsOf = (entries: readonly InterventionEntry[]): readonly Intervention[] =>
  filesOf(entries).map(interventionOf)

function interventionOf([first, ...later]: readonly [InterventionEntry, ...InterventionEntry[]]): Intervention {
  const { file: no, about } = first
  if (first.step !== 'issued' || about === null) throw new Error(`the intervention ${no} begins with ${first.step}`)
  const issued: Intervention = { no, sub: about, ...first.data, issued: signedBy(first), answers: [], closed: null }
  return later.reduce(after, issued)
}

function after(intervention: Intervention, entry: InterventionEntry): Intervention {
  const signed = signedBy(entry)
  if (entry.step === 'answered') return { ...intervention, answers: [...intervention.answers, { ...signed, ...entry.data }] }
  if (entry.step === 'closed') return { ...intervention, closed: { ...signed, ...entry.data } }
  throw new Error(`the intervention ${entry.file} is issued twice`)
}

/** Nobody intervenes against himself, nor closes what is about him; only he answers; what is closed stays closed. */
export function refuseInterventionStep(
  { no, sub, closed }: Intervention,
  step: 'answered' | 'closed',
  by: string,
): Refusal | null {
  if (step === 'answered' && by !== sub) return { rule: 'post', detail: `${no} 由本人答复`, basis: ['SUP-6'] }
  if (closed) return { rule: 'stage', detail: `${no} 已于 ${closed.at.slice(0, 10)} 办结，不再办理`, basis: ['SUP-6'] }
  return step === 'closed' ? refuseOwn(sub, by) : null
}

export const refuseOwn = (sub: string, by: string): Refusal | null =>
  sub === by ? { rule: 'four-eyes', detail: '本人的提醒、函询、诫勉谈话由另一名值班长或者负责人办理', basis: ['SUP-6'] } : null
