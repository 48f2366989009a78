import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInCalendar, workingDaysBetween } from '../time/calendar.ts'
import { dateOf, parseInstant } from '../time/instant.ts'
import { alarmCommand, alarmsOf } from './alarms.ts'
import type { Alarm } from './commands.ts'
import { type ApplicationChange, cancellation, mortgage, sale } from './testing/applications.ts'
import { noticeOf } from './testing/notices.ts'
import { aMortgage, registered } from './testing/register.ts'
import {
  accepted,
  act,
  archived,
  at,
  delivered,
  examined,
  given,
  housingPassed,
  issued,
  left,
  recorded,
  rings,
  type Situation,
  taxCleared,
} from './testing/situation.ts'

const named = (alarm: Alarm) =>
  alarm.kind === 'light' ? `${alarm.clock} ${alarm.light} ${alarm.dueAt}` : `deemed ${alarm.dueAt}`
const alarmNames = ({ state }: Situation) => alarmsOf(state).map(named)
const firstAlarm = ({ state }: Situation): Alarm => {
  const [alarm] = alarmsOf(state)
  if (!alarm) throw new Error('没有闹铃')
  return alarm
}
/** All alarms of a case, each when it is due. */
const timePasses = (situation: Situation): Situation =>
  alarmsOf(situation.state).length === 0 ? situation : timePasses(situation.after(rings(firstAlarm(situation))))
const lights = ({ state }: Situation) => ('clocks' in state ? state.clocks.map(({ name, light }) => `${name} ${light}`) : [])

/** Accepted on Tuesday 3 June 2025: five working days end on the 10th, thirty on 15 July. */
const open = given(sale()).after(accepted)
const afterRed = timePasses(open)

