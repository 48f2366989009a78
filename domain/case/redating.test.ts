import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { with2027 } from '../time/testing/years.ts'
import { alarmsOf } from './alarms.ts'
import type { Clock, ClockName, TermName } from './clock.ts'
import { clockLedger } from './clockLedger.ts'
import type { LedgerEvent } from './events.ts'
import { yearsOfTerms } from './runningTerms.ts'
import { sale } from './testing/applications.ts'
import { filedBy, flawless } from './testing/flaws.ts'
import { accepted, acceptedAnyway, act, at, given, redates, rings, type Situation, type Step } from './testing/situation.ts'

// Made-up holidays of 2027: New Year from 01-01 (a Friday) to 01-03; Spring Festival from 02-05 to 02-13, worked on 01-31 and 02-20.

const published = (situation: Situation, when?: string): Situation => {
  const step: Step = redates(2027)
  return situation.where({ calendar: with2027 }).after(when ? at(when, step) : step)
}
const acceptedOn = (instant: string): Situation => given(sale(), { at: instant }).after(at(instant, accepted))
const clockOf = ({ state }: Situation, name: ClockName): Clock => {
  const clock = 'clocks' in state ? state.clocks.find(one => one.name === name) : undefined
  if (!clock) throw new Error(`没有 ${name}`)
  return clock
}
const lastEvent = ({ ledger }: Situation): LedgerEvent & { type: 'ClocksRedated' } => {
  const event = ledger.at(-1)
  if (event?.type !== 'ClocksRedated') throw new Error(`${event?.type}`)
  return event
}
const moveOf = (situation: Situation, term: TermName) => lastEvent(situation).data.terms.find(one => one.term === term)

