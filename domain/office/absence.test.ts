import { describe, expect, it } from 'vitest'
import { gapsIn, refuseApproval } from './absence.ts'
import { type Absence, employments, type StaffMember } from './staff.ts'

const handover = { items: [], note: '', signedBy: 'intake-1', signedAt: '2025-06-03T09:00:00+08:00' }
const absent = (sub: string, change: Partial<Absence> = {}): Absence => ({
  ...{ id: `${sub}@2025-06-05`, sub, from: '2025-06-05', until: '2025-06-10', kind: 'leave', handover, actingSub: null },
  ...{ approvedBy: null, approvedAt: null, returnedAt: null },
  ...change,
})
const approved = (sub: string, change: Partial<Absence> = {}) => absent(sub, { approvedBy: 'director-1', ...change })

const person = (sub: string, change: Partial<StaffMember> = {}): StaffMember => ({
  ...{ sub, office: '510802', name: sub, posts: ['intake'], trained: ['intake'], employment: 'established', badge: null },
  ...{ backups: [], absences: [] },
  ...change,
})
const pair = (second: Partial<StaffMember> = {}) => [
  person('intake-1', { backups: [{ sub: 'intake-2', post: 'intake' }] }),
  person('intake-2', { backups: [{ sub: 'intake-1', post: 'intake' }], ...second }),
  person('intake-3'),
]
const ruleOf = (staff: StaffMember[], absence = absent('intake-1'), actingSub = 'intake-3', approver = 'director-1') =>
  refuseApproval({ absence, staff, actingSub, approver })?.rule ?? null

describe('an absence is approved', () => {
  it('once it is handed over and somebody qualified acts [S4-64] [S4-65]', () => {
    expect(ruleOf(pair())).toBeNull()
    expect(ruleOf(pair(), absent('intake-1', { handover: null }))).toBe('stage')
  })

  it('not a second time, not after the return, and not by the one who goes', () => {
    expect(ruleOf(pair(), approved('intake-1'))).toBe('stage')
    expect(ruleOf(pair(), approved('intake-1', { returnedAt: '2025-06-06T09:00:00+08:00' }))).toBe('stage')
    expect(ruleOf(pair(), absent('intake-1'), 'intake-3', 'intake-1')).toBe('post')
  })

  it('not while the mutual back-up is away on one of its days [S4-66]', () => {
    const away = (from: string, until: string) => pair({ absences: [approved('intake-2', { from, until })] })
    expect(ruleOf(away('2025-06-10', '2025-06-12'))).toBe('backup-away')
    expect(ruleOf(away('2025-06-01', '2025-06-05'))).toBe('backup-away')
    expect(ruleOf(away('2025-06-11', '2025-06-12'))).toBeNull()
    expect(ruleOf(pair({ absences: [absent('intake-2')] }))).toBeNull()
    expect(ruleOf(pair({ absences: [approved('intake-2', { returnedAt: '2025-06-04T17:00:00+08:00' })] }))).toBeNull()
  })

  it('not of somebody who then acts for another [S4-66]', () => {
    const acting = pair().concat(person('intake-4', { absences: [approved('intake-4', { actingSub: 'intake-1' })] }))
    expect(ruleOf(acting)).toBe('backup-away')
  })

  it('with an acting person who is somebody else, present and trained for every post of the absent [S4-65]', () => {
    expect(ruleOf(pair(), absent('intake-1'), 'intake-1')).toBe('backup-away')
    expect(ruleOf(pair(), absent('intake-1'), 'nobody')).toBe('backup-away')
    const [one, two] = pair() as [StaffMember, StaffMember]
    expect(ruleOf([one, two, person('intake-3', { absences: [approved('intake-3')] })])).toBe('backup-away')
    expect(ruleOf([one, two, person('intake-3', { trained: ['examiner'] })])).toBe('not-trained')
    const examines = { ...one, posts: ['intake', 'examiner'] } as StaffMember
    expect(ruleOf([examines, two, person('intake-3')])).toBe('not-trained')
    expect(ruleOf([examines, two, person('intake-3', { trained: ['examiner', 'intake'] })])).toBeNull()
  })

  it('whatever the terms of employment: no type is exempt or held to more [S0-112]', () => {
    for (const employment of employments) {
      const as = (staff: StaffMember[]) => staff.map(member => ({ ...member, employment }))
      expect(ruleOf(as(pair()))).toBeNull()
      expect(ruleOf(as(pair({ absences: [approved('intake-2')] })))).toBe('backup-away')
      expect(ruleOf(as([...pair().slice(0, 2), person('intake-3', { trained: [] })]))).toBe('not-trained')
    }
  })
})

describe('every post has two people [S4-62]', () => {
  const gapAt = (staff: StaffMember[]) => gapsIn(staff, '2025-06-05').find(({ post }) => post === 'intake') ?? null

  it('two who hold it, are trained and there: no gap', () => {
    expect(gapAt([person('a'), person('b')])).toBeNull()
  })

  it('one away, one untrained, or one who only has the training: a gap, with who is there and what waits', () => {
    const others = [{ absences: [approved('b')] }, { trained: [] }, { posts: ['examiner'] }] as Partial<StaffMember>[]
    for (const other of others) {
      const gap = gapAt([person('a'), person('b', other)])
      expect(gap).toMatchObject({ title: '受理岗', present: ['a'], needed: 2 })
      expect(gap?.steps.length).toBeGreaterThan(0)
    }
  })
})
