import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Centre } from '../../scripts/stack/centre.ts'
import { caseDifferences, eventually, ownCentre, passTime, startFaultyWorker, timed } from '../support/faults.ts'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'

// Worker and Temporal server die together after a commit: the update is gone, the workflow's history says nothing of it, and only
// the ledger knows that the act was done.

let centre: Centre
beforeAll(async () => {
  centre = await ownCentre()
})
afterAll(() => centre?.stop())

describe('worker and Temporal server are killed together after an acceptance is committed', () => {
  let hall: Hall
  let caseNo: string
  const key = 'acceptance-of-the-crash'
  beforeEach(async () => {
    hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
    await hall.signIn('auditor-1', ...Object.values(ordinary).map(({ as }) => as))
  })

  /** Everything that knew of the acceptance is gone but the ledger: the API too, before it could keep the command. */
  async function crash(): Promise<void> {
    const faulty = await startFaultyWorker(centre, { diesAfter: 'accept' })
    caseNo = (await hall.file()).body.caseNo
    const unanswered = hall.act(caseNo, { ...ordinary.accept, key }).catch(() => 'no answer')
    await faulty.died
    await Promise.all([centre.killTemporal(), centre.killApi()])
    expect(await unanswered).toBe('no answer')
    await Promise.all([centre.startTemporal(), centre.startApi()])
  }

  it('the examination that arrives first is not refused, and the acceptance asked again is answered', async () => {
    await crash()
    const examination = hall.act(caseNo, ordinary.examine)
    await sleep(500) // it waits in the server before a worker, and its sweep, are there
    await centre.startWorker()
    const examined = await timed('first act after worker and server crash', async () => hall.outcomeOf(await examination))
    expect(examined).toMatchObject({ status: 200, body: { stage: 'recording' } })
    expect(await hall.done(caseNo, { ...ordinary.accept, key })).toMatchObject({ status: 200 })
    for (const act of [ordinary.record, ordinary.issue, ordinary.deliver, ordinary.archive])
      expect(await hall.act(caseNo, act)).toMatchObject({ status: 200 })
    expect(await hall.story(caseNo)).toEqual(wholeLife)
    expect(await caseDifferences(centre, caseNo)).toEqual([])
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })

  it('nobody acts: the case is woken by itself, and its lights come on by themselves', async () => {
    await crash()
    await sleep(5_500) // an answer may be under way for five seconds; then a case that nobody has acknowledged is swept
    await centre.startWorker()
    await timed('three-way agreement after the crash, nobody acting', () =>
      eventually('ledger, workflow and projection agree', async () => (await caseDifferences(centre, caseNo)).length === 0),
    )
    await passTime(centre, caseNo, '4d')
    const lights = async () => (await hall.events(caseNo)).filter(({ type }) => type === 'LightChanged')
    await eventually('the yellow light of the promise', async () => (await lights()).length === 3)
    expect(await lights()).toMatchObject([
      { dueAt: '2025-03-12T00:00:00+08:00', data: { clock: 'step', light: 'yellow' } },
      { dueAt: '2025-03-13T00:00:00+08:00', data: { clock: 'step', light: 'red' } },
      { dueAt: '2025-03-14T00:00:00+08:00', data: { clock: 'promised', light: 'yellow' } },
    ])
  })
})
