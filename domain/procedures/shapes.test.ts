import { describe, expect, it } from 'vitest'
import { applicationOf } from '../case/application.ts'
import { filedAs, filingDay } from '../case/testing/filed.ts'
import { as, li, wang, zhang } from '../case/testing/people.ts'
import type { CaseFacts, Party } from '../case/types.ts'
import type { ProcedureId } from './ids.ts'

const faultsOf = (procedure: ProcedureId, parties: readonly Party[], facts: CaseFacts): readonly string[] => {
  const result = applicationOf(filedAs(procedure, {}, { channel: 'counter', parties, facts }), filingDay)
  return result.ok ? [] : result.faults
}
const described = { use: 'residential', location: '滨江路9号', areaSqm: 118.5, landTermEnds: '2075-06-30' } as const

describe('变更登记的申请', () => {
  const change = (facts: CaseFacts, parties = [as('holder', zhang)]) => faultsOf('house-change', parties, facts)

  it.each([
    ['name', 'name', '张建军'],
    ['location', 'location', '滨江路9号'],
    ['area', 'areaSqm', 101.2],
    ['use', 'use', 'garage'],
    ['term', 'landTermEnds', '2080-01-01'],
  ])('of the %s says the new value under facts.%s', (what, fact, value) => {
    expect(change({ change: what })).toEqual([expect.stringContaining(`facts.${fact}`)])
    expect(change({ change: what, [fact]: value })).toEqual([])
  })

  it('says what changes, and that is one of six things', () => {
    expect(change({})).toEqual([expect.stringContaining('facts.change')])
    expect(change({ change: 'colour' })).toEqual([expect.stringMatching(/name.*ownership.*colour/)])
  })

  it('of the co-ownership gives every share or none, and they come to one', () => {
    const holders = (...shares: readonly string[]) =>
      [zhang, wang].map((who, i) => as('holder', who, shares[i] ? { share: shares[i] } : {}))
    expect(change({ change: 'ownership' }, holders())).toEqual([])
    expect(change({ change: 'ownership' }, holders('1/3', '2/3'))).toEqual([])
    expect(change({ change: 'ownership' }, holders('1/3'))).toEqual([expect.stringContaining('全部')])
    expect(change({ change: 'ownership' }, holders('1/3', '1/3'))).toEqual([expect.stringContaining('合计')])
  })
})

describe('注销登记的申请', () => {
  it('names one of the grounds of 实施细则 28', () => {
    const ground = (facts: CaseFacts) => faultsOf('land-cancel', [as('holder', zhang)], facts)
    for (const known of ['extinct', 'waiver', 'expropriation', 'court-document']) expect(ground({ ground: known })).toEqual([])
    expect(ground({})).toEqual([expect.stringContaining('facts.ground')])
    expect(ground({ ground: '不想要了' })).toEqual([expect.stringContaining('waiver')])
  })
})

describe('首次登记的申请', () => {
  it('by several says how they hold the whole', () => {
    const both = (...shares: readonly string[]) =>
      [zhang, li].map((who, i) => as('applicant', who, shares[i] ? { share: shares[i] } : {}))
    expect(faultsOf('house-first', both('1/2', '1/2'), described)).toEqual([])
    expect(faultsOf('house-first', both(), described)).toEqual([])
    expect(faultsOf('house-first', both('1/2', '1/4'), described)).toEqual([expect.stringContaining('合计')])
    expect(faultsOf('house-first', both('0/2', '1/2'), described)).toEqual([expect.stringContaining('分数')])
  })

  it('describes the thing; a homestead has no term', () => {
    const { landTermEnds: _, ...withoutTerm } = described
    expect(faultsOf('house-first', [as('applicant', zhang)], withoutTerm)).toEqual([expect.stringContaining('landTermEnds')])
    expect(faultsOf('homestead-first', [as('applicant', zhang)], withoutTerm)).toEqual([])
  })
})
