import { acceptanceData } from '../accepting.ts'
import { alarmsOf } from '../alarms.ts'
import type { Alarm } from '../commands.ts'
import type { NewEvent } from '../events.ts'
import { type Decision, events, type Facts } from '../facts.ts'
import type { CaseState, ClockName } from '../types.ts'
import { announcementEnd } from './announcement.ts'

/**
 * What follows from time alone. An alarm that the state no longer knows (the clock was stopped, the case decided) leaves
 * nothing behind. A deemed acceptance dates from the due instant, not from when a worker came back.
 */
export function decideAlarm(state: CaseState, alarm: Alarm, facts: Facts): Decision {
  if (!alarmsOf(state).some(known => sameAlarm(known, alarm))) return events()
  if (alarm.kind === 'deemed-acceptance') {
    const reason = '工作日结束仍未书面告知不予受理'
    return events({ type: 'DeemedAccepted', data: { ...acceptanceData(state, facts, alarm.dueAt), reason } })
  }
  if (alarm.kind === 'announcement-ended') return events(...announcementEnd(state))
  const changed: NewEvent = { type: 'LightChanged', data: { clock: alarm.clock, light: alarm.light } }
  return alarm.light === 'red' ? events(changed, escalation(alarm.clock)) : events(changed)
}

const escalation = (clock: ClockName): NewEvent => ({
  type: 'Escalated',
  data: { to: 'supervisor', clock, reason: clock === 'statutory' ? '超过法定办理时限' : '超过承诺办理时限' },
})

const sameAlarm = (a: Alarm, b: Alarm): boolean =>
  a.kind === b.kind &&
  a.dueAt === b.dueAt &&
  (a.kind !== 'light' || (b.kind === 'light' && a.clock === b.clock && a.light === b.light))
