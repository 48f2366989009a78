import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Noted } from '../quality/finding.ts'
import {
  bottomLines,
  forLibrary,
  type IncidentData,
  incidentClasses,
  incidentOf,
  refuseIncidentStep,
  zeroTargets,
} from './incidents.ts'

const at = '2025-06-05T10:00:00+08:00'
const line = <T extends keyof IncidentData>(type: T, data: IncidentData[T], actor = 'quality-1') =>
  ({ type, data, at, actor }) as Noted<IncidentData>

const facts = { class: 'discipline', title: '收受礼品', summary: '收受中介礼品', occurredOn: '2025-06-03' } as const
const opened = line('Opened', { ...facts, staff: ['examiner-1'], cases: ['A'] })
const noted = line('Noted', { note: '另涉一案', staff: ['examiner-1', 'intake-1'], cases: ['B'], findings: [7], rule: 2 })
const closing = { upheld: true, conclusion: '给予政务警告', measures: '调离审核岗' }
const closed = line('Closed', closing, 'director-1')
const untrue = line('Closed', { ...closing, upheld: false })
const entered = line('Entered', { enteredOn: '2025-07-01', reference: '警-2025-7' })

const only = (...lines: Noted<IncidentData>[]) => incidentOf(1, lines)

it('an incident gathers the staff and cases of all its entries, each once, and who wrote what when [S0-159]', () => {
  expect(only(opened, noted, closed, entered)).toEqual({
    ...{ no: 1, ...facts, staff: ['examiner-1', 'intake-1'], cases: ['A', 'B'], findings: [7], rules: [2] },
    opened: { by: 'quality-1', at },
    notes: [{ by: 'quality-1', at, note: '另涉一案' }],
    closed: { by: 'director-1', at, ...closing },
    enteredIntoLibrary: { by: 'quality-1', at, enteredOn: '2025-07-01', reference: '警-2025-7' },
  })
})

describe('the steps of an incident', () => {
  it('to be noted and closed it must be open, and nobody closes what he is concerned in', () => {
    expect(refuseIncidentStep(only(opened), 'Closed', 'director-1')).toBeNull()
    expect(refuseIncidentStep(only(opened), 'Closed', 'examiner-1')?.rule).toBe('four-eyes')
    for (const step of ['Noted', 'Closed'] as const)
      expect(refuseIncidentStep(only(opened, closed), step, 'director-1')?.rule).toBe('stage')
  })

  it('into the library goes what is closed and upheld, once [S0-135]', () => {
    const refused = (...lines: Noted<IncidentData>[]) => refuseIncidentStep(only(...lines), 'Entered', 'quality-1')?.rule ?? null
    expect([refused(opened), refused(opened, untrue), refused(opened, closed), refused(opened, closed, entered)]).toEqual([
      'stage',
      'stage',
      null,
      'stage',
    ])
  })
})

describe('the bottom lines (零目标)', () => {
  const period = { from: '2025-06-01', until: '2025-06-30' }
  const sixDonts = ['一', '二', '三', '四', '五', '六'].map(n => `第${n}条`)

  it('are the five of the seed; without incidents each is met [S0-29]', () => {
    const { lines } = zeroTargets([], period, null)
    expect(lines.map(({ title, count, target, met }) => [title, count, target, met])).toEqual(
      Object.values(bottomLines).map(({ title }) => [title, 0, 0, true]),
    )
    expect(lines).toHaveLength(5)
  })

  it('count what is upheld or not yet closed, under its class and each rule of the six that it names [S0-29] [S0-158]', () => {
    const other = incidentOf(2, [line('Opened', { ...facts, class: 'mass' }), untrue])
    const { lines, sixDonts: rules, staff } = zeroTargets([only(opened, noted), other], period, sixDonts)
    expect(lines.filter(({ met }) => !met)).toEqual([
      expect.objectContaining({ class: 'discipline', count: 1, open: 1, incidents: [1] }),
    ])
    expect(rules.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 0])
    expect(staff).toEqual(['examiner-1', 'intake-1'])
  })

  it('count each incident once and on its day only, whatever there is', () => {
    const day = fc.integer({ min: 1, max: 30 }).map(n => `2025-06-${String(n).padStart(2, '0')}`)
    const some = fc.array(
      fc.record({ class: fc.constantFrom(...incidentClasses), occurredOn: day, upheld: fc.option(fc.boolean()) }),
    )
    fc.assert(
      fc.property(some, day, day, (list, one, other) => {
        const [from = '', until = ''] = [one, other].sort()
        const incidents = list.map(({ class: kind, occurredOn, upheld }, i) => {
          const first = line('Opened', { ...facts, class: kind, occurredOn })
          return incidentOf(i + 1, upheld === null ? [first] : [first, line('Closed', { ...closing, upheld })])
        })
        const { lines } = zeroTargets(incidents, { from, until }, null)
        const expected = list.filter(({ occurredOn, upheld }) => from <= occurredOn && occurredOn <= until && upheld !== false)
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length)
        expect(new Set(lines.flatMap(({ incidents: numbers }) => numbers)).size).toBe(expected.length)
      }),
    )
  })
})

it('for the library the people are named by their posts, the rest is told in words [S0-135]', () => {
  const incident = only(opened, noted, closed)
  if (!incident.closed) throw new Error('not closed')
  const posts: Record<string, string[]> = { 'examiner-1': ['examiner'], 'intake-1': ['intake'] }
  const form = forLibrary({ ...incident, closed: incident.closed }, '广元市不动产登记中心', sub => posts[sub] ?? [])
  expect(form).toMatchObject({
    ...{ 类别: '工作人员违规违纪违法被追责问责', 违反六不准: ['第2条'], 涉及岗位: ['examiner', 'intake'] },
    ...{ 处理结果: '给予政务警告', enteredOn: null },
  })
  expect(JSON.stringify(form)).not.toContain('examiner-1')
})
