import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice, type OfficeProfile } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { addWorkingDays, builtInCalendar } from '../time/calendar.ts'
import { addDays, dateOf, formatInstant } from '../time/instant.ts'
import { clocksFrom } from './accepting.ts'
import type { Clock } from './clock.ts'
import { clockLedger } from './clockLedger.ts'
import { resumedClock, suspendedClock } from './suspension.ts'

const clocksOn = (acceptedAt: string): Clock[] =>
  clocksFrom({ edition: editionOf('transfer-by-sale@2021-01-01'), office: demoOffice, calendar: builtInCalendar }, acceptedAt)
const named = (clocks: readonly Clock[], name: Clock['name']): Clock => {
  const clock = clocks.find(one => one.name === name)
  if (!clock) throw new Error(`没有 ${name}`)
  return clock
}

describe('a clock explains its last day', () => {
  it('of five working days across National Day: the holiday and the worked Sunday by name (T2) [TL-SLA] [S4-70]', () => {
    const ledger = clockLedger(named(clocksOn('2025-09-26T10:00:00+08:00'), 'promised'), builtInCalendar, demoOffice)
    expect(ledger).toMatchObject({ budgetWorkingDays: 5, countedWorkingDays: 5, dueOn: '2025-10-10', provisional: false })
    const said = ledger.sentences.join('\n')
    for (const words of ['2025-09-26：起算日', '国庆', '调休上班', '2025-10-10']) expect(said).toContain(words)
    expect(ledger.entries.at(-1)).toMatchObject({ to: '2025-10-10', group: 'counted' })
  })

  it('of thirty working days across Spring Festival (T1) [TL-30]', () => {
    const ledger = clockLedger(named(clocksOn('2025-01-13T09:00:00+08:00'), 'statutory'), builtInCalendar, demoOffice)
    expect(ledger).toMatchObject({ countedWorkingDays: 30, dueOn: '2025-02-28' })
    expect(ledger.sentences.some(sentence => sentence.includes('春节'))).toBe(true)
  })

  it('with an announcement: its fifteen working days are taken out, and said to be [TL-EX1]', () => {
    const before = named(clocksOn('2025-06-03T09:00:00+08:00'), 'statutory')
    const from = '2025-06-04'
    const to = addWorkingDays(builtInCalendar, from, 15).date
    const suspension = { from, to, reason: '公告', basis: ['TL-EX1'] as const }
    const ledger = clockLedger(
      suspendedClock({ calendar: builtInCalendar, office: demoOffice }, before, suspension, `${from}T10:00:00+08:00`),
      builtInCalendar,
      demoOffice,
    )
    if (ledger.budgetWorkingDays === null) throw new Error('not in days')
    const out = ledger.entries.filter(({ group }) => group === 'suspended')
    expect(out.reduce((sum, { days }) => sum + days, 0)).toBe(15)
    expect(out[0]?.why).toBe('公告，不计入期限')
    expect(ledger.countedWorkingDays).toBe(30)
    expect(ledger.dueOn > dateOf(before.dueAt)).toBe(true)
  })

  it('past the last published year: provisionally, and says so [CT-2]', () => {
    const ledger = clockLedger(named(clocksOn('2026-12-28T09:00:00+08:00'), 'statutory'), builtInCalendar, demoOffice)
    expect(ledger.provisional).toBe(true)
    expect(ledger.sentences.at(-1)).toContain('公布后重新计算')
  })

  it('whatever the day and the suspensions: the budget is counted exactly, day after day without a gap [CT-1]', () => {
    const anyDay = fc.integer({ min: 0, max: 700 }).map(days => addDays('2024-01-02', days))
    const anySuspensions = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 })), { maxLength: 3 })
    fc.assert(
      fc.property(anyDay, anySuspensions, (day, pieces) => {
        const clock = pieces.reduce(
          (running, [after, length]) => {
            const from = addDays(day, after)
            const suspension = { from, to: addDays(from, length), reason: '公告', basis: ['TL-EX1'] as const }
            return suspendedClock({ calendar: builtInCalendar, office: demoOffice }, running, suspension, `${day}T10:00:00+08:00`)
          },
          named(clocksOn(`${day}T09:00:00+08:00`), 'statutory'),
        )
        const { entries, countedWorkingDays, dueOn } = clockLedger(clock, builtInCalendar, demoOffice)
        expect(countedWorkingDays).toBe(30)
        expect(entries.at(-1)?.to).toBe(dueOn)
        for (const [i, entry] of entries.slice(1).entries()) expect(entry.from).toBe(addDays(entries[i]?.to ?? '', 1))
      }),
    )
  })
})

