import { describe, expect, it } from 'vitest'
import { aSeizure, registered } from '../case/testing/register.ts'
import { carriedFromLand, convertedFor } from './carrying.ts'

const pre = (change: Parameters<typeof aSeizure>[0] = {}) =>
  aSeizure({ status: 'pre', debtor: '甲', documentNo: '预', ...change })
const unitWith = (...seizures: ReturnType<typeof aSeizure>[]) => registered({ seizures })
const taker = [{ name: '甲' }]

describe('预查封转查封 [JN-16]', () => {
  it('is of the pre-seizures whose debtor takes, and of no other seizure', () => {
    expect(convertedFor(unitWith(aSeizure({ status: 'lifted', debtor: '甲' }), pre({ debtor: '乙' }), pre()), taker)).toEqual([
      { index: 2, status: 'active' },
    ])
    expect(convertedFor(null, taker)).toEqual([])
  })

  it('puts one in effect and lets the others wait', () => {
    expect(convertedFor(unitWith(pre(), pre()), taker).map(({ status }) => status)).toEqual(['active', 'waiting'])
    expect(convertedFor(unitWith(aSeizure(), pre()), taker).map(({ status }) => status)).toEqual(['waiting'])
  })
})

describe('查封及于房屋 [SF-21]', () => {
  const building = unitWith(pre({ from: '2025-03-01' }))
  const converted = convertedFor(building, taker)

  it('where the building’s own pre-seizure converts at once, the earlier is in effect', () => {
    const earlier = carriedFromLand(unitWith(aSeizure({ from: '2025-01-01' })), building, converted)
    expect([earlier.carriedSeizures[0]?.status, earlier.seizures?.[0]?.status]).toEqual(['active', 'waiting'])
    const later = carriedFromLand(unitWith(aSeizure({ from: '2025-06-01' })), building, converted)
    expect([later.carriedSeizures[0]?.status, later.seizures?.[0]?.status]).toEqual(['waiting', 'active'])
  })

  it('takes nothing from land that nobody holds, or that is not on the register', () => {
    expect(carriedFromLand(null, null, [])).toEqual({ carriedSeizures: [] })
    expect(carriedFromLand(registered({ holders: [], seizures: [aSeizure()] }), null, [])).toEqual({ carriedSeizures: [] })
  })
})
