import { describe, expect, it } from 'vitest'
import type { Post } from '../case/types.ts'
import { type ErrorData, errorOf, refuseErrorLine, refuseMending } from './errors.ts'
import type { Noted } from './finding.ts'

const at = '2025-06-03T10:00:00+08:00'
const entered: Noted<ErrorData> = {
  ...{ type: 'Entered', at, actor: 'quality-1' },
  data: {
    ...{ caseNo: 'C-1', unitCode: 'U-1', version: 3, error: '面积误记', cause: 'recording' },
    ...{ responsible: ['registrar-1'], finding: 4 },
  },
}
const mended = (caseNo: string): Noted<ErrorData> => ({ type: 'Mended', data: { caseNo }, at, actor: 'quality-1' })
const paid = (amountFen: number): Noted<ErrorData> => ({
  ...{ type: 'Compensated', at, actor: 'director-1' },
  data: { amountFen, document: '赔偿决定' },
})

describe('a registration error', () => {
  it('stands with entry, cause, staff, the correction that mends it and all that was paid up to now [S0-160]', () => {
    expect(errorOf(2, [entered, mended('C-9'), paid(100), paid(250)])).toEqual({
      ...entered.data,
      ...{
        no: 2,
        enteredBy: 'quality-1',
        enteredAt: at,
        mendedBy: ['C-9'],
        compensationFen: 250,
        compensationDocument: '赔偿决定',
      },
    })
    expect(() => errorOf(2, [paid(1)])).toThrow('does not begin')
    expect(() => errorOf(2, [entered, entered])).toThrow('twice')
  })

  it('is mended by a correction of its unit and by nothing else, each once', () => {
    const error = errorOf(2, [entered, mended('C-9')])
    const by = (caseNo: string, procedure: Parameters<typeof refuseMending>[1]['procedure'], unit: string) =>
      refuseMending(error, { caseNo, procedure, units: [unit] })?.detail ?? null
    expect(by('C-8', 'correction', 'U-1')).toBeNull()
    expect(by('C-8', 'correction-ex-officio', 'U-1')).toBeNull()
    expect(by('C-8', 'transfer-by-sale', 'U-1')).toContain('不是更正登记')
    expect(by('C-8', 'correction', 'U-2')).toContain('U-1')
    expect(by('C-9', 'correction', 'U-1')).toContain('已经登记')
  })

  it('is written about by the posts of quality, and by nobody about his own [S0-160]', () => {
    const ask = (sub: string, post: Post) => refuseErrorLine(errorOf(1, [entered]), { sub, posts: [post] })?.rule ?? null
    expect(ask('quality-1', 'quality')).toBeNull()
    expect(ask('registrar-2', 'registrar')).toBe('post')
    expect(ask('registrar-1', 'supervisor')).toBe('four-eyes')
  })
})
