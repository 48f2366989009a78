import { addWorkingDays } from '../../time/calendar.ts'
import { dateOf, type Instant, startOfNextDay } from '../../time/instant.ts'
import { acceptanceData } from '../accepting.ts'
import { alarmCommand, alarmsOf } from '../alarms.ts'
import type { ClockName } from '../clock.ts'
import { limitTitles } from '../clockWords.ts'
import type { Alarm } from '../commands.ts'
import { absentHolder } from '../duty.ts'
import type { NewEvent } from '../events.ts'
import { type Decision, events, type Facts } from '../facts.ts'
import type { CaseState } from '../types.ts'
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
  if (alarm.kind === 'undisposed') return events(toDirector(alarm.clock, facts))
  const changed: NewEvent = { type: 'LightChanged', data: { clock: alarm.clock, light: alarm.light } }
  if (alarm.light !== 'red') return events(changed)
  return events(changed, ...toBackups(state, alarm.clock, facts), toSupervisor(alarm.clock, alarm.dueAt, facts))
}

const overdue = (clock: ClockName): string => `超过${limitTitles[clock]}`

/** A step that is late is the supervisor's to see to; a case that is late is the director's as well, once the supervisor has let it lie. */
function toSupervisor(clock: ClockName, redAt: Instant, { calendar, office }: Facts): NewEvent {
  const days = office.supervision.directorAfterWorkingDays
  const until = { directorFrom: startOfNextDay(addWorkingDays(calendar, dateOf(redAt), days).date) }
  return { type: 'Escalated', data: { to: 'supervisor', clock, reason: overdue(clock), ...(clock === 'step' ? {} : until) } }
}

function toDirector(clock: ClockName, { office }: Facts): NewEvent {
  const days = office.supervision.directorAfterWorkingDays
  return { type: 'Escalated', data: { to: 'director', clock, reason: `${overdue(clock)}，督办满 ${days} 个工作日未处置` } }
}

/** Whoever has the task is away: the case goes to those who stand in for him before anybody above (S4-63). */
function toBackups(state: CaseState, clock: ClockName, { duty, at }: Facts): NewEvent[] {
  const absent = duty ? absentHolder(state, duty, dateOf(at)) : null
  if (!absent) return []
  const { sub: inSteadOf, reached: subs } = absent
  return [{ type: 'Escalated', data: { to: 'backup', clock, reason: `${overdue(clock)}，承办人不在岗`, subs, inSteadOf } }]
}

const sameAlarm = (a: Alarm, b: Alarm): boolean => alarmCommand(a).commandId === alarmCommand(b).commandId
