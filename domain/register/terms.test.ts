import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aNotice, anObjection, aSeizure, house, registered } from '../case/testing/register.ts'
import { builtInCalendar as calendar } from '../time/calendar.ts'
import { addDays, compareInstants } from '../time/instant.ts'
import { addMonthsClamped } from '../time/terms.ts'
import { applyEntry } from './applyEntry.ts'
import { endTerm, nextTermEnd, noticeLapsesOn, objectionLapsesOn, promotionAfter, type TermEnd } from './terms.ts'
import type { Seizure, Unit } from './types.ts'

/** Ends the unit's terms one by one, as the register's own clock does; what ended, in the order in which it did. */
function runOut(unit: Unit): { unit: Unit; ended: TermEnd[] } {
  const ended: TermEnd[] = []
  let now = unit
  for (let term = nextTermEnd(now); term; term = nextTermEnd(now)) {
    ended.push(term)
    now = endedOnce(now, term)
  }
  return { unit: now, ended }
}

const endedOnce = (unit: Unit, term: TermEnd): Unit =>
  applyEntry(unit, {
    unitCode: unit.unitCode,
    version: unit.version + 1,
    at: term.endsAt,
    caseNo: null,
    entry: endTerm(unit, term),
    prevHash: '',
    hash: '',
  })

const waiting = (change: Partial<Seizure> = {}): Seizure =>
  aSeizure({ status: 'waiting', from: null, until: null, years: 3, servedAt: '2024-01-10T10:00:00+08:00', ...change })

describe('how long an objection stands without a suit', () => {
  it.each([
    ['2025-03-03T10:00:00+08:00', '2025-03-18', 'T10: the 15th day'],
    ['2025-09-22T09:00:00+08:00', '2025-10-09', '10-07 is a holiday: the first working day after the National Day holidays'],
    ['2025-09-13T09:00:00+08:00', '2025-09-28', 'a Sunday that is worked is no holiday'],
    ['2025-05-30T23:59:00+08:00', '2025-06-16', '06-14 is a Saturday'],
  ])('recorded %s: to %s, %s [DR-83-2] [CT-4]', (recordedAt, lapsesOn) =>
    expect(objectionLapsesOn(calendar, recordedAt)).toBe(lapsesOn),
  )
})

describe('how long an advance notice stands once registration is possible', () => {
  it.each([
    ['2025-03-03', '2025-06-03', '06-01 and 06-02 are the Dragon Boat Festival'],
    ['2025-04-16', '2025-07-15', 'the 90th day'],
  ])('possible from %s: to %s, %s [CC-221-2] [CT-4]', (registrableOn, lapsesOn) =>
    expect(noticeLapsesOn(calendar, registrableOn)).toBe(lapsesOn),
  )
})

describe('the next term of a unit to end', () => {
  it('is none where nothing has a last day', () => {
    expect(nextTermEnd(registered({ objections: [anObjection()], notices: [aNotice()], seizures: [waiting()] }))).toBeNull()
  })

  it('is none of what is over, waits, or is kept alive by a suit [DR-83-2]', () => {
    const suit = { document: '受理通知书', filedAt: '2025-06-10T10:00:00+08:00' }
    const unit = registered({
      objections: [anObjection({ lapsesOn: '2025-06-16', suit }), anObjection({ lapsesOn: '2025-06-16', status: 'cancelled' })],
      notices: [aNotice({ lapsesOn: '2025-06-16', status: 'converted' })],
      seizures: [aSeizure({ status: 'lifted' }), aSeizure({ status: 'waiting' })],
    })
    expect(nextTermEnd(unit)).toBeNull()
  })

  it('is the earliest; on one day an objection before a notice before a seizure', () => {
    const unit = registered({
      seizures: [aSeizure({ until: '2025-07-01' })],
      notices: [aNotice({ lapsesOn: '2025-07-02' }), aNotice({ lapsesOn: '2025-07-01' })],
      objections: [anObjection({ lapsesOn: '2025-07-01' })],
    })
    expect(runOut(unit).ended).toEqual([
      { kind: 'objection', index: 0, lastDay: '2025-07-01', endsAt: '2025-07-02T00:00:00+08:00' },
      { kind: 'notice', index: 1, lastDay: '2025-07-01', endsAt: '2025-07-02T00:00:00+08:00' },
      { kind: 'seizure', index: 0, lastDay: '2025-07-01', endsAt: '2025-07-02T00:00:00+08:00' },
      { kind: 'notice', index: 0, lastDay: '2025-07-02', endsAt: '2025-07-03T00:00:00+08:00' },
    ])
  })

  it('of a seizure is the printed day, be it a Saturday [CT-6]', () => {
    expect(nextTermEnd(registered({ seizures: [aSeizure({ until: '2025-06-07' })] }))?.endsAt).toBe('2025-06-08T00:00:00+08:00')
  })

  it('leaves objections and notices lapsed, seizures expired [CC-220-2] [CC-221-2] [SF-27]', () => {
    const { unit } = runOut(
      registered({
        objections: [anObjection({ lapsesOn: '2025-06-16' })],
        notices: [aNotice({ lapsesOn: '2025-06-16' })],
        seizures: [aSeizure({ status: 'pre', debtor: '王志强' })],
      }),
    )
    expect(unit).toMatchObject({
      objections: [{ status: 'lapsed' }],
      notices: [{ status: 'lapsed' }],
      seizures: [{ status: 'expired' }],
    })
  })
})

