import { describe, expect, it } from 'vitest'
import { alarmsOf } from '../alarms.ts'
import { sale } from '../testing/applications.ts'
import { multi1, quality1, registrar1, supervisor1 } from '../testing/people.ts'
import {
  accepted,
  act,
  by as actedBy,
  examined,
  given,
  housingPassed,
  recorded,
  rings,
  taxCleared,
} from '../testing/situation.ts'

const filed = given(sale())
const open = filed.after(accepted)
const recording = open.after(examined, housingPassed, taxCleared)
const red = alarmsOf(open.state).reduce((situation, alarm) => situation.after(rings(alarm)), open)

const to = (sub: string) => act('reassign', { to: sub, reason: '承办人工作积压' })

describe('reassigning (改派)', () => {
  it('gives the task of the stage to another of its post, and changes nothing else of the case [S4-75]', () => {
    for (const actor of [supervisor1, quality1]) {
      const { events, situation } = open.when(actedBy(actor, to('examiner-2')))
      expect(events).toEqual([
        { type: 'Reassigned', data: { action: 'examine', from: null, to: 'examiner-2', reason: '承办人工作积压' } },
      ])
      const { seq: _, head: __, lastAt: ___, ...state } = situation.state
      expect(open.state).toMatchObject(state)
    }
  })

  it('names the act that each stage waits for', () => {
    expect(filed.when(to('intake-2')).events).toMatchObject([{ data: { action: 'accept' } }])
    expect(recording.when(to('registrar-1')).events).toMatchObject([{ data: { action: 'record' } }])
    expect(recording.after(recorded).when(to('certifier-1')).events).toMatchObject([{ data: { action: 'issue' } }])
  })

  it.each([
    ['somebody whom the office does not know', 'nobody-9'],
    ['somebody of another post', 'intake-2'],
  ])('to %s is refused with the post that is wanted', (_, sub) => {
    expect(open.when(to(sub))).toMatchObject({
      rule: 'body',
      happened: [],
      refusal: { detail: expect.stringContaining('审核岗') },
    })
  })

  it('never makes one person accept and examine, or examine and record [LIA-2]', () => {
    const acceptedByMulti = filed.after(actedBy(multi1, accepted))
    expect(acceptedByMulti.when(to('multi-1')).rule).toBe('four-eyes')
    const examinedByMulti = open.after(actedBy(multi1, examined), housingPassed, taxCleared)
    expect(examinedByMulti.when(to('multi-1')).rule).toBe('four-eyes')
    expect(examinedByMulti.when(to('registrar-1')).rule).toBeNull()
  })

  it('is refused to somebody who has passed no training for the post [S0-133] [S1-91]', () => {
    expect(open.where({ assignee: { trained: [] } }).when(to('examiner-2')).rule).toBe('not-trained')
  })

  it('is refused to an applicant, and to a relative of one (回避)', () => {
    const asRelative = { relatives: [{ name: '张建国', relation: '父亲' }] }
    expect(open.where({ assignee: asRelative }).when(to('examiner-2')).rule).toBe('avoidance')
    expect(open.where({ assignee: { name: '张建国' } }).when(to('examiner-2')).rule).toBe('avoidance')
  })

  it('finds nothing to give while the case waits for the applicant, or for departments alone', () => {
    expect(filed.after(act('request-supplement')).when(to('intake-2')).rule).toBe('stage')
    expect(open.after(examined).when(to('examiner-2')).rule).toBe('stage')
  })
})

describe('explaining (说明超期原因)', () => {
  it('is put on the record of a red case by a supervisor [S4-75]', () => {
    expect(red.when(act('explain', { reason: '等待法院复函' })).events).toEqual([
      { type: 'Explained', data: { reason: '等待法院复函' } },
    ])
    expect(red.when(actedBy(registrar1, act('explain'))).rule).toBe('post')
  })

  it('is not asked of a case in time', () => {
    expect(open.when(act('explain')).refusal).toMatchObject({ rule: 'stage', detail: expect.stringContaining('没有超期') })
  })
})
