import { describe, expect, test } from 'vitest'
import type { LedgerEvent } from '../../../domain/case/events.ts'
import { sale } from '../../../domain/case/testing/applications.ts'
import { loaded, row } from '../../../domain/case/testing/entries.ts'
import { aMortgage, anEasement, aSeizure, house, registered } from '../../../domain/case/testing/register.ts'
import type { RegisterEntry } from '../../../domain/register/types.ts'
import type { Books, CaseBook, Place } from './books.ts'
import * as invariants from './invariants.ts'
import type { Sent } from './office.ts'

/** The checks of the random business see what they are there to see; records that are in order pass them. */

const place: Place = { unitCode: house, lane: 'application', orderNo: 1, servedAt: null, pending: false }

const book = (caseNo: string, change: Partial<CaseBook> = {}): CaseBook => ({
  ...{ caseNo, procedure: 'transfer-by-sale', applicationNo: null, application: sale(), stage: 'archive' },
  ...{ events: [], places: [place], ...change },
})

const booksOf = (entries: readonly RegisterEntry[], cases: readonly CaseBook[] = []): Books => ({
  units: new Map([[house, entries]]),
  cases,
})

const transferred = { kind: 'ownership-transferred', certificates: ['1'], convertedNotices: [] } as const
const li = { name: '李秀兰', share: '1/1' }
const soldTo = (...holders: { name: string; share?: string }[]) => row(2, { ...transferred, holders })
const seizedHouse = loaded(registered({ seizures: [aSeizure()] }))

describe('shares', () => {
  test.each([
    ['one holds all', [li], 0],
    [
      'by shares',
      [
        { ...li, share: '1/3' },
        { name: '王志强', share: '2/3' },
      ],
      0,
    ],
    ['jointly', [{ name: '李秀兰' }, { name: '王志强' }], 0],
    ['two hold the whole', [li, { name: '王志强', share: '1/1' }], 1],
    ['something is left over', [{ ...li, share: '1/2' }], 1],
    ['some have a share and some none', [{ name: '李秀兰' }, { name: '王志强', share: '1/2' }], 1],
  ])('%s', (_, holders, breaches) => {
    expect(invariants.heldOnce(booksOf([loaded(), soldTo(...holders)]))).toHaveLength(breaches)
  })
})

describe('seizures', () => {
  const waiting = (servedAt: string) => aSeizure({ status: 'waiting', documentNo: servedAt, servedAt })
  const [first, second] = [waiting('2025-06-02T09:00:00+08:00'), waiting('2025-06-03T09:00:00+08:00')]
  const three = loaded(registered({ seizures: [aSeizure(), second, first] }))
  const lifted = (index: number) => {
    const promoted = { index, status: 'active', from: '2025-06-05', until: '2028-06-04' } as const
    return row(2, { kind: 'seizure-ended', seizureIndex: 0, how: 'lifted', promoted })
  }

  test('the first served takes effect first', () => {
    expect(invariants.promotedInOrderOfService(booksOf([three, lifted(2)]))).toEqual([])
    expect(invariants.promotedInOrderOfService(booksOf([three, lifted(1)]))).toHaveLength(1)
  })

  test('one is in effect, and nobody waits for nothing', () => {
    const two = loaded(registered({ seizures: [aSeizure(), aSeizure()] }))
    const none = row(2, { kind: 'seizure-ended', seizureIndex: 0, how: 'lifted', promoted: null })
    expect(invariants.oneSeizureInEffect(booksOf([three]))).toEqual([])
    expect(invariants.oneSeizureInEffect(booksOf([two]))).toHaveLength(1)
    expect(invariants.oneSeizureInEffect(booksOf([three, none]))).toHaveLength(1)
  })
})

describe('disposals', () => {
  const { status: _, recordedAt: __, caseNo: ___, ...easement } = anEasement()
  const { rank: ____, status: s, recordedAt: r, caseNo: c, ...mortgage } = aMortgage()
  test.each([
    ['a sale', soldTo(li)],
    ['a mortgage', row(2, { kind: 'mortgage-created', mortgage })],
    ['an easement over it', row(2, { kind: 'easement-created', easement })],
    ['a waiver', row(2, { kind: 'right-cancelled', ground: 'waiver', seizures: [] })],
  ])('%s while the unit is seized, and not while it is free', (_, entry) => {
    expect(invariants.noDisposalUnderSeizure(booksOf([seizedHouse, entry]))).toHaveLength(1)
    expect(invariants.noDisposalUnderSeizure(booksOf([loaded(), entry]))).toEqual([])
  })

  test.each([
    ['the seizing court', aSeizure().organ, 0],
    ['another court', '成都市中级人民法院', 1],
  ])('an order to transfer of %s', (_, organ, breaches) => {
    const application = { ...sale(), facts: { organ, debtor: '张建国' } }
    const order = book('case-2', { procedure: 'transfer-by-court', application })
    expect(invariants.noDisposalUnderSeizure(booksOf([seizedHouse, soldTo(li)], [order]))).toHaveLength(breaches)
  })

  test('by who holds nothing', () => {
    const held = registered({ holders: [{ name: '王志强', share: '1/1' }] })
    expect(invariants.onlyHoldersDispose(booksOf([loaded(), soldTo(li)], [book('case-2')]))).toEqual([])
    expect(invariants.onlyHoldersDispose(booksOf([loaded(held), soldTo(li)], [book('case-2')]))).toHaveLength(1)
  })
})

