import { describe, expect, it } from 'vitest'
import { firstDifference } from './match.ts'

describe('an answer is compared with what a scenario expects', () => {
  it.each([
    ['an object matches when each named key matches', { stage: 'closed' }, { stage: 'closed', outcome: 'completed' }],
    [
      'each listed element matches some element, in any order',
      [{ name: 'b' }, { name: 'a' }],
      [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    ],
    ['~text is contained in', '~不动产权第', '川（2025）广元市不动产权第0000001号'],
    ['^prefix begins it', '^2025-06-05', '2025-06-05T10:12:00+08:00'],
    ['null is null', null, null],
    ['null is also absent', { outcome: null }, {}],
    ['[] is empty', [], []],
    ['{count: n} is the length of a list', { count: 2 }, ['a', 'b']],
    ['a date alone fits an instant of that day', '2025-02-28', '2025-02-28T23:59:59+08:00'],
    ['a date alone fits the same date', '2025-02-28', '2025-02-28'],
    ['a count is an ordinary key of an object', { count: 2 }, { count: 2, of: 'copies' }],
    ['numbers and booleans are themselves', { totalFen: 17000, valid: false }, { totalFen: 17000, valid: false }],
  ])('%s', (_title, expected, actual) => {
    expect(firstDifference(expected, actual)).toBeUndefined()
  })

  it.each([
    [
      'the path leads to the value',
      { clocks: [{ dueAt: '^2025-02-28' }] },
      { clocks: [{ dueAt: '2025-03-03' }] },
      'clocks[0].dueAt: expected ^2025-02-28, got 2025-03-03',
    ],
    ['a value that is missing is nothing', { stage: 'closed' }, {}, 'stage: expected closed, got nothing'],
    [
      'a value where none is expected is shown',
      { outcome: null },
      { outcome: 'refused' },
      'outcome: expected nothing, got refused',
    ],
    ['a list that is not empty is shown', { seizures: [] }, { seizures: [1] }, 'seizures: expected [], got [1]'],
    ['a missing list is not an empty one', { seizures: [] }, {}, 'seizures: expected [], got nothing'],
    ['a wrong count tells both', { items: { count: 2 } }, { items: [1] }, 'items: expected 2 elements, got 1'],
    ['a number is not its digits', { totalFen: 100 }, { totalFen: '100' }, 'totalFen: expected 100, got 100'],
    [
      'an instant of the next day is not the date',
      { until: '2025-02-28' },
      { until: '2025-03-01T00:00:00+08:00' },
      'until: expected 2025-02-28, got 2025-03-01T00:00:00+08:00',
    ],
    [
      'a list in the place of an object is shown',
      { tracks: { tax: 'open' } },
      { tracks: ['tax'] },
      'tracks: expected {"tax":"open"}, got ["tax"]',
    ],
  ])('%s', (_title, expected, actual, difference) => {
    expect(firstDifference(expected, actual)).toBe(difference)
  })

  it('among several candidates names what is wrong with the one that comes closest', () => {
    const seizures = [
      { organ: '甲法院', status: 'expired' },
      { organ: '乙法院', status: 'waiting' },
    ]
    const difference = firstDifference({ seizures: [{ organ: '乙法院', status: 'active' }] }, { seizures })
    expect(difference).toBe('seizures[0].status: expected active, got waiting (nearest of 2)')
  })

  it('names the first difference only, in the order in which the scenario tells', () => {
    expect(firstDifference({ a: 1, b: 2 }, { b: 3, a: 4 })).toBe('a: expected 1, got 4')
  })
})
