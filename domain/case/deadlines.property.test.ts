import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar, type Calendar, isWorkingDay, withYear } from '../time/calendar.ts'
import type { HolidayDates } from '../time/holidays.ts'
import { addDays, compareInstants, dateOf, type Instant, type LocalDate } from '../time/instant.ts'
import { invented2027 } from '../time/testing/years.ts'
import type { DayClock, Suspension } from './clock.ts'
import { clockAnew } from './clockAnew.ts'
import { resumedClock, standsStill, suspendedClock } from './suspension.ts'

// The algebra of deadlines: whatever happens to a limit, and in whatever order, its last day is the start and the budget, counted on the
// final calendar outside the suspensions. What is expected is counted here day by day, by no function that is tested.

type Happening =
  | { readonly kind: 'suspend'; readonly after: number; readonly days: number }
  | { readonly kind: 'publish'; readonly year: 2027 | 2028 }

/** Another made-up year: a long holiday where 2027 has working days. */
const invented2028: HolidayDates = {
  off: [
    { holiday: '元旦', from: '01-01', to: '01-03' },
    { holiday: '春节', from: '01-24', to: '02-02' },
  ],
  worked: [
    { holiday: '元旦', days: ['01-08'] },
    { holiday: '春节', days: ['01-22', '02-05'] },
  ],
}
const notices = { 2027: invented2027, 2028: invented2028 }
const published = (calendar: Calendar, year: 2027 | 2028) => withYear(calendar, year, `演练${year}`, notices[year])
const finalCalendar = published(published(builtInCalendar, 2027), 2028)

const startsOn = fc.integer({ min: 0, max: 500 }).map(days => addDays('2026-10-08', days))
const budgets = fc.integer({ min: 1, max: 45 })
const suspensions = fc.record({
  kind: fc.constant('suspend' as const),
  after: fc.integer({ min: 0, max: 90 }),
  days: fc.integer({ min: 0, max: 40 }),
})
const bothYears = fc.shuffledSubarray<2027 | 2028>([2027, 2028], { minLength: 2 })
/** Suspensions in any order, the two years published anywhere among them. */
const happenings = fc
  .tuple(fc.array(suspensions, { maxLength: 3 }), bothYears, fc.infiniteStream(fc.nat()))
  .map(([list, years, dice]) => {
    const all: Happening[] = [...list]
    for (const year of years) all.splice((dice.next().value as number) % (all.length + 1), 0, { kind: 'publish', year })
    return all
  })

/** A limit as acceptance makes it, on a calendar that knows neither year. */
function clockOf(start: LocalDate, budget: number): DayClock {
  const at: Instant = `${start}T10:00:00+08:00`
  const blank: DayClock = {
    ...{ name: 'statutory', basis: [], document: '演练', startedAt: at, limitWorkingDays: budget, light: 'green' },
    ...{
      yellowAt: at,
      dueAt: at,
      redAt: `${start}T23:00:00+08:00`,
      provisional: true,
      calendar: '',
      suspensions: [],
      stoppedAt: null,
    },
  }
  return clockAnew(blank, { year: 2026, at, calendar: builtInCalendar }, demoOffice) as DayClock
}

const suspensionOf = (start: LocalDate, { after, days }: { after: number; days: number }): Suspension => {
  const from = addDays(start, after)
  return { from, to: addDays(from, days), reason: '演练', basis: [] }
}

/** All of it happens on the day of acceptance: nothing is over yet. */
function clockAfter(start: LocalDate, budget: number, list: readonly Happening[]): DayClock {
  let calendar = builtInCalendar
  const at: Instant = `${start}T11:00:00+08:00`
  return list.reduce<DayClock>(
    (clock, happening) => {
      if (happening.kind === 'suspend')
        return suspendedClock({ calendar, office: demoOffice }, clock, suspensionOf(start, happening), at) as DayClock
      calendar = published(calendar, happening.year)
      return clockAnew(clock, { year: happening.year, at, calendar }, demoOffice) as DayClock
    },
    clockOf(start, budget),
  )
}

function lastDay(calendar: Calendar, start: LocalDate, budget: number, out: readonly Suspension[]): LocalDate {
  let day = start
  for (let left = budget; left > 0; ) {
    day = addDays(day, 1)
    const isOut = out.some(({ from, to }) => day > from && to !== null && day <= to)
    if (isWorkingDay(calendar, day) && !isOut) left--
  }
  return day
}

/** What happens on which day after acceptance: pauses one after another, each with its length, and the two years somewhere among them. */
interface Diary {
  readonly pauses: readonly { readonly gap: number; readonly days: number }[]
  readonly published: { readonly 2027: number; readonly 2028: number }
}
const diaries: fc.Arbitrary<Diary> = fc.record({
  pauses: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 25 }), days: fc.integer({ min: 0, max: 30 }) }), { maxLength: 3 }),
  published: fc.record({ 2027: fc.integer({ min: 0, max: 80 }), 2028: fc.integer({ min: 0, max: 80 }) }),
})

const code = 'other-law'
/** Only days off: on these calendars nothing comes sooner, so that no notice comes too late. */
const withoutWorked = { 2027: { ...invented2027, worked: [] }, 2028: { ...invented2028, worked: [] } }

