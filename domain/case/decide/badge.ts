import type { NewEvent } from '../events.ts'
import type { Decision } from '../facts.ts'

/** Receipts and notices show the number of who issued them (工号; S0-129). `badge` null: a partner's act, or nobody's. */
export const badged = (decision: Decision, badge: string | null): Decision =>
  decision.kind === 'events' && badge !== null
    ? { ...decision, events: decision.events.map(event => withBadge(event, badge)) }
    : decision

function withBadge(event: NewEvent, badge: string): NewEvent {
  const { data } = event
  const notice = 'notice' in data ? { notice: { ...data.notice, badge } } : {}
  const notices = 'notices' in data ? { notices: data.notices.map(one => ({ ...one, badge })) } : {}
  return { ...event, data: { ...data, ...notice, ...notices } } as NewEvent
}
