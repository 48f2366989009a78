import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { effectiveAt, eventsAsOf } from './asOf.ts'
import { caseDifference } from './difference.ts'
import type { LedgerEvent } from './events.ts'
import { fold } from './evolve.ts'
import { wholeLives } from './testing/lives.ts'
import { caseNo } from './testing/situation.ts'

const lives = wholeLives()
const anyLife = fc.constantFrom(...lives)

describe('a case as of then', () => {
  it('at every sequence is the fold of the events up to it [S0-116]', () => {
    for (const ledger of lives)
      for (const { seq } of ledger) expect(fold(eventsAsOf(ledger, { seq }), caseNo)).toEqual(fold(ledger.slice(0, seq), caseNo))
  })

  it('at an instant holds all that happened until then, that instant included, and nothing later', () =>
    fc.assert(
      fc.property(anyLife, fc.nat(), fc.integer({ min: -1, max: 1 }), (ledger, pick, ms) => {
        const event = ledger[pick % ledger.length] as LedgerEvent
        const at = formatInstant(parseInstant(event.at) + ms)
        expect(eventsAsOf(ledger, { at })).toEqual(ledger.filter(one => parseInstant(effectiveAt(one)) <= parseInstant(at)))
      }),
    ))

  it('before the application was filed there was none', () => {
    expect(eventsAsOf(lives[0] ?? [], { at: '2000-01-01T00:00:00+08:00' })).toEqual([])
    expect(eventsAsOf(lives[0] ?? [], { seq: 0 })).toEqual([])
  })

  it('later instants never hold less', () =>
    fc.assert(
      fc.property(anyLife, fc.nat(), fc.nat(), (ledger, a, b) => {
        const instants = [a, b].map(pick => parseInstant((ledger[pick % ledger.length] as LedgerEvent).at)).sort((x, y) => x - y)
        const [early, late] = instants.map(at => eventsAsOf(ledger, { at: formatInstant(at) }).length)
        expect(early).toBeLessThanOrEqual(late as number)
      }),
    ))
})

describe('what comes due by itself and is recorded late', () => {
  const filed = (lives[0] ?? [])[0] as LedgerEvent
  const due = '2025-06-06T17:30:00+08:00'
  const recorded = '2025-06-09T08:05:00+08:00'
  const ledger: LedgerEvent[] = [
    { ...filed, at: '2025-06-06T10:00:00+08:00' },
    { ...filed, seq: 2, at: recorded, receivedAt: recorded, dueAt: due },
    { ...filed, seq: 3, at: recorded, receivedAt: '2025-06-08T20:00:00+08:00', dueAt: null },
  ]
  const count = (asOf: Parameters<typeof eventsAsOf>[1]) => eventsAsOf(ledger, asOf).length

  it('counts from its legal instant on, although nobody knew of it then', () => {
    expect(count({ at: '2025-06-06T17:29:59+08:00' })).toBe(1)
    expect(count({ at: due })).toBe(2)
    expect(count({ known: due })).toBe(1)
    expect(count({ known: recorded })).toBe(3)
  })

  it('is not there where one asks what was known on Saturday of what counted on Friday', () =>
    expect(count({ at: due, known: '2025-06-07T09:00:00+08:00' })).toBe(1))

  it('an act counts from when it was recorded, not from when it was sent', () =>
    expect(count({ at: '2025-06-08T21:00:00+08:00' })).toBe(2))
})

describe('the difference between two states of a case', () => {
  it('is empty exactly when they are the same [S0-116]', () =>
    fc.assert(
      fc.property(anyLife, fc.nat(), fc.nat(), (ledger, a, b) => {
        const [from, to] = [a % (ledger.length + 1), b % (ledger.length + 1)]
        const [before, after] = [fold(ledger.slice(0, from), caseNo), fold(ledger.slice(0, to), caseNo)]
        expect(caseDifference(before, after).length === 0).toBe(from === to)
      }),
    ))

  it('tells every member in Chinese, with at least one sentence', () => {
    for (const ledger of lives)
      for (const { seq } of ledger)
        for (const { sentences } of caseDifference(fold(ledger.slice(0, seq - 1), caseNo), fold(ledger.slice(0, seq), caseNo))) {
          expect(sentences.length).toBeGreaterThan(0)
          for (const sentence of sentences) expect(sentence).toMatch(/\p{Script=Han}/u)
        }
  })
})