/** Day by day: the clock as the functions make it, beside the last day as a person with a calendar would tell it. */
function lived(start: LocalDate, budget: number, { pauses, published: on }: Diary): { clock: DayClock; expected: LocalDate } {
  let clock = clockOf(start, budget)
  let calendar = builtInCalendar
  let out: Suspension[] = []
  let expected = lastDay(calendar, start, budget, out)
  let paused = false
  const starts = pauses.map((_, i) => pauses.slice(0, i + 1).reduce((sum, { gap }) => sum + gap, 0) + lengths(pauses, i))
  for (let day = 0; day <= 200; day++) {
    const today = addDays(start, day)
    const at: Instant = `${today}T11:00:00+08:00`
    const isOver = !paused && today > expected
    if (isOver && clock.light !== 'red') clock = { ...clock, light: 'red' }
    const ending = paused && pauses.some(({ days }, i) => (starts[i] ?? 0) + days === day)
    if (ending) {
      clock = resumedClock({ calendar, office: demoOffice }, clock, code, at) as DayClock
      out = out.map(one => ({ ...one, to: one.to ?? today }))
      paused = false
    }
    for (const year of [2027, 2028] as const)
      if (on[year] === day) {
        calendar = withYear(calendar, year, `演练${year}`, withoutWorked[year])
        if (!isOver) clock = clockAnew(clock, { year, at, calendar }, demoOffice) as DayClock
      }
    const beginning = !isOver && !paused && pauses.some((_, i) => starts[i] === day)
    if (beginning) {
      const pause = { from: today, to: null, reason: '演练', basis: [], code } as const
      clock = suspendedClock({ calendar, office: demoOffice }, clock, pause, at) as DayClock
      out = [...out, pause]
      paused = true
      // Ended on the day it began, it has taken nothing.
      if (pauses.some(({ days }, i) => starts[i] === day && days === 0)) {
        clock = resumedClock({ calendar, office: demoOffice }, clock, code, at) as DayClock
        out = out.map(one => ({ ...one, to: one.to ?? today }))
        paused = false
      }
    }
    if (!isOver && !paused) expected = lastDay(calendar, start, budget, out)
  }
  return { clock, expected }
}

const lengths = (pauses: Diary['pauses'], before: number): number =>
  pauses.slice(0, before).reduce((sum, { days }) => sum + days, 0)

describe('the last day of a limit', () => {
  it('is the start and the budget on the final calendar outside suspensions, whatever happened in what order [CT-2] [TL-EX1]', () => {
    fc.assert(
      fc.property(startsOn, budgets, happenings, (start, budget, list) => {
        const clock = clockAfter(start, budget, list)
        const out = list.flatMap(one => (one.kind === 'suspend' ? [suspensionOf(start, one)] : []))
        expect(dateOf(clock.dueAt)).toBe(lastDay(finalCalendar, start, budget, out))
        expect(dateOf(clock.yellowAt)).toBe(lastDay(finalCalendar, start, Math.ceil((budget * 4) / 5), out))
        expect(compareInstants(clock.redAt, clock.dueAt)).toBe(1_000)
      }),
    )
  })

  it('is the same whichever of two years is published first [CT-2]', () => {
    fc.assert(
      fc.property(startsOn, budgets, fc.array(suspensions, { maxLength: 3 }), (start, budget, list) => {
        const [one, other] = [
          [...list, { kind: 'publish', year: 2027 } as const, { kind: 'publish', year: 2028 } as const],
          [...list, { kind: 'publish', year: 2028 } as const, { kind: 'publish', year: 2027 } as const],
        ].map(order => clockAfter(start, budget, order))
        const { redatings: _, ...rest } = one as DayClock
        expect(other).toMatchObject(rest)
      }),
    )
  })

  it('never comes sooner for a longer budget or for one more suspension', () => {
    fc.assert(
      fc.property(startsOn, budgets, happenings, suspensions, (start, budget, list, more) => {
        const { dueAt } = clockAfter(start, budget, list)
        expect(compareInstants(clockAfter(start, budget + 1, list).dueAt, dueAt)).toBeGreaterThan(0)
        expect(compareInstants(clockAfter(start, budget, [...list, more]).dueAt, dueAt)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 40 },
    )
  })

  it('never comes to lie before the moment of publication, unless it already did: then it stays where it was', () => {
    fc.assert(
      fc.property(startsOn, budgets, fc.integer({ min: 0, max: 120 }), (start, budget, later) => {
        const clock = clockOf(start, budget)
        const at: Instant = `${addDays(start, later)}T12:00:00+08:00`
        const moved = clockAnew(clock, { year: 2027, at, calendar: finalCalendar }, demoOffice)
        const wasOver = compareInstants(clock.redAt, at) <= 0
        if (wasOver) expect(moved).toEqual(clock)
        else expect(compareInstants(moved.dueAt, at)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('counts pauses that somebody ends, through which years are published, and stays once it is over [CT-2]', () => {
    fc.assert(
      fc.property(startsOn, budgets, diaries, (start, budget, diary) => {
        const { clock, expected } = lived(start, budget, diary)
        expect(standsStill(clock)).toBe(false)
        expect(dateOf(clock.dueAt)).toBe(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('is provisional exactly while the count enters a year that is not published', () => {
    fc.assert(
      fc.property(
        startsOn,
        budgets,
        fc.constantFrom<(2027 | 2028)[]>([], [2027], [2028], [2027, 2028]),
        (start, budget, years) => {
          const list = years.map(year => ({ kind: 'publish', year }) as const)
          const clock = clockAfter(start, budget, list)
          const known = [2024, 2025, 2026, ...years]
          const passed = Array.from({ length: 4 }, (_, i) => 2026 + i).filter(
            year => `${year}-12-31` > start && `${year}-01-01` <= dateOf(clock.dueAt),
          )
          expect(clock.provisional).toBe(passed.some(year => !known.includes(year)))
        },
      ),
    )
  })
})
