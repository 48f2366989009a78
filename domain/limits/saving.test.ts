import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { editionInForce } from '../procedures/registry.ts'
import { type Limit, limitLevels } from './limit.ts'
import { limitsFor } from './limits.ts'
import { limitFault, savingRejection, withdrawalRejection } from './saving.ts'
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

describe('the withdrawal of a saved limit', () => {
  const today = '2025-07-01'
  const ends = { document: '利州登发〔2025〕2号', level: 'office', from: '2025-07-02' } as const

  it('ends what an office has promised itself, from tomorrow at the earliest [S0-70]', () => {
    expect(withdrawalRejection(promise, ends, today)).toBeNull()
    expect(withdrawalRejection(promise, { ...ends, from: today }, today)).toContain('不得追溯')
    expect(withdrawalRejection(promise, { ...ends, from: promise.from }, '2025-06-01')).toContain('晚于施行之日')
  })

  it('is once', () => {
    const withdrawn = { from: '2025-08-01', document: ends.document }
    expect(withdrawalRejection({ ...promise, withdrawn }, ends, today)).toContain('不能再次废止')
  })

  it('is never a lower level’s, which would lengthen what a higher one demands [S0-70]', () => {
    for (const [i, level] of limitLevels.entries())
      for (const [j, other] of limitLevels.entries()) {
        const rejection = withdrawalRejection({ ...promise, level }, { ...ends, level: other }, today)
        expect(rejection === null).toBe(j <= i)
      }
  })

  it('counts from its day on: a case accepted before keeps the limit, one accepted after has what the higher levels set [S0-70]', () => {
    const amount = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 28 }), (days, day) => {
        const on = `2025-07-${String(day).padStart(2, '0')}`
        const saved: Limit = { ...promise, amount: days, withdrawn: { from: '2025-07-15', document: ends.document } }
        const at = (limits: readonly Limit[]) => limitsFor({ class: 'general', on, region: '510802' }, limits).promised
        const kept = at([...seededLimits, saved])
        expect(kept?.amount).toBe(on < '2025-07-15' ? days : at(seededLimits)?.amount)
      }),
    )
  })
})
