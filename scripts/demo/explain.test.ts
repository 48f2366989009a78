import { expect, it } from 'vitest'
import { compactly } from './explain.ts'

it('days that follow each other for the same reason are told as one range', () => {
  const days = [
    { date: '2025-09-30', counted: true, why: '工作日' },
    { date: '2025-10-01', counted: false, why: '国庆节' },
    { date: '2025-10-02', counted: false, why: '国庆节' },
    { date: '2025-10-09', counted: true, why: '工作日' },
  ]
  expect(compactly(days)).toEqual([
    '+ 2025-09-30         counted 1: 工作日',
    '  2025-10-01 … 10-02 not counted: 国庆节',
    '+ 2025-10-09         counted 1: 工作日',
  ])
})
