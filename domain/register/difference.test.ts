import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMortgage, aNotice, anObjection, aSeizure, registered } from '../case/testing/register.ts'
import { unitDifference } from './difference.ts'
import type { Unit } from './types.ts'

const someUnit: fc.Arbitrary<Unit> = fc
  .record({
    location: fc.constantFrom('滨江路1号', '滨江路2号'),
    holders: fc.constantFrom([], [{ name: '张建国', share: '1/1' }], [{ name: '张建国' }, { name: '李秀兰' }]),
    mortgages: fc.array(fc.constantFrom(aMortgage(), aMortgage({ status: 'cancelled' }), aMortgage({ amountFen: 1 })), {
      maxLength: 2,
    }),
    seizures: fc.array(fc.constantFrom(aSeizure(), aSeizure({ status: 'lifted' })), { maxLength: 2 }),
    notices: fc.array(fc.constantFrom(aNotice(), aNotice({ status: 'lapsed' })), { maxLength: 1 }),
    objections: fc.array(fc.constantFrom(anObjection(), anObjection({ status: 'lapsed' })), { maxLength: 1 }),
    version: fc.integer({ min: 1, max: 3 }),
  })
  .map(change => registered(change))

const sentences = (before: Unit | null, after: Unit | null) => unitDifference(before, after).flatMap(change => change.sentences)

describe('the difference between two states of a unit', () => {
  it('is empty exactly when they are the same [S0-116]', () =>
    fc.assert(
      fc.property(fc.option(someUnit), fc.option(someUnit), (before, after) => {
        const same = JSON.stringify(before) === JSON.stringify(after)
        expect(unitDifference(before, after).length === 0).toBe(same)
      }),
    ))

  it('tells a change of hands, a seizure and a mortgage that is gone', () => {
    const before = registered({ mortgages: [aMortgage()] })
    const after = registered({
      holders: [{ name: '李秀兰', share: '1/1' }],
      mortgages: [aMortgage({ status: 'cancelled' })],
      seizures: [aSeizure({ organ: '利州区法院', documentNo: '（2025）川0802执1号', until: '2028-06-04' })],
    })
    expect(sentences(before, after)).toEqual([
      '权利人：张建国 1/1 → 李秀兰 1/1',
      '广元甲银行 的抵押权注销',
      '查封：利州区法院 （2025）川0802执1号，至 2028-06-04',
    ])
  })

  it('of what was not on the register before tells all that is there now', () =>
    expect(sentences(null, registered())).toEqual(expect.arrayContaining(['权利人：无 → 张建国 1/1'])))
})
