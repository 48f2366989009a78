import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Centre } from '../../scripts/stack/centre.ts'
import { ownCentre, startFaultyWorker, timed } from '../support/faults.ts'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'

// The worker process is killed where it hurts most: the ledger has the command, the workflow does not know it yet.

let centre: Centre
let hall: Hall
beforeAll(async () => {
  centre = await ownCentre()
})
afterAll(() => centre?.stop())

const acts = Object.values(ordinary)

describe('a worker that is killed between the commit of an act and its answer', () => {
  it.each(['accept', 'record', 'archive'] as const)(
    'after %s: the act is answered, the ledger has it once, the case goes on',
    async action => {
      hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
      const { caseNo } = (await hall.file()).body
      const at = acts.findIndex(act => act.action === action)
      for (const act of acts.slice(0, at)) expect(await hall.act(caseNo, act)).toMatchObject({ status: 200 })

      const faulty = await startFaultyWorker(centre, { diesAfter: action })
      const outcome = await timed(`answer to ${action} after a worker crash`, async () => {
        const answer = hall.act(caseNo, ordinary[action])
        expect(await faulty.died).toMatchObject({ signal: 'SIGKILL' })
        await timed('  of which the start of another worker', () => centre.startWorker())
        return hall.outcomeOf(await answer)
      })

      expect(outcome).toMatchObject({ status: 200, body: { caseNo } })
      for (const act of acts.slice(at + 1)) expect(await hall.act(caseNo, act)).toMatchObject({ status: 200 })
      expect(await hall.story(caseNo)).toEqual(wholeLife)
      expect(await hall.replay(caseNo)).toMatchObject({ ok: true, temporal: { ok: true }, agreement: { differences: [] } })
    },
  )
})

describe('a worker that is killed between the commit of an alarm and its answer', () => {
  it('each light comes on once, with its legal instant', async () => {
    hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
    const { caseNo } = (await hall.file()).body
    expect(await hall.act(caseNo, ordinary.accept)).toMatchObject({ status: 200 })
    const faulty = await startFaultyWorker(centre, { diesAfter: 'alarm' })
    const advance = hall.advance('2025-03-14T08:00+08:00')
    expect(await faulty.died).toMatchObject({ signal: 'SIGKILL' })
    await centre.startWorker()
    await timed('advance over the alarm after the crash', () => advance)
    const lit = (await hall.events(caseNo)).filter(({ type }) => type === 'LightChanged')
    expect(lit).toMatchObject([
      { dueAt: '2025-03-12T00:00:00+08:00', data: { clock: 'step', light: 'yellow' } },
      { dueAt: '2025-03-13T00:00:00+08:00', data: { clock: 'step', light: 'red' } },
      { dueAt: '2025-03-14T00:00:00+08:00', data: { clock: 'promised', light: 'yellow' } },
    ])
    expect(await hall.act(caseNo, ordinary.examine)).toMatchObject({ status: 200 })
    const lights = ['LightChanged', 'LightChanged', 'Escalated', 'LightChanged']
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted', ...lights, 'Examined'])
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })
})

describe('a worker that is killed while it has nothing in hand', () => {
  it('the next act need not wait for it, and an audit finds the workflow', async () => {
    hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
    const { caseNo } = (await hall.file()).body
    await centre.killWorker()
    await centre.startWorker()
    const outcome = await timed('answer after an idle worker was killed', () => hall.done(caseNo, ordinary.accept))
    expect(outcome).toMatchObject({ status: 200 })
    await centre.killWorker()
    await centre.startWorker()
    const verdict = await timed('audit after an idle worker was killed', () => hall.replay(caseNo))
    expect(verdict).toMatchObject({ ok: true })
  })
})

describe('a worker whose transactions all fail', () => {
  it('burns the update ids of an act, and the act is carried out all the same when a sound worker is there', async () => {
    hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
    const { caseNo } = (await hall.file()).body
    const failing = await startFaultyWorker(centre, { fails: 'no space left on device' })
    const answer = await timed('answer when every transaction fails', () => hall.act(caseNo, ordinary.accept))
    expect(answer).toMatchObject({ status: 202 })
    await failing.stop()
    await centre.startWorker()
    const outcome = await timed('outcome from a sound worker', () => hall.outcomeOf(answer))
    expect(outcome).toMatchObject({ status: 200, body: { stage: 'examination' } })
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted'])
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })
})

describe('fourteen acts at once behind a slow database', () => {
  it('each has its own lawful outcome, none is lost, doubled or refused for good', async () => {
    hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
    const { caseNo } = (await hall.file()).body
    const slow = await startFaultyWorker(centre, { slowMs: 600 })
    const notes = Array.from({ length: 12 }, (_, i) => `督办第${i + 1}次`)
    const outcomes = await timed('fourteen acts of 0.6 s on one case', () =>
      Promise.all([
        hall.done(caseNo, ordinary.accept),
        hall.done(caseNo, { ...ordinary.accept, as: 'intake-2' }),
        ...notes.map(note => hall.done(caseNo, { as: 'supervisor-1', action: 'urge', body: { note } })),
      ]),
    )
    await slow.stop()
    await centre.startWorker()

    const [accepts, urges] = [outcomes.slice(0, 2), outcomes.slice(2)]
    expect(accepts.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(accepts.find(({ status }) => status === 409)?.body).toMatchObject({ rule: 'stage' })
    expect(urges.map(({ status }) => status)).toEqual(notes.map(() => 200))
    const events = await hall.events(caseNo)
    expect(events.flatMap(event => (event.type === 'Urged' ? [event.data.note] : [])).sort()).toEqual(notes.toSorted())
    expect(events.filter(({ type }) => type === 'Accepted')).toHaveLength(1)
    expect(events).toHaveLength(1 + 1 + notes.length)
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })
})
