import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, formatShare, parseShare, sum, whole } from './fraction.ts'
import { disposalBy, holdersAfterTransfer, isShareTransfer, samePerson, sharesComeTo, sharesOf, transferOf } from './holders.ts'
import type { Holder } from './types.ts'

const [zhang, li, wang, chen] = ['张建国', '李秀兰', '王志强', '陈大勇'] as const
const owner = (name: string, share?: string): Holder => ({ name, idNo: `id-${name}`, ...(share ? { share } : {}) })
const thirds = [owner(zhang, '1/3'), owner(li, '1/3'), owner(wang, '1/3')]
const joint = [owner(zhang), owner(li)]

describe('two names', () => {
  it.each([
    ['are one person by name alone, where the register has no number', { name: zhang }, owner(zhang), true],
    ['are one person whatever the case of a check letter', { name: li, idNo: '11X' }, { name: li, idNo: '11x' }, true],
    [
      'are two people when both have a number and the numbers differ',
      { name: zhang, idNo: 'a' },
      { name: zhang, idNo: 'b' },
      false,
    ],
    [
      'are two people when the names differ, though the number is the same',
      { name: zhang, idNo: 'a' },
      { name: li, idNo: 'a' },
      false,
    ],
  ])('%s', (_, a, b, same) => expect(samePerson(a, b)).toBe(same))
})

describe('disposing of the whole', () => {
  it.each<[string, readonly string[], readonly Holder[], string]>([
    ['needs all joint owners: one of two is not enough [DR-10]', [zhang], joint, 'some'],
    ['by all joint owners is enough [DR-10]', [zhang, li], joint, 'enough'],
    ['by holders of exactly two thirds is enough [DR-10]', [zhang, li], thirds, 'enough'],
    ['by one third is not [DR-10]', [zhang], thirds, 'some'],
    ['by a hair less than two thirds is not [DR-10]', [zhang], [owner(zhang, '6665/9999'), owner(li, '3334/9999')], 'some'],
    ['by one holder of two thirds is enough alone [DR-10]', [zhang], [owner(zhang, '2/3'), owner(li, '1/3')], 'enough'],
    ['by the sole holder is enough, with or without a share', [zhang], [owner(zhang)], 'enough'],
    ['by a stranger is by none of them', [chen], thirds, 'none'],
    ['by nobody is by none of them', [], thirds, 'none'],
    ['counts a stranger beside the holders for nothing [DR-10]', [zhang, chen], thirds, 'some'],
    ['of owners whose shares are only partly known needs all of them [DR-10]', [zhang], [owner(zhang, '2/3'), owner(li)], 'some'],
  ])('%s', (_, people, holders, expected) => {
    expect(
      disposalBy(
        people.map(name => owner(name)),
        holders,
      ),
    ).toBe(expected)
  })

  it('becomes no harder when more of them apply [DR-10]', () => {
    fc.assert(
      fc.property(anyHolders, fc.nat(), fc.nat(), (holders, a, b) => {
        const rank = ['none', 'some', 'enough']
        const few = holders.slice(0, a % (holders.length + 1))
        const more = holders.slice(0, Math.max(few.length, b % (holders.length + 1)))
        expect(rank.indexOf(disposalBy(more, holders))).toBeGreaterThanOrEqual(rank.indexOf(disposalBy(few, holders)))
        expect(disposalBy(holders, holders)).toBe('enough')
      }),
    )
  })
})

describe('a transfer of the whole', () => {
  it('makes a sole taker who names no share the owner of 1/1', () => {
    expect(holdersAfterTransfer(thirds, [owner(zhang), owner(li)], [owner(chen)])).toEqual([owner(chen, '1/1')])
  })

  it('makes takers who name no shares joint owners (共同共有) [CC-308]', () => {
    const after = holdersAfterTransfer([owner(zhang, '1/1')], [owner(zhang)], [owner(li), owner(chen)])
    expect(after).toEqual([owner(li), owner(chen)])
    expect(sharesOf(after)).toBeNull()
  })

  it('makes takers who name shares that come to the whole owners by shares', () => {
    const after = holdersAfterTransfer([owner(zhang)], [owner(zhang)], [owner(li, '7/10'), owner(chen, '3/10')])
    expect(after).toEqual([owner(li, '7/10'), owner(chen, '3/10')])
  })
})

