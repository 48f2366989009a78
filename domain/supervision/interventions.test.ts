import { expect, it } from 'vitest'
import type { Noted } from '../quality/finding.ts'
import {
  type InterventionData,
  type InterventionStep,
  interventionOf,
  refuseInterventionStep,
  refuseOwn,
} from './interventions.ts'

const at = '2025-06-05T10:00:00+08:00'
const trigger = {
  from: 'signal',
  signal: 'order-jump',
  since: '2025-06-01',
  until: '2025-06-05',
  document: '待办 B:examine',
} as const
const issue = { sub: 'examiner-1', kind: 'inquiry', trigger, why: '越过在先申请办理', text: '请说明' } as const
const issued = { type: 'Issued', data: issue, at, actor: 'supervisor-1' } as const
const answered = { type: 'Answered', data: { answer: '误领' }, at, actor: 'examiner-1' } as const
const closed = { type: 'Closed', data: { result: '予以提醒' }, at, actor: 'director-1' } as const

const only = (...lines: Noted<InterventionData>[]) => interventionOf(1, lines)

it('tells whom it concerns, what gave rise to it, what he answered and what came of it [S0-131]', () => {
  expect(only(issued, answered, closed)).toEqual({
    ...{ no: 1, ...issue, issued: { by: 'supervisor-1', at } },
    answers: [{ by: 'examiner-1', at, answer: '误领' }],
    closed: { by: 'director-1', at, result: '予以提醒' },
  })
})

it('is answered by the person himself, closed by somebody else, and then over [S0-131]', () => {
  const refused = (step: InterventionStep, by: string, ...lines: Noted<InterventionData>[]) =>
    refuseInterventionStep(only(issued, ...lines), step, by)?.rule ?? null
  expect(refused('Answered', 'examiner-1')).toBeNull()
  expect(refused('Answered', 'supervisor-1')).toBe('post')
  expect(refused('Closed', 'examiner-1', answered)).toBe('four-eyes')
  expect(refused('Closed', 'director-1', answered)).toBeNull()
  expect(refused('Answered', 'examiner-1', answered, closed)).toBe('stage')
  expect(refused('Closed', 'director-1', answered, closed)).toBe('stage')
  expect([refuseOwn('director-1', 'director-1')?.rule, refuseOwn('director-1', 'supervisor-1')]).toEqual(['four-eyes', null])
})
