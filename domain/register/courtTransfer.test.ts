import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { li, liu, wang, zhang } from '../case/testing/people.ts'
import { aSeizure, registered } from '../case/testing/register.ts'
import { barredBy, orderedTransfer, seizuresAfter, type TransferOrder } from './courtTransfer.ts'
import { isInForce } from './seizures.ts'
import type { Holder, Seizure, Unit } from './types.ts'

const court = '广元市利州区人民法院'
const otherCourt = '成都市中级人民法院'
const order = (change: Partial<TransferOrder> = {}): TransferOrder => ({
  organ: court,
  debtor: zhang.name,
  transferees: [{ name: li.name }],
  ...change,
})
const halves = [
  { name: zhang.name, share: '1/2' },
  { name: wang.name, share: '1/2' },
]
const jointly = [{ name: zhang.name }, { name: wang.name }]
const moved = (holders: readonly Holder[], transferees: readonly Holder[]) => orderedTransfer(holders, order({ transferees }))

describe('what an order to transfer moves', () => {
  it('is the whole of a sole owner’s flat [CPL-262]', () => {
    expect(moved([{ name: zhang.name, share: '1/1' }], [{ name: li.name }])).toEqual({
      moves: 'whole',
      holders: [{ name: li.name, share: '1/1' }],
    })
  })

  it('is the debtor’s share where holders have shares, and the others keep theirs [SF-12]', () => {
    const expected = {
      moves: 'share',
      holders: [
        { name: wang.name, share: '1/2' },
        { name: li.name, share: '1/2' },
      ],
    }
    expect(moved(halves, [{ name: li.name }])).toEqual(expected)
    expect(moved(halves, [{ name: li.name, share: '1/2' }])).toEqual(expected)
  })

  it('may be part of what the debtor has', () => {
    expect(moved([{ name: zhang.name, share: '1/1' }], [{ name: li.name, share: '1/3' }])).toEqual({
      moves: 'share',
      holders: [
        { name: zhang.name, share: '2/3' },
        { name: li.name, share: '1/3' },
      ],
    })
  })

  it('may be the whole of what is owned in common: the court has decided that', () => {
    expect(moved(halves, [{ name: li.name, share: '1/1' }])?.moves).toBe('whole')
    expect(moved(jointly, [{ name: li.name }])).toEqual({ moves: 'whole', holders: [{ name: li.name, share: '1/1' }] })
  })

  it('cannot be told where it is more than the debtor has, or two take a share without saying how', () => {
    expect(moved(halves, [{ name: li.name, share: '2/3' }])).toBeNull()
    expect(moved(halves, [{ name: li.name }, { name: liu.name }])).toBeNull()
    expect(moved(jointly, [{ name: li.name, share: '1/2' }])).toBeNull()
  })

  it('is nothing where the debtor does not hold, or nobody takes', () => {
    expect(moved([{ name: wang.name }], [{ name: li.name }])).toBeNull()
    expect(moved(halves, [])).toBeNull()
  })
})

const changesOf = (unit: Unit, what: TransferOrder = order()) => {
  const transfer = orderedTransfer(unit.holders, what)
  if (!transfer) throw new Error('没有过户')
  return seizuresAfter(unit, what, transfer, '2025-06-05')
}
const waiting = (change: Partial<Seizure> = {}) =>
  aSeizure({
    organ: otherCourt,
    status: 'waiting',
    from: null,
    until: null,
    years: 3,
    servedAt: '2025-05-01T10:00:00+08:00',
    ...change,
  })

