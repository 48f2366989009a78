import { parseInstant } from '../time/instant.ts'
import type { Clock } from './clock.ts'
import type { Alarm, AlarmCommand } from './commands.ts'
import { standsStill } from './suspension.ts'
import { type CaseState, systemActor } from './types.ts'

/** What will happen to the case by itself, earliest first. A clock that is stopped or stands still raises no alarm. */
export function alarmsOf(state: CaseState): Alarm[] {
  if (state.stage === 'closed') return []
  const alarms =
    'clocks' in state
      ? [...state.clocks.flatMap(lightAlarms), ...announcementEnd(state), ...undisposed(state)]
      : deemedAcceptance(state)
  return alarms.sort((a, b) => parseInstant(a.dueAt) - parseInstant(b.dueAt))
}

/** The command that carries an alarm out. Its id comes from the ledger's own data, so that a repeat is the same command. */
export function alarmCommand(alarm: Alarm): AlarmCommand {
  const what = alarm.kind === 'light' ? `${alarm.clock}:${alarm.light}` : named(alarm)
  const commandId = `alarm:${what}:${alarm.dueAt}`
  return { kind: 'alarm', commandId, digest: commandId, actor: systemActor, receivedAt: alarm.dueAt, alarm }
}

const named = (alarm: Exclude<Alarm, { kind: 'light' }>): string =>
  alarm.kind === 'undisposed' ? `${alarm.clock}:undisposed` : alarm.kind

function lightAlarms(clock: Clock): Alarm[] {
  if (clock.stoppedAt || standsStill(clock)) return []
  const yellow: Alarm = { kind: 'light', clock: clock.name, light: 'yellow', dueAt: clock.yellowAt }
  const red: Alarm = { kind: 'light', clock: clock.name, light: 'red', dueAt: clock.redAt }
  if (clock.light === 'green') return [yellow, red]
  return clock.light === 'yellow' ? [red] : []
}

/** The announcement passes by itself at its end, unless somebody's objection is still unsettled (实施细则 17(3)). */
function announcementEnd({ announcement, tracks, stage }: CaseState): Alarm[] {
  if (stage !== 'examination' || tracks.announcement !== 'open' || !announcement) return []
  return announcement.objections.some(one => one.settled === null)
    ? []
    : [{ kind: 'announcement-ended', dueAt: announcement.endsAt }]
}

/** The director is told of a red case that nobody has disposed of, as long as its time runs (S4-75). */
function undisposed(state: CaseState): Alarm[] {
  const { awaitsDisposition: awaits } = state
  if (!awaits || !('clocks' in state)) return []
  const runs = state.clocks.some(clock => clock.name === awaits.clock && clock.stoppedAt === null && !standsStill(clock))
  return runs ? [{ kind: 'undisposed', clock: awaits.clock, dueAt: awaits.directorFrom }] : []
}

function deemedAcceptance(state: CaseState): Alarm[] {
  return state.stage === 'intake' && state.deemedAcceptanceAt && state.notices.length === 0
    ? [{ kind: 'deemed-acceptance', dueAt: state.deemedAcceptanceAt }]
    : []
}
