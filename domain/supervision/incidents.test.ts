import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bottomLines,
  forLibrary,
  type IncidentEntry,
  incidentClasses,
  incidentsOf,
  refuseIncidentStep,
  zeroTargets,
} from './incidents.ts'

const at = '2025-06-05T10:00:00+08:00'
const entry = <S extends IncidentEntry['step']>(
  step: S,
  data: Extract<IncidentEntry, { step: S }>['data'],
  { file = 'incident-1', n = 1, by = 'quality-1' } = {},
) => ({ file, n, step, by, about: null, at, data }) as IncidentEntry

const facts = { class: 'discipline', title: '收受礼品', summary: '收受中介礼品', occurredOn: '2025-06-03' } as const
const opened = entry('opened', { ...facts, staff: ['examiner-1'], cases: ['A'] })
const noted = entry('noted', { note: '另涉一案', staff: ['examiner-1', 'intake-1'], cases: ['B'], rule: 2 }, { n: 2 })
const closing = { upheld: true, conclusion: '给予政务警告', measures: '调离审核岗' }
const closed = entry('closed', closing, { n: 3, by: 'director-1' })
const entered = entry('entered', { enteredOn: '2025-07-01', reference: '警-2025-7' }, { n: 4 })

const only = (...entries: IncidentEntry[]) => {
  const [incident] = incidentsOf(entries)
  if (!incident) throw new Error('no incident')
  return incident
}

it('an incident gathers the staff and cases of all its entries, each once, and who wrote what when [S0-159]', () => {
  expect(only(opened, noted, closed, entered)).toEqual({
    ...{ no: 'incident-1', ...facts, staff: ['examiner-1', 'intake-1'], cases: ['A', 'B'], rules: [2] },
    opened: { by: 'quality-1', at },
    notes: [{ by: 'quality-1', at, note: '另涉一案' }],
    closed: { by: 'director-1', at, ...closing },
    enteredIntoLibrary: { by: 'quality-1', at, enteredOn: '2025-07-01', reference: '警-2025-7' },
  })
})

describe('the steps of an incident', () => {
  it('to be noted and closed it must be open, and nobody closes what he is concerned in', () => {
    expect(refuseIncidentStep(only(opened), 'closed', 'director-1')).toBeNull()
    expect(refuseIncidentStep(only(opened), 'closed', 'examiner-1')?.rule).toBe('four-eyes')
    for (const step of ['noted', 'closed'] as const)
      expect(refuseIncidentStep(only(opened, closed), step, 'director-1')?.rule).toBe('stage')
  })

  it('into the library goes what is closed and upheld, once [S0-135]', () => {
    const untrue = entry('closed', { ...closing, upheld: false }, { n: 2 })
    const refused = (...entries: IncidentEntry[]) => refuseIncidentStep(only(...entries), 'entered', 'quality-1')?.rule ?? null
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
    const untrue = entry('closed', { ...closing, upheld: false }, { file: 'incident-2', n: 2 })
    const other = entry('opened', { ...facts, class: 'mass' }, { file: 'incident-2' })
    const { lines, sixDonts: rules, staff } = zeroTargets(incidentsOf([opened, noted, other, untrue]), period, sixDonts)
    expect(lines.filter(({ met }) => !met)).toEqual([
      expect.objectContaining({ class: 'discipline', count: 1, open: 1, incidents: ['incident-1'] }),
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
        const entries = list.flatMap(({ class: kind, occurredOn, upheld }, i) => {
          const file = `incident-${i + 1}`
          const first = entry('opened', { ...facts, class: kind, occurredOn }, { file })
          return upheld === null ? [first] : [first, entry('closed', { ...closing, upheld }, { file, n: 2 })]
        })
        const { lines } = zeroTargets(incidentsOf(entries), { from, until }, null)
        const expected = list.filter(({ occurredOn, upheld }) => from <= occurredOn && occurredOn <= until && upheld !== false)
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length)
        expect(new Set(lines.flatMap(({ incidents }) => incidents)).size).toBe(expected.length)
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
