import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Centre } from '../../scripts/stack/centre.ts'
import { ownCentre, timed } from '../support/faults.ts'
import { Hall, ordinary } from '../support/hall.ts'

// No worker runs. What is asked for is answered 202, and that is a promise: whatever else falls over, it is carried out.

let centre: Centre
let hall: Hall
beforeAll(async () => {
  centre = await ownCentre()
})
afterAll(() => centre?.stop())
beforeEach(async () => {
  hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
  await hall.signIn('intake-1', 'examiner-1', 'auditor-1')
})

describe('while no worker runs', () => {
  it('an acceptance is kept, outlives the restart of Temporal and of the API, and is carried out once', async () => {
    const { caseNo } = (await hall.file()).body
    await centre.killWorker()
    const kept = await timed('answer without a worker', () => hall.act(caseNo, ordinary.accept))
    expect(kept).toMatchObject({ status: 202, body: { status: 'pending' } })
    expect(kept.location).toMatch(/^\/api\/commands\//)
    await Promise.all([centre.killTemporal(), centre.killApi()])
    await Promise.all([centre.startTemporal(), centre.startApi()])
    expect(await hall.case(caseNo)).toMatchObject({ stage: 'intake' })
    await centre.startWorker()
    const outcome = await timed('outcome after the worker is back', () => hall.outcomeOf(kept))
    expect(outcome).toMatchObject({ status: 200, body: { caseNo, stage: 'examination' } })
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted'])
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })

  it('an application is kept and gets its number; filed again under its key it is the same case', async () => {
    const key = 'filing-without-a-worker'
    await centre.killWorker()
    const kept = await hall.file(key)
    expect(kept).toMatchObject({ status: 202, body: { caseNo: expect.stringMatching(/^510802-20250310-/) } })
    const { caseNo } = kept.body
    expect(await hall.file(key)).toMatchObject({ status: 202, body: { caseNo }, location: kept.location })
    await centre.startWorker()
    expect(await hall.outcomeOf(kept)).toMatchObject({ status: 201, body: { caseNo, stage: 'intake' } })
    expect(await hall.file(key)).toMatchObject({ status: 201, body: { caseNo } })
    expect(await hall.story(caseNo)).toEqual(['Filed'])
  })

  it('a key under which one act is kept is refused to another', async () => {
    const { caseNo } = (await hall.file()).body
    const key = 'one-key-two-acts'
    await centre.killWorker()
    const kept = await hall.act(caseNo, { ...ordinary.accept, key })
    const other = await hall.act(caseNo, { ...ordinary.examine, key })
    await centre.startWorker()
    expect(kept.status).toBe(202)
    expect(other.status).toBe(422)
    expect(await hall.outcomeOf(kept)).toMatchObject({ status: 200, body: { stage: 'examination' } })
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted'])
  })
})

describe('while Temporal is away', () => {
  it('an application is kept, the worker outlives it, and the case is opened', async () => {
    const worker = centre.workerPid()
    await centre.killTemporal()
    const kept = await hall.file()
    expect(kept).toMatchObject({ status: 202 })
    await centre.startTemporal()
    const outcome = await timed('outcome after Temporal is back', () => hall.outcomeOf(kept))
    expect(outcome).toMatchObject({ status: 201, body: { caseNo: kept.body.caseNo } })
    expect(centre.workerPid()).toBe(worker)
  })
})
