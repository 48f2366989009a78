import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulkSigns } from './looks.ts'

const thresholds = { bulkLooksPerDay: 300, bulkRowsPerDay: 2_000 }
const at = '2025-03-10T17:00:00+08:00'
const day = { sub: 'archivist-1', on: '2025-03-10', looks: 0, objects: 0, rows: 0, lastTrace: 9, lastAt: at }

describe('a day of looks [S0-119]', () => {
  it('up to the office’s own threshold is ordinary, one more is a bulk look with its reason', () => {
    expect(bulkSigns({ ...day, looks: 300, rows: 2_000 }, thresholds)).toEqual([])
    expect(bulkSigns({ ...day, looks: 301, objects: 12 }, thresholds)).toEqual(['一日查阅 301 次，涉及 12 项'])
    expect(bulkSigns({ ...day, rows: 2_001 }, thresholds)).toEqual(['一日列表显示 2001 行'])
  })

  it('stands out for what it exceeds, and for nothing else', () =>
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(4_000), (looks, rows) => {
        const signs = bulkSigns({ ...day, looks, rows }, thresholds)
        expect(signs.length).toBe(Number(looks > 300) + Number(rows > 2_000))
      }),
    ))
})