describe('a seizure that expires with others waiting', () => {
  const unit = registered({
    seizures: [
      aSeizure({ from: '2023-06-12', until: '2026-06-11' }),
      waiting({ documentNo: '丙', servedAt: '2025-02-18T10:00:00+08:00' }),
      waiting({ documentNo: '乙', servedAt: '2024-01-10T10:00:00+08:00' }),
    ],
  })

  it('T17: the first served takes effect on the next day, its years counted from then; the other goes on waiting [CPI-485] [SF-26] [SF-WP]', () => {
    const term = nextTermEnd(unit) as TermEnd
    expect(term.endsAt).toBe('2026-06-12T00:00:00+08:00')
    expect(endedOnce(unit, term).seizures).toMatchObject([
      { status: 'expired' },
      { documentNo: '丙', status: 'waiting' },
      { documentNo: '乙', status: 'active', from: '2026-06-12', until: '2029-06-12' },
    ])
  })

  it('one after the other until none waits [DR-91]', () => {
    expect(runOut(unit).ended.map(({ index, lastDay }) => [index, lastDay])).toEqual([
      [0, '2026-06-11'],
      [2, '2029-06-12'],
      [1, '2032-06-13'],
    ])
  })

  it.each<[string, Partial<Seizure>, string]>([
    ['in years', { years: 2 }, '2027-06-05'],
    ['by dates to the day before the corresponding day', { years: null, from: '2025-02-01', until: '2026-01-31' }, '2026-06-05'],
    ['by dates to the corresponding day', { years: null, from: '2025-02-01', until: '2025-08-01' }, '2025-12-05'],
    ['by dates to the end of a shorter month', { years: null, from: '2025-01-31', until: '2025-02-28' }, '2025-07-05'],
    ['by dates of no whole months', { years: null, from: '2025-02-01', until: '2025-02-20' }, '2025-06-24'],
    ['by one day', { years: null, from: '2025-02-01', until: '2025-02-01' }, '2025-06-05'],
    ['not at all', { years: null }, '2028-06-05'],
    ['by dates that cannot be', { years: null, from: '2025-02-01', until: '2024-02-01' }, '2028-06-05'],
  ])('a length stated %s runs from the day it takes effect [SF-WP]', (_, length, until) => {
    const expiring = registered({ seizures: [aSeizure({ until: '2025-06-04' }), waiting(length)] })
    expect(runOut(expiring).ended.map(({ lastDay }) => lastDay)).toEqual(['2025-06-04', until])
  })
})