describe('what becomes of the seizures when the seizing court disposes', () => {
  it('of all: its own is used up, those that waited lapse [JN-20]', () => {
    expect(changesOf(registered({ seizures: [aSeizure(), waiting(), waiting({ organ: '绵阳市中级人民法院' })] }))).toEqual([
      { index: 0, status: 'lifted' },
      { index: 1, status: 'lapsed' },
      { index: 2, status: 'lapsed' },
    ])
  })

  it('of a share: what waited against the debtor lapses, what waited against the co-owner takes effect on the rest [JN-20]', () => {
    const seizures = [aSeizure({ debtor: zhang.name }), waiting({ debtor: zhang.name }), waiting({ debtor: wang.name })]
    expect(changesOf(registered({ holders: halves, seizures }))).toEqual([
      { index: 0, status: 'lifted' },
      { index: 1, status: 'lapsed' },
      { index: 2, status: 'active', from: '2025-06-05', until: '2028-06-05' },
    ])
  })

  it('of part of the debtor’s own: the first that waited takes effect on what he keeps [JN-20]', () => {
    const what = order({ transferees: [{ name: li.name, share: '1/2' }] })
    const seizures = [aSeizure({ debtor: zhang.name }), waiting({ debtor: zhang.name })]
    expect(changesOf(registered({ seizures }), what)).toEqual([
      { index: 0, status: 'lifted' },
      { index: 1, status: 'active', from: '2025-06-05', until: '2028-06-05' },
    ])
  })

  it('to the debtor of a pre-seizure: that becomes a seizure with the same dates [JN-16]', () => {
    expect(changesOf(registered({ seizures: [aSeizure({ organ: otherCourt, status: 'pre', debtor: li.name })] }))).toEqual([
      { index: 0, status: 'active' },
    ])
  })

  it('touches none that has ended', () => {
    expect(changesOf(registered({ seizures: [aSeizure({ status: 'expired' }), aSeizure({ status: 'lifted' })] }))).toEqual([])
  })
})

describe('an order to transfer', () => {
  const never = () => false
  it('is barred by another court’s seizure, not by its own, nor by one that waits [SF-23-2]', () => {
    expect(barredBy(registered({ seizures: [aSeizure({ organ: otherCourt }), waiting()] }), order(), never)?.organ).toBe(
      otherCourt,
    )
    expect(barredBy(registered({ seizures: [aSeizure(), waiting()] }), order(), never)).toBeNull()
  })

  it('is not barred by one served later [SF-23-2]', () => {
    expect(barredBy(registered({ seizures: [aSeizure({ organ: otherCourt })] }), order(), () => true)).toBeNull()
  })

  it('of a share is not barred by a seizure of the co-owner’s [SF-12]', () => {
    const of = (debtor: string | null) => registered({ holders: halves, seizures: [aSeizure({ organ: otherCourt, debtor })] })
    expect(barredBy(of(wang.name), order(), never)).toBeNull()
    expect(barredBy(of(zhang.name), order(), never)).not.toBeNull()
    expect(barredBy(of(null), order(), never)).not.toBeNull()
  })
})

describe('whatever rests on the unit', () => {
  const anySeizure = fc
    .record({
      organ: fc.constantFrom(court, otherCourt, '绵阳市中级人民法院'),
      debtor: fc.constantFrom(null, zhang.name, wang.name, li.name),
      years: fc.integer({ min: 1, max: 3 }),
    })
    .map(change => waiting(change))
  const anyUnit = fc
    .record({
      holders: fc.constantFrom<readonly Holder[]>(halves, jointly, [{ name: zhang.name, share: '1/1' }]),
      first: fc.constantFrom<Seizure['status']>('active', 'pre', 'lifted'),
      queue: fc.array(anySeizure, { maxLength: 4 }),
    })
    .map(({ holders, first, queue }) =>
      registered({ holders, seizures: [aSeizure({ status: first }), ...(first === 'lifted' ? [] : queue)] }),
    )

  it('at most one seizure is in effect after an ordered transfer, and none waits behind nothing [DR-91]', () => {
    fc.assert(
      fc.property(anyUnit, unit => {
        const changes = changesOf(unit)
        const after = unit.seizures.map((one, i) => ({ ...one, ...changes.find(({ index }) => index === i) })).filter(isInForce)
        const inEffect = after.filter(({ status }) => status !== 'waiting')
        expect(inEffect.length).toBeLessThanOrEqual(1)
        if (after.length > 0) expect(inEffect).toHaveLength(1)
        expect(new Set(changes.map(({ index }) => index)).size).toBe(changes.length)
      }),
    )
  })
})
