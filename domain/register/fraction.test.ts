import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, compare, formatShare, parseShare, subtract, sum, whole, zero } from './fraction.ts'

/** A share as people write it: at most nine digits on either side (the API's shape). */
const written = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 1, max: 999_999_999 }))
  .map(([a, b]) => `${Math.min(a, b)}/${Math.max(a, b)}`)

const share = (text: string) => {
  const parsed = parseShare(text)
  if (!parsed) throw new Error(`${text} 应为份额`)
  return parsed
}

/** The same comparison in whole numbers of any size. */
const exactly = (a: string, b: string): number => {
  const [an, ad, bn, bd] = [...a.split('/'), ...b.split('/')].map(BigInt) as [bigint, bigint, bigint, bigint]
  const difference = an * bd - bn * ad
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

describe('a share (份额)', () => {
  it.each([
    ['1/2', '1/2'],
    ['2/4', '1/2'],
    ['50/100', '1/2'],
    ['3333/10000', '3333/10000'],
    ['7/7', '1/1'],
    ['01/02', '1/2'],
  ])('%s is %s', (text, reduced) => expect(formatShare(share(text))).toBe(reduced))

  it.each(['0/1', '3/2', '1/0', '0/0', '-1/2', '1/-2', '1', '0.5', '50%', '1/2/3', ' 1/2', '一/二', ''])(
    '“%s” is none: a share is more than nothing and at most the whole',
    text => expect(parseShare(text)).toBeNull(),
  )

  it('printed and read again is the same', () => {
    fc.assert(
      fc.property(written, text => {
        expect(compare(share(formatShare(share(text))), share(text))).toBe(0)
      }),
    )
  })

  it('that came of adding others is still read, however long its numbers', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 2, maxLength: 5 }), texts => {
        const all = sum(texts.map(share))
        const rest = compare(all, whole) <= 0 ? all : share(texts[0] ?? '')
        expect(parseShare(formatShare(rest))).not.toBeNull()
      }),
    )
  })
})

describe('arithmetic with shares', () => {
  it('is exact: so many nths of the whole are the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), n => {
        const parts = Array.from({ length: n }, () => share(`1/${n}`))
        expect(compare(sum(parts), whole)).toBe(0)
      }),
    )
  })

  it('tells shares apart that differ by a hair', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(Math.sign(compare(share(a), share(b)))).toBe(exactly(a, b))
      }),
      { examples: [['999999998/999999999', '999999997/999999998']] },
    )
  })

  it('takes away what was added', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(compare(subtract(add(share(a), share(b)), share(b)), share(a))).toBe(0)
        expect(compare(add(share(a), share(b)), add(share(b), share(a)))).toBe(0)
        expect(compare(subtract(share(a), share(a)), zero)).toBe(0)
      }),
      { examples: [['1/999999937', '1/999999929']] },
    )
  })
})
