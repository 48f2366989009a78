import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import { type FeeItem, feeCaseCount, feePayerOf, quoteFees } from './quote.ts'
import type { FeeFacts } from './schedule.ts'

const totalFen = (...items: FeeItem[]) => quoteFees(items).totalFen
const yuan = (procedure: ProcedureId, rest: Omit<FeeItem, 'procedure'> = {}) => totalFen({ procedure, ...rest }) / 100

describe('the fee of a case', () => {
  it('T24: two certificates of a house and one of its parking space cost the buyers 80 + 10 + 80 yuan [FEE-2] [FEE-4] [FEE-8]', () => {
    const quote = quoteFees([
      { procedure: 'transfer-by-sale', use: 'residential', copies: 2 },
      { procedure: 'transfer-by-sale', use: 'garage', copies: 1 },
    ])
    expect(quote.totalFen).toBe(17_000)
    expect(quote.lines.map(({ feeFen }) => feeFen)).toEqual([8_000, 1_000, 8_000])
  })

  it('T24: the mortgage of a house costs the bank 80 yuan, its proof nothing, however many [FEE-2] [FEE-8] [FEE-10]', () => {
    expect(yuan('mortgage-first')).toBe(80)
    expect(yuan('mortgage-first', { copies: 3 })).toBe(80)
    expect(feePayerOf('mortgage-first')).toBe('mortgagee')
    expect(feePayerOf('transfer-by-sale')).toBe('transferee')
  })

  it('P14: an advance notice, a seizure and a change together cost nothing [FEE-4] [FEE-5] [FEE-SZ]', () => {
    expect(totalFen({ procedure: 'notice-presale' }, { procedure: 'seizure' }, { procedure: 'house-change' })).toBe(0)
  })

  it('P14: the sale of premises that are no dwelling costs 550 yuan [FEE-3]', () => {
    expect(yuan('transfer-by-sale', { use: 'non-residential' })).toBe(550)
  })

  it.each([
    [
      80,
      550,
      [
        'land-first',
        'land-transfer',
        'house-first',
        'transfer-by-sale',
        'transfer-new-house',
        'transfer-by-gift',
        'transfer-by-inheritance',
      ],
    ],
    [80, 550, ['mortgage-first', 'mortgage-transfer', 'easement-first']],
  ] as const)('is %i yuan, or %i for what is no dwelling, for %j [FEE-2] [FEE-3]', (home, other, procedures) => {
    for (const procedure of procedures) {
      expect(yuan(procedure)).toBe(home)
      expect(yuan(procedure, { use: 'non-residential' })).toBe(other)
      expect(yuan(procedure, { use: 'garage' })).toBe(80)
    }
  })

  it('is nothing for changes and corrections since 2019 [FEE-4]', () => {
    for (const procedure of ['land-change', 'house-change', 'mortgage-change', 'correction', 'correction-ex-officio'] as const) {
      expect(yuan(procedure, { use: 'non-residential' })).toBe(0)
    }
  })

  it('is nothing for cancellations, advance notices and seizures [FEE-5] [FEE-SZ]', () => {
    const free = procedureIds.filter(id => /-cancel$|^notice-|^seizure/.test(id))
    expect(free).toHaveLength(11)
    for (const procedure of free) expect(yuan(procedure, { use: 'non-residential', copies: 2 })).toBe(0)
  })

  it('is half for an objection, shown as base and reduction [FEE-6]', () => {
    expect(yuan('objection')).toBe(40)
    expect(yuan('objection', { use: 'non-residential' })).toBe(275)
    expect(quoteFees([{ procedure: 'objection' }]).lines.map(({ feeFen }) => feeFen)).toEqual([8_000, -4_000])
  })

  it('is the cost of the certificates for a homestead, a re-issue and an exchange [FEE-7]', () => {
    for (const procedure of ['homestead-first', 'certificate-reissue', 'certificate-exchange'] as const) {
      expect(yuan(procedure)).toBe(10)
      expect(yuan(procedure, { copies: 3, use: 'non-residential' })).toBe(30)
    }
  })

  it('has 10 yuan for each title certificate after the first, in exempt cases too [FEE-8]', () => {
    expect(yuan('transfer-by-gift', { copies: 4 })).toBe(110)
    expect(yuan('house-change', { copies: 2 })).toBe(10)
  })

  it('is nothing where no rule of fees reaches: a query, and a transfer that a court entrusts [DR-19]', () => {
    expect(quoteFees([{ procedure: 'information-query' }])).toMatchObject({
      totalFen: 0,
      lines: [{ title: expect.stringContaining('没有发现收费规定') }],
    })
    expect(yuan('transfer-by-court')).toBe(0)
  })
})

