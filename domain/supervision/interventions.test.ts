import { expect, it } from 'vitest'
import { type InterventionEntry, interventionsOf, refuseInterventionStep, refuseOwn } from './interventions.ts'

const at = '2025-06-05T10:00:00+08:00'
const frame = (n: number, by: string) => ({ file: 'intervention-1', n, by, about: 'examiner-1', at })
const trigger = {
  from: 'signal',
  signal: 'order-jump',
  since: '2025-06-01',
  until: '2025-06-05',
  document: '待办 B:examine',
} as const
const issue = { kind: 'inquiry', trigger, why: '越过在先申请办理', text: '请说明' } as const
const issued: InterventionEntry = { ...frame(1, 'supervisor-1'), step: 'issued', data: issue }
const answered: InterventionEntry = { ...frame(2, 'examiner-1'), step: 'answered', data: { answer: '误领' } }
const closed: InterventionEntry = { ...frame(3, 'director-1'), step: 'closed', data: { result: '予以提醒' } }

const only = (...entries: InterventionEntry[]) => {
  const [intervention] = interventionsOf(entries)
  if (!intervention) throw new Error('none')
  return intervention
}

it('tells whom it concerns, what gave rise to it, what he answered and what came of it [S0-131]', () => {
  expect(only(issued, answered, closed)).toEqual({
    ...{ no: 'intervention-1', sub: 'examiner-1', ...issue, issued: { by: 'supervisor-1', at } },
    answers: [{ by: 'examiner-1', at, answer: '误领' }],
    closed: { by: 'director-1', at, result: '予以提醒' },
  })
})

it('is answered by the person himself, closed by somebody else, and then over [S0-131]', () => {
  const refused = (step: 'answered' | 'closed', by: string, ...entries: InterventionEntry[]) =>
    refuseInterventionStep(only(issued, ...entries), step, by)?.rule ?? null
  expect(refused('answered', 'examiner-1')).toBeNull()
  expect(refused('answered', 'supervisor-1')).toBe('post')
  expect(refused('closed', 'examiner-1', answered)).toBe('four-eyes')
  expect(refused('closed', 'director-1', answered)).toBeNull()
  expect(refused('answered', 'examiner-1', answered, closed)).toBe('stage')
  expect(refused('closed', 'director-1', answered, closed)).toBe('stage')
  expect([refuseOwn('director-1', 'director-1')?.rule, refuseOwn('director-1', 'supervisor-1')]).toEqual(['four-eyes', null])
})
