import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice, kaifengOffice } from '../office/profile.ts'
import { type ProcedureId, procedureIds } from '../procedures/ids.ts'
import { breakdownOf, type Figures, figuresOf, hugeCompensations, type Placed, type QualityFacts, share } from './figures.ts'

const none: QualityFacts = { recorded: [], checked: [], errors: [], overdue: [], enquiries: { asked: 0, answered: 0 } }
const at = (procedure: ProcedureId, county = '410202'): Placed => ({ procedure, county })
const facts: QualityFacts = {
  recorded: [
    { ...at('transfer-by-sale'), late: false, notices: 0 },
    { ...at('transfer-by-sale'), late: true, notices: 2 },
    { ...at('mortgage-first', '410203'), late: false, notices: 1 },
    { ...at('house-first', '410203'), late: false, notices: 0 },
  ],
  checked: [
    { ...at('transfer-by-sale'), failed: true },
    { ...at('mortgage-first', '410203'), failed: false },
    { ...at('mortgage-first', '410203'), failed: false },
  ],
  errors: [{ ...at('transfer-by-sale'), compensationFen: 5_000_000 }],
  overdue: [at('house-first', '410203'), null],
  enquiries: { asked: 3, answered: 2 },
}

describe('the figures of a period', () => {
  it('are counts and shares to four places; a share of nothing is not nought but untold', () => {
    expect(figuresOf(facts, () => true)).toEqual({
      ...{ recorded: 4, onTime: 3, onTimeShare: 0.75, secondNotices: 1, checked: 3, failed: 1, wrongShare: 0.3333 },
      ...{ errors: 1, errorShare: 0.25, overdueFindings: 2 },
    })
    expect(figuresOf(none, () => true)).toMatchObject({ onTimeShare: null, wrongShare: null, errorShare: null, recorded: 0 })
    expect(share(0, 5)).toBe(0)
  })

  it('are compared by section, by county and by business type; a county or section without business stands there with noughts [S1-80] [S1-82]', () => {
    const { office, sections, counties, procedures } = breakdownOf(facts, kaifengOffice)
    expect(office.recorded).toBe(4)
    const recordedOf = (lines: typeof counties) => lines.map(({ name, figures }) => [name, figures.recorded, figures.wrongShare])
    expect(recordedOf(sections)).toEqual([
      ['转让登记科', 2, 1],
      ['抵押登记科', 1, 0],
      ['非权属登记科', 0, null],
      ['大厅办', 1, null],
    ])
    expect(recordedOf(counties)).toEqual([
      ['410202', 2, 1],
      ['410203', 2, 0],
      ['410204', 0, null],
      ['410205', 0, null],
    ])
    expect(procedures).toMatchObject([
      { name: 'house-first', figures: { overdueFindings: 1 } },
      { name: 'mortgage-first', title: '抵押权首次登记' },
      { name: 'transfer-by-sale', figures: { errors: 1, errorShare: 0.5 } },
    ])
    expect(breakdownOf(facts, demoOffice).sections).toEqual([])
  })

  it('of the parts come to those of the whole, for what lies in a county; nothing is counted twice [S1-82]', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            procedure: fc.constantFrom(...procedureIds),
            county: fc.constantFrom('410202', '410203', '410299'),
            late: fc.boolean(),
            notices: fc.nat(3),
          }),
        ),
        recorded => {
          const { office, sections, counties, procedures } = breakdownOf({ ...none, recorded }, kaifengOffice)
          for (const lines of [sections, counties, procedures])
            for (const member of ['recorded', 'onTime', 'secondNotices'] as const satisfies readonly (keyof Figures)[])
              expect(lines.reduce((sum, { figures }) => sum + figures[member], 0)).toBe(office[member])
        },
      ),
    ))

  it('errors with huge compensation have the target none, and are not counted where no document names an amount [S0-160]', () => {
    expect(hugeCompensations(facts.errors, 5_000_000)).toEqual({ target: 0, count: 1, thresholdFen: 5_000_000 })
    expect(hugeCompensations(facts.errors, 5_000_001).count).toBe(0)
    expect(hugeCompensations(facts.errors, demoOffice.quality.hugeCompensationFen)).toEqual({
      target: 0,
      count: null,
      thresholdFen: null,
    })
  })
})
