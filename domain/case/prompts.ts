import { editionOf } from '../procedures/registry.ts'
import { dateOf } from '../time/instant.ts'
import { stageTitles } from './actions.ts'
import type { ClockName } from './clock.ts'
import { limitTitles } from './clockWords.ts'
import { type Duty, holdersOf, type Told, thoseAt } from './duty.ts'
import type { LedgerEvent } from './events.ts'
import type { CaseState } from './types.ts'

/** `hurry`: little time is left (yellow); `overdue`: none is (red); `undisposed`: nobody has done anything about it; `urged`: 督办. */
export type PromptKind = 'hurry' | 'overdue' | 'undisposed' | 'urged'

/** Something that one person is told about a case, because of one event of its ledger (S0-118). */
export interface Prompt extends Told {
  readonly seq: number
  readonly kind: PromptKind
  readonly clock: ClockName | null
  readonly text: string
}

/** Whom an event is told to, and with which words. Each person once an event, even when two ways lead to him. */
export function promptsOf(state: CaseState, events: readonly LedgerEvent[], duty: Duty): Prompt[] {
  return events.flatMap(event => {
    const message = messageOf(state, event, duty)
    if (!message) return []
    const { to, ...rest } = message
    return to.map(told => ({ ...told, ...rest, seq: event.seq }))
  })
}

type Message = Pick<Prompt, 'kind' | 'clock' | 'text'> & { readonly to: readonly Told[] }

function messageOf(state: CaseState, event: LedgerEvent, duty: Duty): Message | null {
  const on = dateOf(event.at)
  const about = `${state.caseNo}（${editionOf(state.application.edition).term}，${stageTitles[state.stage]}）`
  if (event.type === 'LightChanged') {
    const { clock, light } = event.data
    const end = endOf(state, clock)
    const to = holdersOf(state, duty, on)
    return light === 'yellow'
      ? { kind: 'hurry', clock, to, text: `${about}所剩时间不多，${limitTitles[clock]} ${end} 届满，请加急办理` }
      : { kind: 'overdue', clock, to, text: `${about}已经超过${limitTitles[clock]}（${end} 届满），请立即办理` }
  }
  if (event.type === 'Escalated' && event.data.to !== 'backup') {
    const { to: post, clock, reason } = event.data
    const kind = post === 'director' ? 'undisposed' : 'overdue'
    return { kind, clock, to: thoseAt(post, duty, on), text: `${about}${reason}，请处置：督办、改派或者说明原因` }
  }
  return event.type === 'Urged'
    ? { kind: 'urged', clock: null, to: holdersOf(state, duty, on), text: `${about}督办：${event.data.note}` }
    : null
}

function endOf(state: CaseState, name: ClockName): string {
  const clock = 'clocks' in state ? state.clocks.find(one => one.name === name) : undefined
  return clock ? clock.dueAt.slice(0, 16).replace('T', ' ') : ''
}
