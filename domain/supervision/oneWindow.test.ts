import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actions } from '../case/actions.ts'
import { mainActs } from '../case/tasks.ts'
import type { Absence } from '../office/staff.ts'
import { turnedAwayReport, unownedTasks, visitTrend } from './oneWindow.ts'

it('visits per case are told by month of filing, and which cases took more than one [S3-70]', () => {
  const cases = [
    { caseNo: 'C', filedOn: '2025-07-01', visits: 0 },
    { caseNo: 'A', filedOn: '2025-06-03', visits: 1 },
    { caseNo: 'B', filedOn: '2025-06-30', visits: 2 },
  ]
  expect(visitTrend(cases)).toEqual([
    { month: '2025-06', cases: 2, visits: 3, perCase: 1.5, repeated: [{ caseNo: 'B', visits: 2 }] },
    { month: '2025-07', cases: 1, visits: 0, perCase: 0, repeated: [] },
  ])
})

it('no visit and no case is lost over the months', () => {
  const one = fc.record({
    caseNo: fc.uuid(),
    filedOn: fc.integer({ min: 1, max: 12 }).map(month => `2025-${String(month).padStart(2, '0')}-15`),
    visits: fc.nat(5),
  })
  fc.assert(
    fc.property(fc.array(one), cases => {
      const months = visitTrend(cases)
      const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
      expect(sum(months.map(month => month.cases))).toBe(cases.length)
      expect(sum(months.map(month => month.visits))).toBe(sum(cases.map(({ visits }) => visits)))
    }),
  )
})

it('what was not accepted is counted by window, registration and reason [S3-74]', () => {
  const away = (caseNo: string, ground: string, window: 'comprehensive' | null = 'comprehensive') =>
    ({ caseNo, ground, window, procedure: 'transfer-by-sale' }) as const
  expect(
    turnedAwayReport([away('A', 'incomplete'), away('B', 'not-joint'), away('C', 'incomplete'), away('D', 'incomplete', null)]),
  ).toEqual([
    { window: 'comprehensive', procedure: 'transfer-by-sale', ground: 'incomplete', count: 2, cases: ['A', 'C'] },
    { window: 'comprehensive', procedure: 'transfer-by-sale', ground: 'not-joint', count: 1, cases: ['B'] },
    { window: null, procedure: 'transfer-by-sale', ground: 'incomplete', count: 1, cases: ['D'] },
  ])
})

it('every act and every task has a post that owns it, or its definition is refused [S3-72]', () => {
  for (const [action, { posts }] of Object.entries(actions)) expect(posts.length, action).toBeGreaterThan(0)
  for (const task of Object.values(mainActs)) expect(actions[task.action].posts).toContain(task.post)
  // @ts-expect-error Where an act is defined, nobody is no answer to who may do it.
  const nobody: (typeof actions)['accept']['posts'] = []
  expect(nobody).toEqual([])
})

it('a task is unowned where all of its post are away, untrained or not there [S3-72]', () => {
  const task = { action: 'archive', post: 'archivist', cases: 3 } as const
  const archivist = { posts: ['archivist'], trained: ['archivist'], absences: [] } as const
  const leave: Absence = {
    ...{ id: 'a@2025-06-05', sub: 'a', from: '2025-06-05', until: '2025-06-06', kind: 'leave', handover: null, actingSub: null },
    ...{ approvedBy: 'director-1', approvedAt: '2025-06-04T09:00:00+08:00', returnedAt: null },
  }
  const on = '2025-06-05'
  expect(unownedTasks([task], [archivist], on)).toEqual([])
  for (const staff of [[], [{ ...archivist, trained: [] }], [{ ...archivist, absences: [leave] }]])
    expect(unownedTasks([task], staff, on)).toEqual([task])
  expect(unownedTasks([task], [{ ...archivist, absences: [leave] }], '2025-06-07')).toEqual([])
})
