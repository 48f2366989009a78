import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { editionInForce } from '../procedures/registry.ts'
import type { Limit } from './limit.ts'
import { dayHoursOf, limitQuestion, limitRejection, limitsFor } from './limits.ts'
import { limitDocuments, nationalLimits, seededLimits } from './seeded.ts'

// Fixtures in the form of P6 and P8 of requirements.md.
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

  it('Henan’s attachment stands under the number it was named by and the number of its text; the limits are the text’s [S3-53]', () => {
    const byText = seededLimits.filter(({ document }) => document === '豫不动产登记联办发〔2019〕4号')
    expect(byText.length).toBeGreaterThan(0)
    for (const row of byText)
      expect(row).toMatchObject({ alsoAs: '豫自然资发〔2019〕49号', note: expect.stringContaining('时限取自正文') })
    // 49号 itself is not in the seeds: nothing rests on it alone.
    expect([...seededLimits, ...limitDocuments].filter(({ document }) => document.includes('49号'))).toEqual([])
  })

  it('mortgage accepted from the end of 2019 is promised within 5 working days [S2-5] [TL-SLA]', () => {
    expect(limitsFor({ class: 'mortgage', on: '2019-12-31' }).promised).toMatchObject({ amount: 5, targetOn: '2019-12-31' })
  })

  it('general accepted from the end of 2020 is promised within 5 working days, which supersede the 10 [S2-6] [TL-SLA]', () => {
    const { statutory, promised, candidates } = limitsFor({ class: 'general', on: '2025-09-26', region: '510802' })
    expect(statutory).toMatchObject({ amount: 30, basis: ['TL-30'] })
    expect(promised).toMatchObject({ amount: 5, document: '自然资办函〔2019〕753号', publicDocument: '国办发〔2019〕8号' })
    const letter = { level: 'nation', document: '自然资办函〔2019〕753号', unit: 'working-day' } as const
    expect(candidates).toEqual([
      {
        ...letter,
        amount: 10,
        from: '2019-12-31',
        targetOn: '2019-12-31',
        chosen: false,
        why: '10个工作日长于自然资办函〔2019〕753号的5个工作日，下级只能缩短，取较短的。',
      },
      {
        ...letter,
        amount: 5,
        from: '2020-12-31',
        targetOn: '2020-12-31',
        chosen: true,
        why: '2020-12-31 起受理的适用，是各级适用时限中最短的（5个工作日），按此承诺。',
      },
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

describe('the seeded rows of Henan and Kaifeng', () => {
  const promised = (procedure: Parameters<typeof editionInForce>[0], office: string, on = '2025-06-03') => {
    const edition = editionInForce(procedure, on)
    if (!edition) throw new Error(`${procedure} is not in force on ${on}`)
    const limit = limitsFor(limitQuestion(edition, { ...kaifengOffice, office }, on)).promised
    return limit && [limit.level, limit.amount, limit.unit]
  }

  it.each([
    ['transfer-by-sale', 'S3-21'],
    ['seizure', 'S3-22'],
    ['seizure-release', 'S3-22'],
    ['objection', 'S3-23'],
    ['mortgage-cancel', 'S3-24'],
    ['certificate-reissue', 'S3-25'],
    ['certificate-exchange', 'S3-25'],
  ] as const)(
    'at the municipal office %s is promised within one hour (%s) [S3-21] [S3-22] [S3-23] [S3-24] [S3-25] [S3-26]',
    (procedure, _row) => {
      expect(promised(procedure, '410200')).toEqual(['office', 1, 'hour'])
    },
  )

  it('every other registration is promised there within one working day, a query is not one [S3-1] [S3-2] [S3-20]', () => {
    for (const procedure of ['house-first', 'mortgage-first', 'seizure-renewal', 'correction'] as const)
      expect(promised(procedure, '410200')).toEqual(['city', 1, 'working-day'])
    expect(promised('information-query', '410200')).toEqual(['nation', 5, 'working-day'])
  })

  it.each([
    ['transfer-by-sale', 5, 'S3-63'],
    ['mortgage-first', 3, 'S3-64'],
  ] as const)(
    'in the counties of Kaifeng and all of Henan %s is promised within %i working days (%s) [S3-63] [S3-64] [S3-2]',
    (procedure, days, _row) => {
      for (const office of ['410225', '410100']) expect(promised(procedure, office)?.slice(1)).toEqual([days, 'working-day'])
      expect(promised(procedure, '510802')).toEqual(['nation', 5, 'working-day'])
    },
  )

  it('bind from the end of the month of their target, and keep target and first day apart [S3-1] [S3-2]', () => {
    const on = (day: string) => limitsFor({ class: 'general', procedure: 'transfer-by-sale', region: '410200', on: day }).promised
    expect(on('2020-06-29')).toMatchObject({ amount: 10, unit: 'working-day' })
    expect(on('2020-06-30')).toMatchObject({ amount: 1, unit: 'hour', targetOn: '2020-06-30' })
    const early = seededLimits.map(row => (row.unit === 'hour' ? { ...row, from: '2020-03-01' } : row))
    const answer = limitsFor({ class: 'general', procedure: 'objection', region: '410200', on: '2020-03-02' }, early)
    expect(answer.promised).toMatchObject({ amount: 1, from: '2020-03-01', targetOn: '2020-06-30' })
  })

  it('would all be accepted today: no lower level lengthens what a higher one sets [S0-70]', () => {
    for (const row of seededLimits) expect(limitRejection(row)).toBeNull()
  })

  it('stand beside documents without a figure, which are shown and never counted [S0-69] [S4-69] [S4-70]', () => {
    expect(limitDocuments.map(({ document }) => document)).toEqual([
      '自然资源部办公厅《不动产登记窗口建设标准》',
      '“最多跑一次”工作规范',
      '广自然资函〔2023〕146号',
    ])
  })
})

describe('hours against working days', () => {
  const hours = (amount: number): Limit => ({ ...kaifeng, region: '510802', from: '2025-01-01', amount })

  it('a working day is twenty-four hours where they are counted without a break, seven where the office must be open [S0-70]', () => {
    expect([dayHoursOf(kaifengOffice), dayHoursOf(demoOffice)]).toEqual([24, 7])
    expect(limitRejection(hours(36), seededLimits, 24)).toBeNull()
    expect(limitRejection(hours(35), seededLimits, 7)).toBeNull()
    expect(limitRejection(hours(36), seededLimits, 7)).toMatch(/36小时长于.*5个工作日/)
  })

  it('a promise for named procedures is measured against what binds these procedures [S0-70]', () => {
    const slow: Limit = { ...kaifeng, procedures: ['house-first'], unit: 'working-day', amount: 2 }
    expect(limitRejection(slow)).toMatch(/2个工作日长于汴不动登发〔2019〕85号规定的1个工作日/)
    expect(limitRejection({ ...slow, procedures: ['information-query'] })).toBeNull()
  })
})

describe('the rows of the table', () => {
  it('each cite a document and a provision', () => {
    for (const limit of seededLimits) {
      expect(limit.document).not.toBe('')
      expect(limit.basis.length).toBeGreaterThan(0)
    }
  })
})
