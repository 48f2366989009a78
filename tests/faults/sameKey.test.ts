import { beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../../db/client.ts'
import type { Finding } from '../../domain/quality/finding.ts'
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

describe('the same key on the records of quality and supervision', () => {
  const finding = { item: '收件', error: '身份证复印件不清晰', severity: 'serious', responsible: ['intake-1'] }
  const raise = (caseNo: string, key: string, change: object = {}, as = 'quality-1') =>
    hall.send<Finding>('POST', '/api/quality/findings', { as, key, body: { caseNo, ...finding, ...change } })
  const step = (no: number, what: string, as: string, key: string, body: object) =>
    hall.send<Finding>('POST', `/api/quality/findings/${no}/${what}`, { as, key, body })
  const all = async (caseNo: string, status = 'open') =>
    (await hall.send<{ items: Finding[] }>('GET', `/api/quality/findings?caseNo=${caseNo}&status=${status}`, { as: 'quality-1' }))
      .body.items

  it('twice at once, and again later: one effect, the same answer, one trace for each', async () => {
    const { caseNo } = (await hall.file()).body
    const [one, two] = await Promise.all([raise(caseNo, 'raised'), raise(caseNo, 'raised')])
    expect(one).toMatchObject({ status: 200, body: { status: 'open' } })
    expect(two).toEqual(one)
    const { no } = one.body
    const correction = { action: '已补收清晰的复印件', evidence: ['整改报告'] }
    const corrected = await step(no, 'correct', 'intake-1', 'corrected', correction)
    expect(corrected).toMatchObject({ status: 200, body: { status: 'corrected' } })
    expect(await step(no, 'close', 'quality-1', 'closed', { result: '属实' })).toMatchObject({ status: 200 })
    expect(await step(no, 'correct', 'intake-1', 'corrected', correction)).toEqual(corrected)
    expect(await raise(caseNo, 'raised')).toEqual(one)
    expect(await all(caseNo, 'closed')).toMatchObject([{ no }])

    const { sql, close } = connect(inject('databaseUrl'), { max: 1 })
    const looks =
      await sql`select scope from access_traces where world = ${hall.world} and object = 'finding' and object_id = ${String(no)} and sub = 'intake-1'`
    await close()
    expect(looks.map(({ scope }) => scope)).toEqual(['correct', 'correct'])
  })

  it('for something else is refused and nothing is done; another person’s key is his own, and so is another world’s', async () => {
    const { caseNo } = (await hall.file()).body
    const { no } = (await raise(caseNo, 'mine')).body
    expect(await raise(caseNo, 'mine', { error: '签名不完整' })).toMatchObject({ status: 422, body: { rule: 'body' } })
    expect(await step(no, 'return', 'quality-1', 'mine', { reason: '不行' })).toMatchObject({
      status: 422,
      body: { rule: 'body' },
    })
    expect(await all(caseNo)).toHaveLength(1)
    expect(await raise(caseNo, 'mine', {}, 'supervisor-1')).toMatchObject({ status: 200 })
    const elsewhere = await Hall.open(inject('url'), '2025-03-10T09:00+08:00')
    const other = (await elsewhere.file()).body.caseNo
    const body = { caseNo: other, ...finding }
    expect(await elsewhere.send('POST', '/api/quality/findings', { as: 'quality-1', key: 'mine', body })).toMatchObject({
      status: 200,
    })
    expect(await all(caseNo)).toHaveLength(2)
  })

  it('after a refusal asks anew: nothing is remembered of what was not done', async () => {
    const { caseNo } = (await hall.file()).body
    const { no } = (await raise(caseNo, 'to-be-closed')).body
    const close = () => step(no, 'close', 'quality-1', 'too-early', { result: '属实' })
    expect(await close()).toMatchObject({ status: 409 })
    await step(no, 'correct', 'intake-1', 'now', { action: '已补', evidence: ['报告'] })
    expect(await close()).toMatchObject({ status: 200, body: { status: 'closed' } })
  })

  it('opens one incident, and a request without a key is one of its own', async () => {
    const incident = {
      class: 'discipline',
      title: '与办事群众争吵',
      summary: '窗口发生争吵',
      occurredOn: '2025-03-10',
      staff: ['intake-1'],
    }
    const opened = (key?: string) =>
      hall.send<{ no: number }>('POST', '/api/incidents', { as: 'supervisor-1', body: incident, ...(key ? { key } : {}) })
    const keyed = await Promise.all([opened('incident'), opened('incident')])
    const bare = [await opened(), await opened()]
    expect([...keyed, ...bare].map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(keyed[0]?.body.no).toBe(keyed[1]?.body.no)
    expect(new Set([...keyed, ...bare].map(({ body }) => body.no)).size).toBe(3)
  })
})
