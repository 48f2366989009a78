import { describe, expect, it } from 'vitest'
import { firstAskedOf } from './firstAsked.ts'
import type { CaseState } from './types.ts'

const filedAt = '2025-06-05T09:00:00+08:00'
const filed = (channel: string, more: object = {}) =>
  ({ filedBy: 'who-filed', filedAt, application: { channel }, ...more }) as unknown as CaseState
const acceptance = { acceptance: { at: '2025-06-05T10:00:00+08:00', by: 'intake-2' } }

describe('who was asked first for a case [S0-9]', () => {
  it('at the counter, who took the application', () => {
    expect(firstAskedOf(filed('counter', acceptance))).toEqual({ sub: 'who-filed', at: filedAt, enquiry: null })
  })

  it('of what came in another way, who accepted it; nobody until then, nor where silence accepted it', () => {
    expect(firstAskedOf(filed('bank'))).toBeNull()
    expect(firstAskedOf(filed('bank', acceptance))).toMatchObject({ sub: 'intake-2' })
    expect(firstAskedOf(filed('online', { acceptance: { at: filedAt, by: null } }))).toBeNull()
  })

  it('of what began as an enquiry, who was asked then, however it was filed [S4-58]', () => {
    const firstAsked = { sub: 'intake-3', at: '2025-06-03T10:00:00+08:00', enquiry: { no: 7, answeredAt: null } }
    expect(firstAskedOf(filed('counter', { firstAsked, ...acceptance }))).toBe(firstAsked)
  })
})