describe('the lights of an accepted case', () => {
  it('are green while there is time, with yellow and red to come, earliest first [S4-72] [SEED-2]', () => {
    expect(lights(open)).toEqual(['statutory green', 'promised green'])
    expect(alarmNames(open)).toEqual([
      'promised yellow 2025-06-09T00:00:00+08:00',
      'promised red 2025-06-11T00:00:00+08:00',
      'statutory yellow 2025-07-07T00:00:00+08:00',
      'statutory red 2025-07-16T00:00:00+08:00',
    ])
  })

  it('turn yellow when four fifths of the limit begin to be over, without any hand (T1) [S4-72] [TL-30]', () => {
    const spring = given(sale(), { at: '2025-01-13T09:00:00+08:00' }).after(accepted)
    expect(alarmNames(spring)).toContain('statutory yellow 2025-02-20T00:00:00+08:00')
    expect(alarmNames(spring)).toContain('statutory red 2025-03-01T00:00:00+08:00')
    const { events, situation } = open.when(rings(firstAlarm(open)))
    expect(events).toEqual([{ type: 'LightChanged', data: { clock: 'promised', light: 'yellow' } }])
    expect(lights(situation)).toEqual(['statutory green', 'promised yellow'])
    expect(situation.ledger.at(-1)).toMatchObject({ actor: 'system', dueAt: '2025-06-09T00:00:00+08:00' })
  })

  it('turn red when the last day is over, and supervision is told [SEED-2]', () => {
    const yellow = open.after(rings(firstAlarm(open)))
    const { events, situation } = yellow.when(rings(firstAlarm(yellow)))
    expect(events).toEqual([
      { type: 'LightChanged', data: { clock: 'promised', light: 'red' } },
      {
        type: 'Escalated',
        data: {
          ...{ to: 'supervisor', clock: 'promised', reason: '超过承诺办理时限' },
          directorFrom: '2025-06-14T00:00:00+08:00',
        },
      },
    ])
    expect(lights(situation)).toEqual(['statutory green', 'promised red'])
  })

  it('say so of each clock by its own name, until there is nothing more to say', () => {
    const told = afterRed.ledger.flatMap(event =>
      event.type === 'Escalated' && event.data.to === 'supervisor' ? [event.data.reason] : [],
    )
    expect(told).toEqual(['超过承诺办理时限', '超过法定办理时限'])
    expect(lights(afterRed)).toEqual(['statutory red', 'promised red'])
    expect(alarmsOf(afterRed.state)).toEqual([])
  })

  it('block nothing: a case that is red goes its way to the archive', () => {
    const steps = [examined, housingPassed, taxCleared, recorded, issued, delivered, archived]
    expect(afterRed.after(...steps).state).toMatchObject({ stage: 'closed', outcome: 'completed' })
  })

  it('turn in their order whatever day the case is accepted: yellow on a working day at four fifths, red after the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), day => {
        const filedAt = new Date(Date.UTC(2024, 0, 2, 2) + day * 86_400_000).toISOString()
        const { state } = given(sale(), { at: filedAt }).after(accepted)
        if (!('clocks' in state)) throw new Error('没有期限')
        for (const { limitWorkingDays = Number.NaN, startedAt, yellowAt, dueAt, redAt } of state.clocks) {
          const counted = (until: string) => workingDaysBetween(builtInCalendar, dateOf(startedAt), dateOf(until))
          expect(counted(yellowAt)).toBe(Math.ceil(limitWorkingDays * 0.8))
          expect(counted(dueAt)).toBe(limitWorkingDays)
          expect(parseInstant(redAt) - parseInstant(dueAt)).toBe(1_000)
          expect(parseInstant(yellowAt)).toBeLessThan(parseInstant(dueAt))
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a clock that is stopped raises no alarm', () => {
  const recording = open.after(examined, housingPassed, taxCleared, recorded)

  it('when the certificate is issued in time: the case was on time, whenever it is fetched [S0-69] [S4-70]', () => {
    expect(alarmsOf(recording.state)).toHaveLength(4)
    const inTime = recording.after(at('2025-06-10T17:00:00+08:00', issued))
    expect(alarmsOf(inTime.state)).toEqual([])
    const fetched = inTime.after(at('2025-09-01T09:00:00+08:00', delivered))
    expect(fetched.state).toMatchObject({
      clocks: [{ light: 'green' }, { light: 'green', stoppedAt: '2025-06-10T17:00:00+08:00' }],
    })
  })

  it('but when it is recorded in time and not issued, the light turns red: the case was late [S0-69]', () => {
    const late = timePasses(recording)
    expect(lights(late)).toEqual(['statutory red', 'promised red'])
    expect(lights(late.after(issued))).toEqual(['statutory red', 'promised red'])
  })

  it('when the case issues nothing, with recording', () => {
    const done = given(cancellation())
      .where({ units: [registered({ mortgages: [aMortgage()] })] })
      .after(accepted, examined, recorded)
    expect(alarmsOf(done.state)).toEqual([])
  })

  it.each<[string, Situation]>([
    ['refused', open.after(act('refuse'))],
    ['withdrawn', open.after(act('withdraw'))],
    ['not accepted', given(sale({ channel: 'online' })).after(act('not-accept'))],
  ])('when the case is %s', (_, { state }) => {
    expect(alarmsOf(state)).toEqual([])
  })
})

describe('an alarm that no longer applies leaves nothing behind', () => {
  const yellow = firstAlarm(open)

  it.each<[string, Situation]>([
    ['the light has turned already', open.after(rings(yellow))],
    ['the certificate has been issued', open.after(examined, housingPassed, taxCleared, recorded, issued)],
    ['the case is closed', open.after(act('withdraw'))],
    ['the case is not accepted yet', given(sale())],
  ])('because %s', (_, situation) => {
    const { happened, refusal, situation: after } = situation.when(rings(yellow))
    expect([happened, refusal]).toEqual([[], null])
    expect(after.state).toBe(situation.state)
  })

  it('because it is not the one that the case knows: another time, another clock, another light', () => {
    if (yellow.kind !== 'light') throw new Error('应为亮灯')
    const strangers: Alarm[] = [
      { ...yellow, dueAt: '2025-06-08T00:00:00+08:00' },
      { ...yellow, clock: 'statutory' },
      { ...yellow, light: 'red' },
      { ...yellow, light: 'green' },
      { kind: 'deemed-acceptance', dueAt: yellow.dueAt },
    ]
    for (const stranger of strangers) expect(open.when(rings(stranger)).happened).toEqual([])
  })
})

describe('silence on an application without a counter', () => {
  const filedOnline = (filedAt: string, change: ApplicationChange = {}) =>
    given(sale({ channel: 'online', ...change }), { at: filedAt })

  it.each([
    ['in the morning ends with that working day', '2025-06-03T09:00:00+08:00', '2025-06-03T17:30:00+08:00'],
    ['a minute before closing ends with that day', '2025-06-03T17:29:00+08:00', '2025-06-03T17:30:00+08:00'],
    ['at closing time ends with the next working day', '2025-06-03T17:30:00+08:00', '2025-06-04T17:30:00+08:00'],
    ['on Friday night ends on Monday', '2025-06-06T20:00:00+08:00', '2025-06-09T17:30:00+08:00'],
    [
      'during the National Day holidays ends on the first working day after',
      '2025-10-01T10:00:00+08:00',
      '2025-10-09T17:30:00+08:00',
    ],
    ['on a Sunday that is worked ends that day', '2025-04-27T10:00:00+08:00', '2025-04-27T17:30:00+08:00'],
  ])('filed %s [REG-17-5]', (_, filedAt, dueAt) => {
    expect(alarmNames(filedOnline(filedAt))).toEqual([`deemed ${dueAt}`])
  })

  it.each(['bank', 'court', 'department'] as const)('by the channel %s is treated alike', channel => {
    expect(alarmNames(given(mortgage({ channel })))).toEqual(['deemed 2025-06-03T17:30:00+08:00'])
  })

  it('at the counter has no such end: leaving decides', () => {
    expect(alarmsOf(given(sale()).state)).toEqual([])
  })

  it('is acceptance dated from the instant it was due, though the worker only comes back days later [REG-17-5] [CT-2]', () => {
    const silent = filedOnline('2025-06-03T09:00:00+08:00', { except: ['sale-contract'] })
    const { happened, situation } = silent.when(at('2025-06-06T08:00:00+08:00', rings(firstAlarm(silent))))
    expect(happened).toEqual(['DeemedAccepted'])
    expect(situation.state).toMatchObject({
      stage: 'examination',
      acceptance: { at: '2025-06-03T17:30:00+08:00', deemed: true, by: null },
      clocks: [
        { name: 'statutory', startedAt: '2025-06-03T17:30:00+08:00' },
        { name: 'promised', dueAt: '2025-06-10T23:59:59+08:00' },
      ],
      lastAt: '2025-06-06T08:00:00+08:00',
    })
    expect(noticeOf(situation.state, 'acceptance-receipt').at).toBe('2025-06-03T17:30:00+08:00')
    expect(situation.ledger.at(-1)).toMatchObject({ at: '2025-06-06T08:00:00+08:00', dueAt: '2025-06-03T17:30:00+08:00' })
  })

  it('was no silence where the clerk accepted, or gave the notice: nothing is then deemed accepted [REG-17-3]', () => {
    const online = filedOnline('2025-06-03T09:00:00+08:00')
    const alarm = firstAlarm(online)
    for (const answered of [online.after(accepted), online.after(act('request-supplement')), online.after(act('not-accept'))])
      expect(answered.when(at('2025-06-06T08:00:00+08:00', rings(alarm))).happened).toEqual([])
    const noticed = online.after(act('request-supplement'))
    expect(alarmsOf(noticed.state)).toEqual([])
    expect(alarmsOf(noticed.after(act('supplement')).state)).toEqual([])
  })

  it('keeps no four eyes busy: nobody accepted, so anybody may examine', () => {
    const online = filedOnline('2025-06-03T09:00:00+08:00')
    expect(online.after(rings(firstAlarm(online))).when(examined).happened).toEqual(['Examined'])
    expect(given(sale()).after(left).state).toMatchObject({ acceptance: { by: 'intake-1' } })
  })
})

describe('the alarm that comes first', () => {
  it('is the earliest of all clocks: the promised limit turns yellow before the statutory one', () => {
    expect(firstAlarm(open)).toMatchObject({ clock: 'promised', light: 'yellow', dueAt: '2025-06-09T00:00:00+08:00' })
  })

  it('is carried out by a command whose id is the ledger’s own, so that a repeat is the same command', () => {
    const alarm = firstAlarm(open)
    expect(alarmCommand(alarm)).toEqual(alarmCommand({ ...alarm }))
    expect(alarmCommand(alarm)).toMatchObject({
      commandId: 'alarm:promised:yellow:2025-06-09T00:00:00+08:00',
      actor: { sub: 'system', posts: [] },
      receivedAt: '2025-06-09T00:00:00+08:00',
    })
    const ids = alarmsOf(open.state).map(one => alarmCommand(one).commandId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
