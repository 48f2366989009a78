import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Limit, limitRejection, limitsFor, nationalLimits } from './limits.ts'

// Fixtures: P6 and P8 of requirements.md, not rules of the demo office.
const henan: Limit = {
  level: 'province',
  region: '41',
  class: 'mortgage',
  kind: 'promised',
  amount: 3,
  unit: 'working-day',
  from: '2020-12-31',
  document: '豫不动产登记联办发〔2019〕4号',
  basis: ['TL-SLA'],
}
const kaifeng: Limit = {
  ...henan,
  level: 'office',
  region: '410200',
  class: 'general',
  procedures: ['transfer-by-sale'],
  amount: 1,
  unit: 'hour',
  from: '2020-06-30',
  document: '汴不动登发〔2019〕85号',
}

describe('the limits of a case', () => {
  it.each([
    ['general', '2015-02-28', null, null],
    ['general', '2015-03-01', 30, null],
    ['mortgage', '2019-12-30', 30, null],
  ] as const)('%s accepted on %s: by law %s working days, promised none [TL-30]', (name, on, statutory, promised) => {
    const answer = limitsFor({ class: name, on })
    expect([answer.statutory?.amount ?? null, answer.promised?.amount ?? null]).toEqual([statutory, promised])
  })

  it.each([
    ['general', '2019-12-31', 10],
    ['general', '2020-12-30', 10],
  ] as const)('%s accepted on %s is promised within %i working days [S2-4] [TL-SLA]', (name, on, days) => {
    expect(limitsFor({ class: name, on }).promised).toMatchObject({
      level: 'nation',
      amount: days,
      unit: 'working-day',
      targetOn: '2019-12-31',
    })
  })

  it('mortgage accepted from the end of 2019 is promised within 5 working days [S2-5] [TL-SLA]', () => {
    expect(limitsFor({ class: 'mortgage', on: '2019-12-31' }).promised).toMatchObject({ amount: 5, targetOn: '2019-12-31' })
  })

  it('general accepted from the end of 2020 is promised within 5 working days, which supersede the 10 [S2-6] [TL-SLA]', () => {
    const { statutory, promised, candidates } = limitsFor({ class: 'general', on: '2025-09-26', region: '510802' })
    expect(statutory).toMatchObject({ amount: 30, basis: ['TL-30'] })
    expect(promised).toMatchObject({ amount: 5, document: '自然资办函〔2019〕753号', publicDocument: '国办发〔2019〕8号' })
    expect(candidates).toEqual([
      {
        level: 'nation',
        document: '自然资办函〔2019〕753号',
        amount: 10,
        unit: 'working-day',
        from: '2019-12-31',
        chosen: false,
      },
      { level: 'nation', document: '自然资办函〔2019〕753号', amount: 5, unit: 'working-day', from: '2020-12-31', chosen: true },
    ])
  })

  it('mortgage accepted from the end of 2020 stays within 5 working days, by the later row [S2-7] [TL-SLA]', () => {
    expect(limitsFor({ class: 'mortgage', on: '2021-01-04' }).promised).toMatchObject({ amount: 5, from: '2020-12-31' })
  })

  it('are the smallest over the levels that reach the office, hours below working days [TL-SLA]', () => {
    const limits = [...nationalLimits, henan, kaifeng]
    const ask = (question: Omit<Parameters<typeof limitsFor>[0], 'on'>) =>
      limitsFor({ ...question, on: '2021-01-04' }, limits).promised
    expect(ask({ class: 'mortgage', region: '410200' })).toMatchObject({ level: 'province', amount: 3 })
    expect(ask({ class: 'mortgage', region: '510802' })).toMatchObject({ level: 'nation', amount: 5 })
    expect(ask({ class: 'general', region: '410200', procedure: 'transfer-by-sale' })).toMatchObject({ amount: 1, unit: 'hour' })
    expect(ask({ class: 'general', region: '410200', procedure: 'house-first' })).toMatchObject({ level: 'nation', amount: 5 })
    expect(ask({ class: 'general', region: '410225', procedure: 'transfer-by-sale' })).toMatchObject({
      level: 'nation',
      amount: 5,
    })
  })

  it('of a query are five working days by law, whatever its class; of a registration they stay thirty [QM-T]', () => {
    const statutory = (procedure: 'information-query' | 'objection') =>
      limitsFor({ class: 'general', procedure, on: '2025-06-03', region: '510802' }).statutory
    expect(statutory('information-query')).toMatchObject({ amount: 5, unit: 'working-day', basis: ['QM-T'] })
    expect(statutory('objection')?.amount).toBe(30)
    expect(limitsFor({ class: 'general', procedure: 'information-query', on: '2015-12-31' }).statutory?.amount).toBe(30)
  })

  it('have one chosen candidate where there is any, and none is shorter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('general' as const, 'mortgage' as const),
        fc.constantFrom('2018-01-01', '2020-01-01', '2025-01-01'),
        (name, on) => {
          const { promised, candidates } = limitsFor({ class: name, on }, [...nationalLimits, henan])
          expect(candidates.filter(({ chosen }) => chosen)).toHaveLength(candidates.length === 0 ? 0 : 1)
          for (const { amount } of candidates) expect(promised?.amount).toBeLessThanOrEqual(amount)
        },
      ),
    )
  })
})

describe('a promise of a lower level', () => {
  it('longer than the national limit in force is rejected, and a shorter one binds [S0-70]', () => {
    expect(limitRejection({ ...henan, amount: 6 })).toMatch(/6个工作日长于自然资办函〔2019〕753号规定的5个工作日/)
    expect(limitRejection({ ...henan, amount: 5 })).toBeNull()
    expect(limitRejection({ ...kaifeng, amount: 241 })).toMatch(/241小时/)
    expect(limitRejection(kaifeng)).toBeNull()
    expect(limitsFor({ class: 'mortgage', on: '2021-01-04', region: '410200' }, [...nationalLimits, henan]).promised).toBe(henan)
  })

  it('for all classes is measured against the strictest class [S0-70]', () => {
    expect(limitRejection({ ...henan, class: 'all', from: '2020-06-30', amount: 7 })).toMatch(/5个工作日/)
  })

  it('before any promise is measured against the law [TL-30]', () => {
    expect(limitRejection({ ...henan, from: '2018-01-01', amount: 31 })).toMatch(/条例》第二十条规定的30个工作日/)
  })
})

describe('the rows of the table', () => {
  it('each cite a document and a provision', () => {
    for (const limit of nationalLimits) {
      expect(limit.document).not.toBe('')
      expect(limit.basis.length).toBeGreaterThan(0)
    }
  })
})
