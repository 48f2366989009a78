import { describe, expect, it } from 'vitest'
import { procedureIds } from '../procedures/ids.ts'
import { editions } from '../procedures/registry.ts'
import { applicationOf, type FiledApplication } from './application.ts'
import { filingDay, mortgageAsFiled, ordinary, saleAsFiled } from './testing/applications.ts'
import { correction, objection, query, seizureFacts, seizureOrder } from './testing/groups/orders.ts'
import { as, bankA, li, wang, zhang } from './testing/people.ts'
import { elsewhere, house } from './testing/register.ts'

const faultsOf = (filed: FiledApplication, on = filingDay) => {
  const result = applicationOf(filed, on)
  return result.ok ? [] : result.faults
}
const formed = (filed: FiledApplication, on = filingDay) => {
  const result = applicationOf(filed, on)
  if (!result.ok) throw new Error(result.faults.join())
  return result.application
}

describe('what is handed in', () => {
  it('with its roles, facts and shares in order is an application under the edition in force that day [REG-15-1]', () => {
    expect(formed(saleAsFiled())).toMatchObject({ procedure: 'transfer-by-sale', edition: 'transfer-by-sale@2021-01-01' })
  })

  it('is an application even where a unit is malformed, unknown or of another county: accept answers that', () => {
    expect(faultsOf(saleAsFiled({ units: ['不动产'] }))).toEqual([])
    expect(faultsOf(saleAsFiled({ units: ['510803001001GB00001F00010001'] }))).toEqual([])
  })

  it('is an application even where a side or a material is missing: accept answers that', () => {
    expect(faultsOf(saleAsFiled({ parties: [as('transferor', zhang)], materials: [] }))).toEqual([])
  })

  it('on a day when the procedure has no edition in force is none', () => {
    expect(faultsOf(saleAsFiled(), '2020-12-31')).toEqual(['transfer-by-sale 在 2020-12-31 没有有效的登记程序版本，暂不能申请'])
  })

  it('for a procedure that has no edition at all is none', () => {
    const without = procedureIds.find(id => editions.every(edition => edition.procedure !== id))
    if (without) expect(faultsOf({ ...saleAsFiled(), procedure: without })).toHaveLength(1)
  })

  it('by a person in a role that the procedure does not have is none, and says which roles it has', () => {
    expect(faultsOf(saleAsFiled({ parties: [as('transferor', zhang), as('lawyer', wang)] }))).toEqual([
      expect.stringMatching(/没有 lawyer 这一申请人（王志强），应为：transferor、transferee、mortgagee/),
    ])
  })

  it.each(['0/2', '3/2', '1/0', '一半', '50%'])('with the share “%s” is none', share => {
    expect(faultsOf(saleAsFiled({ parties: [as('transferor', zhang), as('transferee', li, { share })] }))).toEqual([
      `李秀兰 的份额 ${share} 应为大于 0 不大于 1 的分数，例如 1/2`,
    ])
  })

  it('where only some of the takers name their shares is none', () => {
    const parties = [as('transferor', zhang), as('transferee', li, { share: '1/2' }), as('transferee', wang)]
    expect(faultsOf(saleAsFiled({ parties }))).toEqual(['受让人的份额应当全部写明，或者全部不写（共同共有）'])
  })

  it('where the takers take more than the whole is none, even by a hair', () => {
    const taking = (a: string, b: string) => [
      as('transferor', zhang),
      as('transferee', li, { share: a }),
      as('transferee', wang, { share: b }),
    ]
    expect(faultsOf(saleAsFiled({ parties: taking('1/2', '2/3') }))).toEqual(['受让人的份额合计超过 1'])
    expect(faultsOf(saleAsFiled({ parties: taking('500000001/999999999', '499999999/999999998') }))).toHaveLength(1)
    expect(faultsOf(saleAsFiled({ parties: taking('1/2', '1/2') }))).toEqual([])
    expect(faultsOf(saleAsFiled({ parties: taking('1/2', '1/4') }))).toEqual([])
  })

  it('in two roles of which only one can be is none: whoever corrects is the holder or somebody else [CC-220-1]', () => {
    const parties = [as('holder', zhang), as('interested-party', wang)]
    expect(faultsOf({ ...correction(), parties })).toEqual([
      '更正登记（依申请）由权利人、利害关系人之一申请，不能同时以权利人、利害关系人申请',
    ])
    expect(faultsOf({ ...correction(), parties: [as('holder', zhang), as('holder', wang)] })).toEqual([])
    expect(faultsOf({ ...correction(), parties: [] })).toEqual([])
  })

  it('whose last day comes before its first is none', () => {
    expect(faultsOf({ ...seizureOrder(), facts: { ...seizureFacts, until: '2025-06-04' } })).toEqual([
      'facts.until（2025-06-04）不得早于 facts.from（2025-06-05）',
    ])
  })

  it('to query two units is none: one application names one [QM-24]', () => {
    expect(faultsOf({ ...query(), units: [house, elsewhere] })).toEqual([expect.stringContaining('只能查询一个不动产单元')])
  })

  it('to object by two people is none: each objects, and lapses, for himself [CC-220-2]', () => {
    const parties = [as('interested-party', li), as('interested-party', wang)]
    expect(faultsOf({ ...objection(), parties })).toEqual([expect.stringContaining('另行申请')])
  })

  it.each(editions.flatMap(edition => edition.requiredFacts.map(fact => [edition.procedure, fact] as const)))(
    'as %s without facts.%s is none',
    (procedure, fact) => {
      const application = ordinary[procedure]?.()
      if (!application) throw new Error(`没有 ${procedure} 的通常申请`)
      const { [fact]: _, ...facts } = application.facts
      expect(faultsOf({ ...application, facts })).toEqual([expect.stringContaining(`facts.${fact}`)])
    },
  )

  it('is told everything that is wrong with it at once', () => {
    expect(faultsOf({ ...mortgageAsFiled(), parties: [as('transferee', bankA, { share: '2/1' })], facts: {} })).toHaveLength(4)
  })
})

describe('the materials handed in', () => {
  it('“all”, in a drill, are the checklist of the edition, less what is excepted', () => {
    expect(formed(saleAsFiled()).materials.map(({ code }) => code)).toEqual([
      'application-form',
      'identity-proof',
      'title-certificate',
      'sale-contract',
    ])
    expect(formed(saleAsFiled({ except: ['sale-contract'] })).materials.map(({ code }) => code)).not.toContain('sale-contract')
  })

  it('of one who has an agent include the power of attorney [REG-16] [DR-12]', () => {
    const parties = [as('transferor', zhang, { agent: { name: '律师' } }), as('transferee', li)]
    expect(formed(saleAsFiled({ parties })).materials.map(({ code }) => code)).toContain('power-of-attorney')
  })

  it('one by one are taken as they are', () => {
    const materials = [{ code: 'identity-proof', form: 'shared' as const }]
    expect(formed(saleAsFiled({ materials })).materials).toEqual(materials)
  })
})
