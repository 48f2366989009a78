import { describe, expect, it } from 'vitest'
import { as, li, wang, zhang } from '../case/testing/people.ts'
import { correctedHolders } from './correctedHolders.ts'

const sole = [{ name: zhang.name, idNo: zhang.idNo, share: '1/1' }]
const halves = [
  { name: zhang.name, share: '1/2' },
  { name: wang.name, share: '1/2' },
]

describe('the holders after a correction', () => {
  it('stay where the application states neither shares nor a name', () => {
    expect(correctedHolders(halves, [as('holder', zhang)], undefined)).toBeNull()
  })

  it('have the shares that they state, all together the whole [CC-220-1]', () => {
    const parties = [as('holder', zhang, { share: '3/4' }), as('holder', wang, { share: '1/4' })]
    expect(correctedHolders(halves, parties, undefined)).toEqual([
      { name: zhang.name, share: '3/4' },
      { name: wang.name, share: '1/4' },
    ])
    expect(correctedHolders(halves, [as('holder', zhang, { share: '3/4' })], undefined)).toBe('unclear')
  })

  it('include the co-owner whom the register left out, the one it names keeping the rest [CC-220-1]', () => {
    expect(correctedHolders(sole, [as('interested-party', li, { share: '1/3' })], undefined)).toEqual([
      { ...sole[0], share: '2/3' },
      { name: li.name, idNo: li.idNo, share: '1/3' },
    ])
  })

  it('cannot be told where the one left out takes everything, or several hold already', () => {
    expect(correctedHolders(sole, [as('interested-party', li, { share: '1/1' })], undefined)).toBe('unclear')
    expect(correctedHolders(halves, [as('interested-party', li, { share: '1/3' })], undefined)).toBe('unclear')
  })

  it('have the right name, of the only holder or of the one who applies', () => {
    expect(correctedHolders(sole, [as('holder', zhang)], '张健国')).toEqual([{ ...sole[0], name: '张健国' }])
    expect(correctedHolders(halves, [as('holder', wang)], '王志刚')).toEqual([halves[0], { ...halves[1], name: '王志刚' }])
    expect(correctedHolders(halves, [as('interested-party', li)], '王志刚')).toBe('unclear')
  })
})
