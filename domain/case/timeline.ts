import type { ProvisionId } from '../law/provisions.ts'
import type { Instant } from '../time/instant.ts'
import { effectiveAt } from './asOf.ts'
import { type ClockEffect, clockEffects } from './clockWords.ts'
import { caseDifference, isOfSubstance, type Names } from './difference.ts'
import type { EventType, LedgerEvent } from './events.ts'
import { citedBy, eventWords, saidBy } from './eventWords.ts'
import { evolve } from './evolve.ts'
import type { CaseState } from './types.ts'

/** One event of a case as an auditor reads it. */
export interface Moment {
  readonly seq: number
  readonly type: EventType
  readonly title: string
  readonly at: Instant
  readonly receivedAt: Instant
  /** When it counts in law: earlier than `at` for what came due by itself and was recorded late. */
  readonly effectiveAt: Instant
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly what: readonly string[]
  readonly basis: readonly ProvisionId[]
  readonly clocks: readonly ClockEffect[]
  readonly commandId: string
}

/** A ledger event by event: what each has changed, in words, and what it did to the limits. */
export function timelineOf(events: readonly LedgerEvent[], caseNo: string, names: Names = {}): Moment[] {
  const moments: Moment[] = []
  let before: CaseState | null = null
  for (const event of events) {
    const after = evolve(before, event, caseNo)
    moments.push(momentOf(event, before, after, names))
    before = after
  }
  return moments
}

function momentOf(event: LedgerEvent, before: CaseState | null, after: CaseState, names: Names): Moment {
  const { seq, type, at, receivedAt, actor, onBehalfOf = null, commandId } = event
  const changes = caseDifference(before, after, names).filter(change => isOfSubstance(change) && change.member !== 'clocks')
  const clocksOf = (state: CaseState | null) => (state && 'clocks' in state ? state.clocks : [])
  return {
    ...{
      seq,
      type,
      title: eventWords[type].title,
      at,
      receivedAt,
      effectiveAt: effectiveAt(event),
      actor,
      onBehalfOf,
      commandId,
    },
    what: [...saidBy(event), ...changes.flatMap(({ sentences }) => sentences)],
    basis: citedBy(event),
    clocks: clockEffects(clocksOf(before), clocksOf(after)),
  }
}
