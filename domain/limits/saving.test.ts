import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { editionInForce } from '../procedures/registry.ts'
import type { Limit } from './limit.ts'
import { limitFault, savingRejection } from './saving.ts'
import { seededLimits } from './seeded.ts'

const promise: Limit = {
  level: 'office',
  region: '510802',
  class: 'all',
  kind: 'promised',
  amount: 3,
  unit: 'working-day',
  from: '2025-06-06',
  document: '利州登发〔2025〕1号',
  basis: ['TL-SLA'],
}

describe('a limit that an administrator hands in', () => {
  it.each([
    [{ level: 'office', region: '5108' }, '登记机构的时限填六位机构代码'],
    [{ level: 'nation', region: '51' }, '全国的时限不填地区'],
    [{ level: 'province', region: '41' }, '广元市不动产登记中心不在地区 41 之内'],
    [{ level: 'office', region: '410200' }, '不在地区 410200 之内'],
    [{ targetOn: '2025-06-01' }, '施行之日不得晚于文件写明的目标日期'],
  ] as const)('%j is told what is wrong with it: %s [S0-70]', (change, says) => {
    expect(limitFault({ ...promise, ...change }, demoOffice)).toContain(says)
  })

  it('may bind earlier than its target, for the office, its city or its province [S3-1] [S3-63]', () => {
    for (const [level, region] of [
      ['office', '510802'],
      ['city', '5108'],
      ['province', '51'],
      ['nation', ''],
    ] as const)
      expect(limitFault({ ...promise, level, region, targetOn: '2025-12-31' }, demoOffice)).toBeNull()
  })

  it('is measured for each named procedure in its own class [S0-70] [S3-64]', () => {
    const editions = (['mortgage-first', 'transfer-by-sale'] as const).flatMap(procedure => {
      const edition = editionInForce(procedure, promise.from)
      return edition ? [edition] : []
    })
    const saved = (amount: number, procedure: 'mortgage-first' | 'transfer-by-sale') => {
      const row: Limit = { ...promise, region: '410225', procedures: [procedure], amount }
      const own = editions.filter(edition => edition.procedure === procedure)
      return savingRejection(row, own, seededLimits, kaifengOffice)
    }
    expect(saved(4, 'mortgage-first')).toBe(
      '承诺时限4个工作日长于豫不动产登记联办发〔2019〕4号规定的3个工作日，不得超过国家和上级规定的时限。',
    )
    expect(saved(4, 'transfer-by-sale')).toBeNull()
    expect(saved(6, 'transfer-by-sale')).toContain('6个工作日长于')
  })

  it('for a whole class may shorten what is in force [S0-70]', () => {
    expect(savingRejection(promise, [], seededLimits, demoOffice)).toBeNull()
    expect(savingRejection({ ...promise, amount: 6 }, [], seededLimits, demoOffice)).toContain('6个工作日长于')
  })
})