describe('what takes effect when a seizure is released', () => {
  const on = '2025-07-01'

  it('is the first that waits [SF-26]', () => {
    const unit = registered({ seizures: [waiting({ status: 'lifted' }), aSeizure(), waiting(), waiting()] })
    expect(promotionAfter(unit, 1, on)).toEqual({ index: 2, status: 'active', from: on, until: '2028-07-01' })
  })

  it('is nothing where none waits', () => expect(promotionAfter(registered({ seizures: [aSeizure()] }), 0, on)).toBeNull())

  it('is nothing where the one released only waited itself', () => {
    expect(promotionAfter(registered({ seizures: [waiting(), waiting()] }), 0, on)).toBeNull()
  })

  it('is nothing while another is in effect [DR-91]', () => {
    const unit = registered({ seizures: [aSeizure({ status: 'pre', debtor: '王志强' }), aSeizure(), waiting()] })
    expect(promotionAfter(unit, 0, on)).toBeNull()
  })

  it('behind a pre-seizure is another pre-seizure of the debtor who has not registered [JN-16]', () => {
    const unit = registered({ seizures: [aSeizure({ status: 'pre', debtor: '王志强' }), waiting({ debtor: '王志强' })] })
    expect(promotionAfter(unit, 0, on)).toMatchObject({ index: 1, status: 'pre' })
  })

  it.each([
    ['of the holder', '张建国'],
    ['that names no debtor', null],
  ])('behind a pre-seizure is a seizure where it is one %s', (_, debtor) => {
    const unit = registered({ seizures: [aSeizure({ status: 'pre', debtor: '王志强' }), waiting({ debtor })] })
    expect(promotionAfter(unit, 0, on)).toMatchObject({ index: 1, status: 'active' })
  })

  it('passes over one that waits behind a pre-seizure that stands', () => {
    const pre = aSeizure({ status: 'pre', debtor: '王志强' })
    const unit = registered({ seizures: [aSeizure(), pre, waiting({ debtor: '王志强' }), waiting({ debtor: '张建国' })] })
    expect(promotionAfter(unit, 0, on)).toMatchObject({ index: 3, status: 'active' })
    expect(promotionAfter(registered({ seizures: unit.seizures.slice(0, 3) }), 0, on)).toBeNull()
  })

  it('is the first that waits, whatever name its debtor has now, where no pre-seizure stands', () => {
    expect(promotionAfter(registered({ seizures: [aSeizure(), waiting({ debtor: '曾用名' })] }), 0, on)).toMatchObject({
      status: 'active',
    })
  })
})

describe('running out of terms', () => {
  const anyDay = fc.nat(4_000).map(days => addDays('2020-01-01', days))
  const maybe = <One>(one: fc.Arbitrary<One>) => fc.option(one, { nil: null })
  const served = anyDay.map(date => `${date}T10:00:00+08:00`)
  const anyWaiting = fc.record({
    servedAt: maybe(served),
    recordedAt: maybe(served),
    years: maybe(fc.integer({ min: 1, max: 3 })),
    from: maybe(anyDay),
    until: maybe(anyDay),
    debtor: maybe(fc.constantFrom('张建国', '王志强')),
  })
  const anyUnit = fc
    .record({
      active: fc.array(anyDay, { maxLength: 1 }),
      pre: fc.array(anyDay, { maxLength: 1 }),
      waiting: fc.array(anyWaiting, { maxLength: 5 }),
      notices: fc.array(maybe(anyDay), { maxLength: 3 }),
      objections: fc.array(maybe(anyDay), { maxLength: 3 }),
    })
    .map(({ active, pre, waiting: queue, notices, objections }) =>
      registered({
        unitCode: house,
        seizures: [
          ...active.map(until => aSeizure({ until })),
          ...pre.map(until => aSeizure({ status: 'pre', until, debtor: '王志强' })),
          ...queue.map(one => waiting(one)),
        ],
        notices: notices.map(lapsesOn => aNotice({ lapsesOn })),
        objections: objections.map(lapsesOn => anObjection({ lapsesOn })),
      }),
    )
  const rights = ({ seizures, notices, objections }: Unit) => seizures.length + notices.length + objections.length

  it('always comes to its end, in order of time, and each right ends once', () => {
    fc.assert(
      fc.property(anyUnit, unit => {
        const { ended } = runOut(unit)
        expect(ended.length).toBeLessThanOrEqual(rights(unit))
        expect(new Set(ended.map(({ kind, index }) => `${kind} ${index}`)).size).toBe(ended.length)
        for (const [i, term] of ended.slice(1).entries())
          expect(compareInstants(term.endsAt, ended[i]?.endsAt ?? '')).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('never has two seizures in effect, nor one waiting with nothing before it [DR-91]', () => {
    fc.assert(
      fc.property(anyUnit, unit => {
        let now = unit
        for (let term = nextTermEnd(now); term; term = nextTermEnd(now)) {
          now = endedOnce(now, term)
          const has = (status: Seizure['status']) => now.seizures.filter(one => one.status === status).length
          expect(has('active')).toBeLessThanOrEqual(1)
          if (term.kind === 'seizure' && has('waiting') > 0) expect(has('active') + has('pre')).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('gives a waiting seizure of n months n months, whenever it takes effect [SF-WP]', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 1, max: 36 }), fc.boolean(), (from, until, months, toTheDayBefore) => {
        const last = addMonthsClamped(from, months)
        const stated = waiting({ years: null, from, until: toTheDayBefore ? addDays(last, -1) : last })
        const promoted = promotionAfter(registered({ seizures: [aSeizure({ until }), stated] }), 0, addDays(until, 1))
        expect(promoted?.until).toBe(addMonthsClamped(addDays(until, 1), months))
      }),
    )
  })
})