describe('an exemption by the facts of the case', () => {
  it('frees a micro enterprise of everything, with base, reason and net on lines of their own [FEE-5] [S1-68]', () => {
    const quote = quoteFees([
      { procedure: 'transfer-by-sale', use: 'non-residential', copies: 2, facts: { payer: 'micro-enterprise' } },
    ])
    expect(quote.lines.map(({ feeFen }) => feeFen)).toEqual([55_000, 1_000, -56_000])
    expect(quote.lines.at(-1)).toMatchObject({ title: expect.stringContaining('小微企业'), basis: ['FEE-5'] })
    expect(quote.totalFen).toBe(0)
  })

  it.each<[string, ProcedureId, FeeFacts, Omit<FeeItem, 'procedure'>, number]>([
    ['between spouses leaves the cost of the certificate [FEE-7]', 'transfer-by-gift', { betweenSpouses: true }, {}, 10],
    [
      'between spouses leaves the cost of each certificate [FEE-7]',
      'transfer-by-sale',
      { betweenSpouses: true },
      { copies: 2 },
      20,
    ],
    ['between spouses leaves the cost where the change itself is free [FEE-7]', 'house-change', { betweenSpouses: true }, {}, 10],
    [
      'between spouses does not reach an inheritance, which is charged [FEE-2]',
      'transfer-by-inheritance',
      { betweenSpouses: true },
      {},
      80,
    ],
    ['for affordable housing leaves nothing [FEE-2]', 'house-first', { affordableHousing: true }, {}, 0],
    [
      'for affordable housing does not reach its shops [FEE-3]',
      'house-first',
      { affordableHousing: true },
      { use: 'non-residential' },
      550,
    ],
    [
      'for forest and farm land leaves nothing [FEE-4]',
      'mortgage-first',
      { agriculturalOrForest: true },
      { use: 'non-residential' },
      0,
    ],
    [
      'for a garage without a certificate of its own leaves nothing [FEE-5]',
      'house-first',
      { withoutOwnCertificate: true },
      { use: 'garage' },
      0,
    ],
    ['for the error of the registry leaves nothing [FEE-5]', 'correction', { registryError: true }, { copies: 2 }, 0],
    [
      'for the error of the registry frees the exchange that mends it [FEE-5]',
      'certificate-exchange',
      { registryError: true },
      {},
      0,
    ],
    ['for the error of the registry does not reach a sale [FEE-2]', 'transfer-by-sale', { registryError: true }, {}, 80],
    ['for swapping an old certificate leaves nothing [FEE-11]', 'certificate-exchange', { oldCertificateSwap: true }, {}, 0],
  ])('%s', (_, procedure, facts, rest, expected) => expect(yuan(procedure, { ...rest, facts })).toBe(expected))
})

describe('the number of cases', () => {
  const [a, b, elsewhere] = ['510802001001GB00001F00010001', '510802001001GB00001F00010002', '510802001001GB00002F00010001']

  it('is one for each unit, and one for all units of a parcel that secure one loan [FEE-9]', () => {
    expect(feeCaseCount('transfer-by-sale', [a, b])).toBe(2)
    expect(feeCaseCount('mortgage-first', [a, b])).toBe(1)
    expect(feeCaseCount('mortgage-first', [a, b, elsewhere])).toBe(2)
    expect(feeCaseCount('easement-first', [a, elsewhere])).toBe(1)
  })
})

describe('every quote', () => {
  const anyItem = fc.record({
    procedure: fc.constantFrom(...procedureIds),
    use: fc.constantFrom('residential', 'non-residential', 'garage'),
    copies: fc.integer({ min: 1, max: 9 }),
    facts: fc.record(
      {
        payer: fc.constant('micro-enterprise' as const),
        betweenSpouses: fc.boolean(),
        registryError: fc.boolean(),
        affordableHousing: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  })

  it('is the sum of its lines, never below nothing, and the sum of its cases [FEE-1]', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 5 }), items => {
        const quote = quoteFees(items)
        expect(quote.totalFen).toBe(items.reduce((sum, item) => sum + totalFen(item), 0))
        for (const item of items) expect(totalFen(item)).toBeGreaterThanOrEqual(0)
        if (items.every(({ facts }) => facts.payer)) expect(quote.totalFen).toBe(0)
      }),
    )
  })

  it('does not move with area or price [FEE-1]', () => {
    fc.assert(
      fc.property(anyItem, fc.nat(), fc.nat(), (item, priceFen, areaSqm) => {
        const facts = { ...item.facts, priceFen, areaSqm }
        expect(totalFen({ ...item, facts })).toBe(totalFen(item))
      }),
    )
  })

  it('cites for each charge or reduction the document and the rule it follows from [S1-67]', () => {
    fc.assert(
      fc.property(anyItem, item => {
        for (const line of quoteFees([item]).lines.filter(({ feeFen }) => feeFen !== 0)) {
          expect(line.title).toMatch(/发改价格规〔2016〕2559号|财税〔2016〕79号|财税〔2019〕45号/)
          expect(line.basis.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it.each<[FeeItem, RegExp]>([
    [{ procedure: 'divorce' }, /没有“divorce”这一登记业务/],
    [{ procedure: 'toString' }, /没有“toString”/],
    [{ procedure: 'transfer-by-sale', use: 'castle' }, /用途“castle”无效/],
    [{ procedure: 'transfer-by-sale', use: 'constructor' }, /用途“constructor”无效/],
    [{ procedure: 'transfer-by-sale', copies: 0 }, /证书本数/],
    [{ procedure: 'transfer-by-sale', copies: 1.5 }, /证书本数/],
  ])('of %j is refused with a sentence in Chinese', (item, sentence) => {
    expect(() => quoteFees([item])).toThrow(RangeError)
    expect(() => quoteFees([item])).toThrow(sentence)
  })
})