test('two mortgages of one rank', () => {
  const ranks = (...[first, second]: [number, number]) =>
    booksOf([loaded(registered({ mortgages: [aMortgage({ rank: first }), aMortgage({ rank: second })] }))])
  expect(invariants.ranksInOrder(ranks(1, 2))).toEqual([])
  expect(invariants.ranksInOrder(ranks(1, 1))).toHaveLength(1)
})

describe('ledgers', () => {
  const event = (type: string, commandId: string, data: object = {}) =>
    ({ type, commandId, data, at: '2025-06-03T10:00:00+08:00' }) as LedgerEvent
  const recordedWith = (serial: number) =>
    event('Recorded', 'key', { certificates: [{ number: `川（2025）广元市不动产权第000000${serial}号` }] })
  const numbered = (...serials: number[]) =>
    booksOf(
      [],
      serials.map((serial, i) => book(`case-${i}`, { events: [recordedWith(serial)] })),
    )
  const said = (key: string, when: number, change: Partial<Sent> = {}): Sent => ({
    ...{ key, what: key, sent: when, answered: when + 1, status: 200, rule: null, detail: '', ...change },
  })

  test('a number given twice, or left out', () => {
    expect(invariants.numbersGivenOnce(numbered(2, 1, 3))).toEqual([])
    expect(invariants.numbersGivenOnce(numbered(1, 1))).toHaveLength(1)
    expect(invariants.numbersGivenOnce(numbered(1, 3))).toHaveLength(1)
  })

  /** Both filed at once; the second recorded at 20, the first at the given time or never. */
  const inTurn = (change: Partial<Place>, firstOver: number | null) => {
    const events = (no: number, over: boolean) => [
      event('Filed', `file-${no}`),
      ...(over ? [event('Recorded', `record-${no}`)] : []),
    ]
    const first = book('case-1', { places: [{ ...place, ...change }], events: events(1, firstOver !== null) })
    const second = book('case-2', { places: [{ ...place, orderNo: 2 }], events: events(2, true) })
    const log = [said('file-1', 1), said('file-2', 3), said('record-1', firstOver ?? 0), said('record-2', 20)]
    return invariants.recordedInOrder(booksOf([], [first, second]), log, [])
  }

  test.each([
    ['recorded after who was accepted first', {}, 10, 0],
    ['recorded before who was accepted first', {}, 30, 1],
    ['recorded while who was accepted first waits', {}, null, 1],
    ['recorded at the same time', {}, 20, 0],
    ['recorded before an order of a court that came later', { lane: 'entrusted', orderNo: 3, servedAt: '2025-06-03' }, null, 1],
    ['recorded beside an objection', { lane: 'apart' }, null, 0],
    ['recorded on another unit', { unitCode: 'another' }, null, 0],
  ])('%s', (_, change, firstOver, breaches) => {
    expect(inTurn(change, firstOver)).toHaveLength(breaches)
  })

  test('a place held by who has been recorded, none by who waits', () => {
    const held = (stage: string, pending: boolean, lane = 'application') =>
      invariants.placesHeldWhileWaiting(booksOf([], [book('case-1', { stage, places: [{ ...place, lane, pending }] })]))
    expect(held('examination', true)).toEqual([])
    expect(held('examination', false)).toHaveLength(1)
    expect(held('archive', true)).toHaveLength(1)
    expect(held('intake', true)).toHaveLength(1)
    expect(held('intake', true, 'entrusted')).toEqual([])
  })

  test('an answer by no rule; a refusal in the ledger; an act that is in none', () => {
    const refusal = { status: 409, rule: 'seized' }
    const books = booksOf([], [book('case-1', { events: [event('Accepted', 'known')] })])
    expect(invariants.answeredByRule([said('a', 1), said('b', 2, refusal)])).toEqual([])
    expect(invariants.answeredByRule([said('a', 1, { status: 500 }), said('b', 2, { ...refusal, rule: 'mood' })])).toHaveLength(2)
    expect(invariants.refusalsLeaveNothing(books, [said('known', 1), said('other', 2, refusal)])).toEqual([])
    expect(invariants.refusalsLeaveNothing(books, [said('known', 1, refusal), said('other', 2)])).toHaveLength(2)
  })
})
