import { beforeAll, describe, expect, inject, it } from 'vitest'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'

// A sender who does not know whether he was heard sends again under the same Idempotency-Key.

let hall: Hall
beforeAll(async () => {
  hall = await Hall.open(inject('url'), '2025-03-10T09:00+08:00')
})

describe('the same key', () => {
  it('twice at once and again after the case is closed: one effect, the same answer', async () => {
    const filings = await Promise.all([hall.file('filing'), hall.file('filing')])
    expect(filings.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(filings.map(({ body }) => body.caseNo)).size).toBe(1)
    const { caseNo } = filings[0].body

    const acts = Object.values(ordinary).map(act => ({ ...act, key: `the-${act.action}` }))
    for (const act of acts) {
      const answers = await Promise.all([hall.act(caseNo, act), hall.act(caseNo, act)])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
    }
    for (const act of acts) expect(await hall.act(caseNo, act)).toMatchObject({ status: 200, body: { caseNo, stage: 'closed' } })
    expect(await hall.file('filing')).toMatchObject({ status: 201, body: { caseNo, stage: 'closed' } })
    expect(await hall.story(caseNo)).toEqual(wholeLife)
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })

    // On the closed case as on the open one.
    expect(await hall.act(caseNo, { ...ordinary.record, key: 'the-accept' })).toMatchObject({ status: 422 })
  })

  it('for something else is refused, whoever asks, and nothing is done', async () => {
    const { caseNo } = (await hall.file('another-filing')).body
    expect(await hall.file('another-filing', { channel: 'online' })).toMatchObject({ status: 422 })
    const key = 'one-key'
    expect(await hall.act(caseNo, { ...ordinary.accept, key })).toMatchObject({ status: 200 })
    expect(await hall.act(caseNo, { ...ordinary.examine, key })).toMatchObject({ status: 422, body: { rule: 'body' } })
    expect(await hall.act(caseNo, { ...ordinary.accept, as: 'intake-2', key })).toMatchObject({ status: 422 })
    const note = { as: 'supervisor-1', action: 'urge', key: 'a-note' } as const
    expect(await hall.act(caseNo, { ...note, body: { note: '请按时办结' } })).toMatchObject({ status: 200 })
    expect(await hall.act(caseNo, { ...note, body: { note: '请立即办结' } })).toMatchObject({ status: 422 })
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted', 'Urged'])
  })
})
