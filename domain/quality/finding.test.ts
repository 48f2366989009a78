import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Post } from '../case/types.ts'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { dueForCorrection, type FindingData, findingOf, isOverdue, type Noted, type Raised } from './finding.ts'
import { type FindingStep, refuseFindingStep, refuseRaising } from './steps.ts'

const raised: Raised = {
  origin: 'supervision',
  caseNo: '510802-20250603-0000001',
  item: '登簿内容与审核意见一致',
  error: '共有份额漏记',
  severity: 'ordinary',
  responsible: ['registrar-1'],
  dueOn: '2025-06-10',
}
const at = '2025-06-03T10:00:00+08:00'
const lines = {
  Raised: { type: 'Raised', data: raised, at, actor: 'quality-1' },
  Corrected: { type: 'Corrected', data: { action: '已办理更正登记', evidence: ['510802-1'] }, at, actor: 'registrar-1' },
  Returned: { type: 'Returned', data: { reason: '证书未换发', dueOn: '2025-06-17' }, at, actor: 'quality-1' },
  Closed: { type: 'Closed', data: { result: '核实无误' }, at, actor: 'quality-1' },
} as const satisfies { readonly [T in keyof FindingData]: Noted<FindingData> }

const found = (...types: (keyof FindingData)[]) =>
  findingOf(
    7,
    types.map(type => lines[type]),
  )
const actor = (sub: string, ...posts: Post[]) => ({ sub, posts })
const refusedBy = (step: FindingStep, sub: string, post: Post, ...types: (keyof FindingData)[]) =>
  refuseFindingStep(found(...types), step, actor(sub, post))?.rule ?? null

describe('a finding', () => {
  it('is open until corrected, corrected until returned or closed; a return sets a new day', () => {
    expect(found('Raised')).toMatchObject({ ...raised, no: 7, status: 'open', raisedBy: 'quality-1', closedBy: null })
    expect(found('Raised', 'Corrected')).toMatchObject({ status: 'corrected', corrections: [{ by: 'registrar-1' }] })
    const again = found('Raised', 'Corrected', 'Returned')
    expect(again).toMatchObject({ status: 'open', dueOn: '2025-06-17', returns: [{ reason: '证书未换发' }] })
    const closed = found('Raised', 'Corrected', 'Returned', 'Corrected', 'Closed')
    expect(closed).toMatchObject({ status: 'closed', closedBy: 'quality-1', closedAt: at, result: '核实无误' })
    expect(closed.corrections).toHaveLength(2)
  })

  it('cannot begin otherwise than by being raised, nor be raised twice', () => {
    expect(() => found('Corrected')).toThrow('does not begin')
    expect(() => found('Raised', 'Raised')).toThrow('twice')
  })

  it('is overdue from the day after its last on, while it is not corrected', () => {
    expect(isOverdue(found('Raised'), '2025-06-10')).toBe(false)
    expect(isOverdue(found('Raised'), '2025-06-11')).toBe(true)
    expect(isOverdue(found('Raised', 'Corrected'), '2025-06-30')).toBe(false)
    expect(isOverdue(found('Raised', 'Corrected', 'Returned'), '2025-06-17')).toBe(false)
    expect(isOverdue(found('Raised', 'Corrected', 'Returned'), '2025-06-18')).toBe(true)
  })

  it('is to be corrected within the office’s working days, over the Dragon Boat holiday', () => {
    const due = (severity: Raised['severity']) => dueForCorrection(builtInCalendar, demoOffice.quality, severity, '2025-05-30')
    expect([due('serious'), due('ordinary'), due('minor')]).toEqual(['2025-06-04', '2025-06-09', '2025-06-16'])
  })
})

describe('a step on a finding', () => {
  it('the correction is for those responsible, the supervisor and the director, and only while it is open', () => {
    expect(refusedBy('correct', 'registrar-1', 'registrar', 'Raised')).toBeNull()
    expect(refusedBy('correct', 'supervisor-1', 'supervisor', 'Raised')).toBeNull()
    expect(refusedBy('correct', 'registrar-2', 'registrar', 'Raised')).toBe('post')
    expect(refusedBy('correct', 'quality-1', 'quality', 'Raised')).toBe('post')
    expect(refusedBy('correct', 'registrar-1', 'registrar', 'Raised', 'Corrected')).toBe('stage')
    expect(refusedBy('correct', 'registrar-1', 'registrar', 'Raised', 'Corrected', 'Closed')).toBe('stage')
  })

  it('it is closed or returned after a correction, by neither the one responsible nor the one who corrected it', () => {
    for (const step of ['close', 'return'] as const) {
      expect(refusedBy(step, 'quality-1', 'quality', 'Raised')).toBe('stage')
      expect(refusedBy(step, 'quality-1', 'quality', 'Raised', 'Corrected')).toBeNull()
      expect(refusedBy(step, 'registrar-1', 'registrar', 'Raised', 'Corrected')).toBe('post')
      expect(refusedBy(step, 'registrar-1', 'quality', 'Raised', 'Corrected')).toBe('four-eyes')
      expect(refusedBy(step, 'auditor-1', 'auditor', 'Raised', 'Corrected')).toBe('post')
    }
    const bySupervisor = findingOf(1, [lines.Raised, { ...lines.Corrected, actor: 'supervisor-1' }])
    expect(refuseFindingStep(bySupervisor, 'close', actor('supervisor-1', 'supervisor'))).toMatchObject({
      rule: 'four-eyes',
      basis: ['SEED-21', 'SEED-10'],
    })
  })

  it('whatever the order of the lines that may follow each other, nobody ever closes what he corrected or answers for', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom('correct', 'return', 'close'), fc.constantFrom('registrar-1', 'supervisor-1', 'quality-1')),
          {
            maxLength: 12,
          },
        ),
        deeds => {
          const posts: Record<string, Post> = { 'registrar-1': 'quality', 'supervisor-1': 'supervisor', 'quality-1': 'quality' }
          const type = { correct: 'Corrected', return: 'Returned', close: 'Closed' } as const
          const done: Noted<FindingData>[] = [lines.Raised]
          for (const [step, sub] of deeds) {
            const refusal = refuseFindingStep(findingOf(1, done), step, actor(sub, posts[sub] ?? 'quality'))
            if (!refusal) done.push({ ...lines[type[step]], actor: sub })
          }
          const { closedBy, corrections } = findingOf(1, done)
          expect(closedBy).not.toBe('registrar-1')
          if (closedBy) expect(corrections.at(-1)?.by).not.toBe(closedBy)
        },
      ),
    ))
})

describe('raising a finding', () => {
  it('is for somebody else than the one responsible, and names a case where it comes from a case', () => {
    expect(refuseRaising(raised, 'quality-1')).toBeNull()
    expect(refuseRaising(raised, 'registrar-1')?.rule).toBe('four-eyes')
    expect(refuseRaising({ ...raised, caseNo: null }, 'quality-1')?.rule).toBe('body')
    expect(refuseRaising({ ...raised, caseNo: null, origin: 'external-inspection', responsible: [] }, 'quality-1')).toBeNull()
  })
})
