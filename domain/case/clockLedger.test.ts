import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { editionOf } from '../procedures/registry.ts'
import { addWorkingDays, publishedCalendar } from '../time/calendar.ts'
import { addDays, dateOf } from '../time/instant.ts'
import { clocksFrom } from './accepting.ts'
import { clockLedger } from './clockLedger.ts'
import { suspendedClock } from './suspension.ts'
import type { Clock } from './types.ts'

const clocksOn = (acceptedAt: string): Clock[] =>
  clocksFrom({ edition: editionOf('transfer-by-sale@2021-01-01'), office: demoOffice, calendar: publishedCalendar }, acceptedAt)
const named = (clocks: readonly Clock[], name: Clock['name']): Clock => {
  const clock = clocks.find(one => one.name === name)
  if (!clock) throw new Error(`没有 ${name}`)
  return clock
}

describe('a clock explains its last day', () => {
  it('of five working days across National Day: the holiday and the worked Sunday by name (T2) [TL-SLA] [S4-70]', () => {
    const ledger = clockLedger(named(clocksOn('2025-09-26T10:00:00+08:00'), 'promised'), publishedCalendar)
    expect(ledger).toMatchObject({ budgetWorkingDays: 5, countedWorkingDays: 5, dueOn: '2025-10-10', provisional: false })
    const said = ledger.sentences.join('\n')
    for (const words of ['2025-09-26：起算日', '国庆', '调休上班', '2025-10-10']) expect(said).toContain(words)
    expect(ledger.entries.at(-1)).toMatchObject({ to: '2025-10-10', group: 'counted' })
  })

  it('of thirty working days across Spring Festival (T1) [TL-30]', () => {
    const ledger = clockLedger(named(clocksOn('2025-01-13T09:00:00+08:00'), 'statutory'), publishedCalendar)
    expect(ledger).toMatchObject({ countedWorkingDays: 30, dueOn: '2025-02-28' })
    expect(ledger.sentences.some(sentence => sentence.includes('春节'))).toBe(true)
  })

  it('with an announcement: its fifteen working days are taken out, and said to be [TL-EX1]', () => {
    const before = named(clocksOn('2025-06-03T09:00:00+08:00'), 'statutory')
    const from = '2025-06-04'
    const to = addWorkingDays(publishedCalendar, from, 15).date
    const suspension = { from, to, reason: '公告', basis: ['TL-EX1'] as const }
    const ledger = clockLedger(
      suspendedClock({ calendar: publishedCalendar, office: demoOffice }, before, suspension, `${from}T10:00:00+08:00`),
      publishedCalendar,
    )
    const out = ledger.entries.filter(({ group }) => group === 'suspended')
    expect(out.reduce((sum, { days }) => sum + days, 0)).toBe(15)
    expect(out[0]?.why).toBe('公告，不计入期限')
    expect(ledger.countedWorkingDays).toBe(30)
    expect(ledger.dueOn > dateOf(before.dueAt)).toBe(true)
  })

  it('past the last published year: provisionally, and says so [CT-2]', () => {
    const ledger = clockLedger(named(clocksOn('2026-12-28T09:00:00+08:00'), 'statutory'), publishedCalendar)
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
            return suspendedClock(
              { calendar: publishedCalendar, office: demoOffice },
              running,
              suspension,
              `${day}T10:00:00+08:00`,
            )
          },
          named(clocksOn(`${day}T09:00:00+08:00`), 'statutory'),
        )
        const { entries, countedWorkingDays, dueOn } = clockLedger(clock, publishedCalendar)
        expect(countedWorkingDays).toBe(30)
        expect(entries.at(-1)?.to).toBe(dueOn)
        for (const [i, entry] of entries.slice(1).entries()) expect(entry.from).toBe(addDays(entries[i]?.to ?? '', 1))
      }),
    )
  })
})
