import { describe, expect, it } from 'vitest'
import { holdersAfterInheritance } from './inheritance.ts'

const held = (...holders: readonly (readonly [string, string?])[]) =>
  holders.map(([name, share]) => ({ name, ...(share ? { share } : {}) }))

describe('what the deceased leaves passes to those who take [CC-230]', () => {
  it('the whole, to one alone', () => {
    expect(holdersAfterInheritance(held(['甲', '1/1']), '甲', held(['乙']))).toEqual(held(['乙', '1/1']))
  })

  it('the whole, to several by shares or jointly', () => {
    const byShares = held(['乙', '1/3'], ['丙', '2/3'])
    expect(holdersAfterInheritance(held(['甲']), '甲', byShares)).toEqual(byShares)
    expect(holdersAfterInheritance(held(['甲']), '甲', held(['乙'], ['丙']))).toEqual(held(['乙'], ['丙']))
  })

  it('not more and not less than the whole', () => {
    expect(holdersAfterInheritance(held(['甲']), '甲', held(['乙', '1/2']))).toBeNull()
    expect(holdersAfterInheritance(held(['甲']), '甲', held(['乙', '1/2'], ['丙']))).toBeNull()
  })

  it('a share of the house, beside the other co-owners who keep theirs', () => {
    const before = held(['甲', '1/2'], ['丁', '1/2'])
    expect(holdersAfterInheritance(before, '甲', held(['乙']))).toEqual(held(['丁', '1/2'], ['乙', '1/2']))
    expect(holdersAfterInheritance(before, '甲', held(['乙', '1/4'], ['丙', '1/4']))).toEqual(
      held(['丁', '1/2'], ['乙', '1/4'], ['丙', '1/4']),
    )
  })

  it('and adds up where a co-owner inherits', () => {
    expect(holdersAfterInheritance(held(['甲', '1/3'], ['丁', '2/3']), '甲', held(['丁']))).toEqual(held(['丁', '1/1']))
  })

  it('shares of the estate are not shares of the house: what does not come to the share left is not recorded', () => {
    const before = held(['甲', '1/2'], ['丁', '1/2'])
    expect(holdersAfterInheritance(before, '甲', held(['乙', '1/2'], ['丙', '1/2']))).toBeNull()
    expect(holdersAfterInheritance(before, '甲', held(['乙'], ['丙']))).toBeNull()
  })

  it('of joint ownership nobody can tell the share: the survivor applies too, and says how all hold after it [CC-308]', () => {
    const before = held(['甲'], ['丁'])
    expect(holdersAfterInheritance(before, '甲', held(['乙', '1/2']))).toBeNull()
    expect(holdersAfterInheritance(before, '甲', held(['丁', '3/4'], ['乙', '1/4']))).toEqual(held(['丁', '3/4'], ['乙', '1/4']))
    expect(holdersAfterInheritance(before, '甲', held(['丁']))).toEqual(held(['丁', '1/1']))
    expect(holdersAfterInheritance(before, '甲', held(['丁'], ['乙']))).toEqual(held(['丁'], ['乙']))
  })

  it('the dead do not take, strangers leave nothing, and of two of one name nobody knows which', () => {
    expect(holdersAfterInheritance(held(['甲']), '甲', held(['甲']))).toBeNull()
    expect(holdersAfterInheritance(held(['甲']), '乙', held(['丙']))).toBeNull()
    expect(holdersAfterInheritance(held(['甲', '1/2'], ['甲', '1/2']), '甲', held(['丙', '1/2']))).toBeNull()
    expect(holdersAfterInheritance(held(['甲']), '甲', [])).toBeNull()
  })
})