describe('the publication of a year', () => {
  it('moves the last day of a limit that runs through it, with the reason, and ends the provision [CT-2] [TL-30]', () => {
    const before = acceptedOn('2026-12-28T09:00:00+08:00')
    const after = published(before)
    expect(clockOf(before, 'promised')).toMatchObject({ dueAt: '2027-01-04T23:59:59+08:00', provisional: true })
    // 12-29, 12-30, 12-31, 01-04, 01-05.
    expect(clockOf(after, 'promised')).toMatchObject({
      ...{ yellowAt: '2027-01-04T00:00:00+08:00', dueAt: '2027-01-05T23:59:59+08:00', redAt: '2027-01-06T00:00:00+08:00' },
      ...{ provisional: false, calendar: 'cn-2024..2027', light: 'green' },
    })
    expect(moveOf(after, 'promised')).toMatchObject({
      ...{ before: '2027-01-04T23:59:59+08:00', after: '2027-01-05T23:59:59+08:00' },
      why: expect.stringMatching(/2027年部分节假日安排.*承诺时限重新计算：由 2027-01-04T.* 推后至 2027-01-05T/),
    })
    expect(moveOf(after, 'statutory')).toBeDefined()
    expect(alarmsOf(after.state).map(({ dueAt }) => dueAt)).toContain('2027-01-06T00:00:00+08:00')
  })

  it('is told by the ledger of the clock [CT-2]', () => {
    const ledger = clockLedger(clockOf(published(acceptedOn('2026-12-28T09:00:00+08:00')), 'promised'), with2027, demoOffice)
    expect(ledger).toMatchObject({ dueOn: '2027-01-05', countedWorkingDays: 5, provisional: false, redatings: [{ year: 2027 }] })
    const said = ledger.sentences.join('\n')
    for (const words of ['元旦放假', '2026-12-28：', '推后至', '最后一日为 2027-01-05']) expect(said).toContain(words)
    expect(said).not.toContain('公布后重新计算')
  })

  it('names the limits that reach the year, and no others', () => {
    const after = published(acceptedOn('2026-12-21T09:00:00+08:00'))
    expect(clockOf(after, 'promised').redatings).toBeUndefined()
    expect(lastEvent(after).data.terms.map(({ term }) => term)).toEqual(['statutory'])
  })

  it('concerns no limit that ends before the year', () => {
    const open = acceptedOn('2026-11-02T09:00:00+08:00')
    expect(yearsOfTerms(open.state)).toEqual({ from: 2026, through: 2026 })
    expect(open.where({ calendar: with2027 }).when(redates(2027)).happened).toEqual([])
  })

  it('leaves a limit that has run out as it is, and moves the other one', () => {
    const open = acceptedOn('2026-12-24T09:00:00+08:00')
    const red = alarmsOf(open.state).reduce(
      (situation, alarm) => (alarm.kind === 'light' && alarm.clock === 'promised' ? situation.after(rings(alarm)) : situation),
      open,
    )
    const late = published(red, '2027-01-06T09:00:00+08:00')
    expect(clockOf(late, 'promised')).toEqual(clockOf(red, 'promised'))
    expect(lastEvent(late).data.terms.map(({ term }) => term)).toEqual(['statutory'])
  })

  it('turns a yellow light that is no longer due back to green', () => {
    const open = acceptedOn('2026-12-29T09:00:00+08:00')
    const [yellow] = alarmsOf(open.state)
    expect(yellow).toMatchObject({ clock: 'promised', light: 'yellow', dueAt: '2027-01-04T00:00:00+08:00' })
    const lit = yellow ? open.after(rings(yellow)) : open
    expect(clockOf(lit, 'promised').light).toBe('yellow')
    expect(clockOf(published(lit, '2027-01-04T08:00:00+08:00'), 'promised')).toMatchObject({
      ...{ light: 'green', yellowAt: '2027-01-05T00:00:00+08:00' },
    })
  })

  it('that comes late makes nobody late: a day that is past becomes today', () => {
    // On weekends alone the fifth working day is Monday 02-01; Sunday 01-31 being worked it would have been that Sunday.
    const open = acceptedOn('2027-01-25T09:00:00+08:00')
    expect(clockOf(open, 'promised').dueAt).toBe('2027-02-01T23:59:59+08:00')
    const late = published(open, '2027-02-01T10:00:00+08:00')
    expect(clockOf(late, 'promised')).toMatchObject({ dueAt: '2027-02-01T23:59:59+08:00', redAt: '2027-02-02T00:00:00+08:00' })
    expect(moveOf(late, 'promised')?.why).toContain('仍为')
    const earlier = published(open, '2027-01-29T10:00:00+08:00')
    expect(clockOf(earlier, 'promised').dueAt).toBe('2027-01-31T23:59:59+08:00')
    expect(moveOf(earlier, 'promised')?.why).toContain('提前')
  })

  it('moves the end of an announcement, and with it what is taken out of the clocks [TL-EX1]', () => {
    const filed = filedBy(flawless('homestead-first'))
    const day = '2026-12-21T09:00:00+08:00'
    const announced = given(filed.state.application, { at: day })
      .where({ units: filed.around.units })
      .after(at(day, accepted), at('2026-12-22T09:00:00+08:00', act('publish-announcement')))
    const after = published(announced)
    // Fifteen working days after 12-22, 01-01 no longer one of them.
    expect(announced.state.announcement?.endsOn).toBe('2027-01-12')
    expect(after.state.announcement).toMatchObject({ endsOn: '2027-01-13', endsAt: '2027-01-14T00:00:00+08:00' })
    expect(clockOf(after, 'promised').suspensions).toMatchObject([{ from: '2026-12-22', to: '2027-01-13' }])
    expect(clockLedger(clockOf(after, 'promised'), with2027, demoOffice).countedWorkingDays).toBe(5)
    expect(alarmsOf(after.state)).toContainEqual({ kind: 'announcement-ended', dueAt: '2027-01-14T00:00:00+08:00' })
    expect(moveOf(after, 'announcement')).toMatchObject({ after: '2027-01-13T23:59:59+08:00' })
  })

  it('confirms the day from which a correction ex officio may be announced: a day off and a worked Sunday cancel out', () => {
    const filed = filedBy(flawless('correction-ex-officio'))
    const open = acceptedAnyway(
      given(filed.state.application, { at: '2026-12-21T09:00:00+08:00' }).where({ units: filed.around.units }),
    )
    const after = published(open)
    const from = ({ state }: Situation) => ('acceptance' in state ? state.acceptance.announceableFrom : null)
    expect(from(open)).toBe('2027-02-02T00:00:00+08:00')
    expect(from(after)).toBe('2027-02-02T00:00:00+08:00')
    expect(moveOf(after, 'announceable-from')?.why).toContain('仍为')
  })

  it('moves the moment at which silence means acceptance off a holiday [REG-17-5]', () => {
    const online = given(sale({ channel: 'online' }), { at: '2026-12-31T18:00:00+08:00' })
    expect(online.state.deemedAcceptanceAt).toBe('2027-01-01T17:30:00+08:00')
    const after = published(online, '2026-12-31T19:00:00+08:00')
    expect(after.state.deemedAcceptanceAt).toBe('2027-01-04T17:30:00+08:00')
    expect(moveOf(after, 'deemed-acceptance')).toMatchObject({ before: '2027-01-01T17:30:00+08:00' })
    // Once the moment has come it has come, whether the alarm has rung or not.
    expect(online.where({ calendar: with2027 }).when(at('2027-01-01T17:31:00+08:00', redates(2027))).events).toMatchObject([
      { data: { terms: [] } },
    ])
  })
})