describe('a transfer of shares', () => {
  it('by one co-owner leaves the others as they are [DR-10]', () => {
    expect(isShareTransfer([owner(zhang)], [owner(chen, '1/3')], thirds)).toBe(true)
    expect(holdersAfterTransfer(thirds, [owner(zhang)], [owner(chen, '1/3')])).toEqual([
      owner(li, '1/3'),
      owner(wang, '1/3'),
      owner(chen, '1/3'),
    ])
  })

  it('of part of what one holds leaves the rest with him [DR-10]', () => {
    const after = holdersAfterTransfer(thirds, [owner(zhang, '1/6')], [owner(chen, '1/6')])
    expect(after.map(({ name, share }) => [name, share])).toEqual([
      [zhang, '1/6'],
      [li, '1/3'],
      [wang, '1/3'],
      [chen, '1/6'],
    ])
  })

  it('to another co-owner adds to what that one holds [DR-10]', () => {
    const after = holdersAfterTransfer(thirds, [owner(zhang)], [owner(li, '1/3')])
    expect(after.map(({ name, share }) => [name, share])).toEqual([
      [li, '2/3'],
      [wang, '1/3'],
    ])
  })

  it('by the sole owner who names the part he gives leaves him the rest', () => {
    const after = holdersAfterTransfer([owner(zhang, '1/1')], [owner(zhang, '1/2')], [owner(li, '1/2')])
    expect(after).toEqual([owner(zhang, '1/2'), owner(li, '1/2')])
  })

  it('comes to nothing sensible where what is taken is not what is given, or people cannot be told apart', () => {
    expect(transferOf([owner(zhang, '1/3')], [owner(chen, '1/2')], thirds)).toBeNull()
    expect(transferOf([owner(zhang)], [owner(chen, '1/2')], [owner(zhang, '1/1')])).toBeNull()
    expect(transferOf([owner(zhang, '1/2')], [owner(chen, '1/2')], joint)).toBeNull()
    expect(transferOf([owner(zhang), owner(zhang)], [owner(chen, '2/3')], thirds)).toBeNull()
    expect(
      transferOf([{ name: zhang }], [owner(chen, '1/3')], [owner(zhang, '1/3'), { ...owner(zhang, '2/3'), idNo: 'b' }]),
    ).toBeNull()
    expect(transferOf([owner(chen)], [owner(li, '1/3')], thirds)).toBeNull()
  })
})

/** One to five owners, by shares that come to the whole, or jointly. */
const anyHolders = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }).chain(weights => {
  const total = weights.reduce((a, b) => a + b, 0)
  const byShares = weights.map((weight, i) => owner(`甲${i}`, formatShare(must(`${weight}/${total}`))))
  const jointly = weights.map((_, i) => owner(`甲${i}`))
  return fc.constantFrom(byShares, jointly)
})

const must = (text: string) => {
  const share = parseShare(text)
  if (!share) throw new Error(text)
  return share
}

/** Any people with any shares or none, some of them among the owners. */
const anyPeople = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.option(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))))
    .map(([i, share]) => owner(`甲${i}`, share ? `${Math.min(...share)}/${Math.max(...share)}` : undefined)),
  { minLength: 1, maxLength: 3 },
)

describe('after any transfer', () => {
  it('the shares on the register come to the whole, or the owners are joint [DR-10]', () => {
    fc.assert(
      fc.property(anyHolders, anyPeople, anyPeople, (holders, transferors, transferees) => {
        if (transferOf(transferors, transferees, holders) === null) return
        const after = holdersAfterTransfer(holders, transferors, transferees)
        const total = sharesComeTo(after)
        if (total) expect(formatShare(total)).toBe('1/1')
        else expect(after.every(holder => holder.share === undefined)).toBe(true)
        expect(after.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('of own shares those who took no part hold what they held [DR-10]', () => {
    fc.assert(
      fc.property(anyHolders, fc.nat(), fc.integer({ min: 1, max: 9 }), (holders, giverAt, tenths) => {
        const shares = sharesOf(holders)
        const at = giverAt % holders.length
        const [giver, held] = [holders[at], shares?.[at]]
        fc.pre(giver !== undefined && held !== undefined && shares !== null)
        const given = formatShare(must(`${held.numerator * BigInt(tenths)}/${held.denominator * 10n}`))
        const taker = owner(chen, given)
        expect(isShareTransfer([{ ...giver, share: given }], [taker], holders)).toBe(true)
        const after = holdersAfterTransfer(holders, [{ ...giver, share: given }], [taker])
        expect(after.filter(({ name }) => name !== giver.name && name !== chen)).toEqual(holders.filter(one => one !== giver))
        expect(compare(sum(sharesOf(after) ?? []), whole)).toBe(0)
      }),
    )
  })
})
