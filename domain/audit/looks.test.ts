import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulkSigns } from './looks.ts'

const thresholds = { recordsPerDay: 100, rowsPerDay: 2_000 }
const day = { sub: 'archivist-1', on: '2025-03-10', looks: 0, records: 0, rows: 0 }

describe('a day of looks [S0-119]', () => {
  it('up to the office’s own threshold is ordinary, one more is a bulk look with its reason', () => {
    expect(bulkSigns({ ...day, records: 100, rows: 2_000 }, thresholds)).toEqual([])
    expect(bulkSigns({ ...day, records: 101 }, thresholds)).toEqual(['当日打开 101 件不同的案件或者登记簿，多于 100 件'])
    expect(bulkSigns({ ...day, rows: 2_001 }, thresholds)).toEqual(['当日列表显示 2001 行，多于 2000 行'])
  })

  it('is flagged by what was shown, not by how often one and the same was opened', () =>
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(200), fc.nat(4_000), (looks, records, rows) => {
        const signs = bulkSigns({ ...day, looks, records, rows }, thresholds)
        expect(signs.length).toBe(Number(records > 100) + Number(rows > 2_000))
      }),
    ))
})
