import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Centre } from '../../scripts/stack/centre.ts'
import { ownCentre, startFaultyWorker } from '../support/faults.ts'
import { type Answer, Hall, ordinary, type Together } from '../support/hall.ts'

// Combined applications whose workflow knows less than was asked or done: a part is the whole application's then, too.

/** Three processes die and come back. */
const crashMs = 120_000

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

const toWhole = (applicationNo: string, action: string, key: string): Promise<Answer<Together>> =>
  hall.send('POST', `/api/applications/${applicationNo}/actions/${action}`, { as: 'intake-1', body: {}, key })

describe('an act on a part that comes in before its application is opened', () => {
  it('waits, and is then told that it is the whole application’s [OP-JOINT]', async () => {
    await centre.killWorker()
    const filed = await hall.fileTogether()
    expect(filed.status).toBe(202)
    const part = `${filed.body.applicationNo}-1`
    const acting = await hall.act(part, { as: 'intake-1', action: 'accept' })
    expect(acting.status).toBe(202)
    await centre.startWorker()
    expect(await hall.outcomeOf(acting)).toMatchObject({ status: 409, body: { rule: 'stage', basis: [{ id: 'OP-JOINT' }] } })
    expect(await hall.story(part)).toEqual(['Filed'])
    expect(await hall.replay(part)).toMatchObject({ ok: true })
  })
})

describe('worker and Temporal server are killed together after the acceptance of an application is committed', () => {
  it(
    'a part that is to be supplemented is not told that it is unaccepted: only the ledger knows [OP-JOINT]',
    async () => {
      const { applicationNo } = (await hall.outcomeOf(await hall.fileTogether())).body
      const faulty = await startFaultyWorker(centre, { diesAfter: 'accept' })
      const unanswered = toWhole(applicationNo, 'accept', 'acceptance').catch(() => 'no answer')
      await faulty.died
      await Promise.all([centre.killTemporal(), centre.killApi()])
      expect(await unanswered).toBe('no answer')
      await Promise.all([centre.startTemporal(), centre.startApi()])
      const part = `${applicationNo}-1`
      const items = [{ material: 'sale-contract', problem: '缺少签名页', remedy: '补交签名页' }]
      const asking = hall.act(part, { as: 'examiner-1', action: 'request-supplement', body: { items } })
      await sleep(500) // it waits in the server before a worker, and its sweep, are there
      await centre.startWorker()
      expect(await hall.outcomeOf(await asking)).toMatchObject({ status: 200, body: { caseNo: part } })
      expect(await hall.story(part)).toEqual(['Filed', 'Accepted', 'SupplementRequested'])
      expect(await hall.replay(part)).toMatchObject({ ok: true })
      expect(await hall.done(`${applicationNo}-2`, ordinary.examine)).toMatchObject({ status: 200 })
    },
    crashMs,
  )
})