describe('a clock in hours explains its end interval by interval', () => {
  const begun = (at: string, office: OfficeProfile): Clock =>
    named(clocksFrom({ edition: editionOf('transfer-by-sale@2021-01-01'), office, calendar: builtInCalendar }, at), 'promised')
  const openingOnly: OfficeProfile = { ...kaifengOffice, hoursCounted: 'opening-time' }
  const told = (clock: Clock, office: OfficeProfile) => {
    const ledger = clockLedger(clock, builtInCalendar, office)
    if (ledger.budgetWorkingDays !== null) throw new Error('not in hours')
    return ledger.entries.map(({ from, to, group, minutes, why }) => [from.slice(11, 16), to.slice(11, 16), group, minutes, why])
  }

  it('counted without a break, through the lunch hour and into the extended service [S3-21] [S3-26]', () => {
    expect(told(begun('2025-06-03T11:50:00+08:00', kaifengOffice), kaifengOffice)).toEqual([
      ['11:50', '12:00', 'counted', 10, '工作时间'],
      ['12:00', '12:50', 'counted', 50, '午间休息，连续计时'],
    ])
    expect(told(begun('2025-06-03T17:20:00+08:00', kaifengOffice), kaifengOffice)).toEqual([
      ['17:20', '17:30', 'counted', 10, '工作时间'],
      ['17:30', '18:20', 'counted', 50, '延时服务，连续计时'],
    ])
  })

  it('counted in opening time only: lunch, night and days off are passed over by their names [S3-21]', () => {
    expect(told(begun('2025-06-03T11:50:00+08:00', openingOnly), openingOnly)).toEqual([
      ['11:50', '12:00', 'counted', 10, '工作时间'],
      ['12:00', '13:30', 'rest', 90, '午间休息'],
      ['13:30', '14:20', 'counted', 50, '工作时间'],
    ])
    const overHoliday = told(begun('2025-09-30T17:20:00+08:00', openingOnly), openingOnly)
    expect(overHoliday.map(entry => entry[4])).toEqual(['工作时间', '延时服务', '国庆节、中秋节放假', '上班以前', '工作时间'])
    expect(overHoliday.at(-1)).toEqual(['09:00', '09:50', 'counted', 50, '工作时间'])
  })

  it('stops to the minute and goes on to the minute; what was cited is told with it [TL-30]', () => {
    const frame = { calendar: builtInCalendar, office: kaifengOffice }
    const suspension = { from: '2025-06-03', to: null, reason: '法律另有规定', basis: ['TL-30'], code: 'other-law' } as const
    const evidence = ['《某法》第一条']
    const clock = begun('2025-06-03T09:00:00+08:00', kaifengOffice)
    const held = suspendedClock(frame, clock, { ...suspension, evidence }, '2025-06-03T09:20:00+08:00')
    expect(clockLedger(held, builtInCalendar, kaifengOffice).sentences.join('\n')).toContain('尚未恢复')
    const resumed = resumedClock(frame, held, 'other-law', '2025-06-03T15:05:00+08:00')
    expect(resumed).toMatchObject({ dueAt: '2025-06-03T15:45:00+08:00', yellowAt: '2025-06-03T15:33:00+08:00' })
    expect(told(resumed, kaifengOffice)).toEqual([
      ['09:00', '09:20', 'counted', 20, '工作时间'],
      ['09:20', '15:05', 'suspended', 345, '法律另有规定，不计入期限'],
      ['15:05', '15:45', 'counted', 40, '工作时间'],
    ])
    const { sentences } = clockLedger(resumed, builtInCalendar, kaifengOffice)
    expect(sentences).toContain('2025-06-03 因法律另有规定中止，依据：《某法》第一条')
    expect(sentences).toContain('2025-06-03 09:20 至 15:05：扣除 345 分钟（法律另有规定，不计入期限）')
  })

  it('whenever it begins and however it is suspended: its hours are counted exactly, without a gap [CT-1]', () => {
    const start = Date.UTC(2025, 0, 2)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 360 }),
        fc.constantFrom(kaifengOffice, openingOnly),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 4_000 })), { maxLength: 3 }),
        (minute, office, pieces) => {
          const frame = { calendar: builtInCalendar, office }
          const instantAt = (minutes: number) => formatInstant(start + (minute + minutes) * 60_000)
          const clock = pieces.reduce(
            (running, [begins, length]) => {
              const suspension = {
                from: dateOf(instantAt(begins)),
                to: null,
                reason: '法律另有规定',
                basis: [],
                code: 'other-law',
              } as const
              const held = suspendedClock(frame, running, suspension, instantAt(begins))
              return resumedClock(frame, held, 'other-law', instantAt(begins + length))
            },
            begun(instantAt(0), office),
          )
          const ledger = clockLedger(clock, builtInCalendar, office)
          if (ledger.budgetWorkingDays !== null) throw new Error('not in hours')
          expect(ledger.countedMinutes).toBeCloseTo(60, 6)
          expect(ledger.entries.at(-1)?.to).toBe(ledger.dueAt)
          for (const [i, entry] of ledger.entries.slice(1).entries()) expect(entry.from).toBe(ledger.entries[i]?.to)
        },
      ),
      { numRuns: 60 },
    )
  })
})
