import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Centre } from '../../scripts/stack/centre.ts'
import { eventually, isRunning, ownCentre, timed } from '../support/faults.ts'
import { Hall, ordinary } from '../support/hall.ts'

// Postgres is away for some seconds: at the moment an alarm is due, and while people act.

let centre: Centre
let hall: Hall
let caseNo: string
const yellowAt = '2025-03-14T00:00:00+08:00'

beforeAll(async () => {
  centre = await ownCentre()
  hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
  caseNo = (await hall.file()).body.caseNo
  await hall.act(caseNo, ordinary.accept)
})
afterAll(() => centre?.stop())

describe('the database is away', () => {
  it('when the yellow light is due: the case lives, and the light comes on with its legal instant', async () => {
    await hall.advance('2025-03-13T23:59:54+08:00')
    await centre.stopPostgres()
    await sleep(8_000)
    expect(await isRunning(centre, caseNo)).toBe(true)
    await centre.startPostgres()
    const lit = await timed('the yellow light after the database is back', () =>
      eventually('the yellow light of the promise', async () =>
        (await hall.events(caseNo)).find(event => event.type === 'LightChanged' && event.data.clock === 'promised'),
      ),
    )
    expect(lit).toMatchObject({ dueAt: yellowAt, data: { clock: 'promised', light: 'yellow' } })
    // Written when the database was back, two seconds late by the world's clock; what follows in law follows from `dueAt`.
    expect(Date.parse(lit.at) - Date.parse(yellowAt)).toBeGreaterThan(1_000)
    expect(await hall.case(caseNo)).toMatchObject({ light: 'yellow', stage: 'examination' })
    expect(await isRunning(centre, caseNo)).toBe(true)
  })

  it('when the clerk accepts: he is told to try again, and under the same key it is done once', async () => {
    const today = await Hall.open(centre.url)
    const { caseNo } = (await today.file()).body
    const act = { ...ordinary.accept, key: 'acceptance-without-database' }
    await centre.stopPostgres()
    const answer = await timed('answer without a database', () => today.act(caseNo, act))
    expect(answer).toMatchObject({ status: 503, body: { status: 503 } })
    for (let askedInVain = 0; askedInVain < 20; askedInVain++) {
      expect(await today.act(caseNo, act)).toMatchObject({ status: 503 })
      await sleep(200)
    }
    await centre.startPostgres()
    const backAt = Date.now()
    const again = await timed('outcome after the database is back', () => today.done(caseNo, act))
    expect(Date.now() - backAt).toBeLessThan(5_000) // and not as long again as it was away
    expect(again).toMatchObject({ status: 200, body: { stage: 'examination' } })
    expect(await today.act(caseNo, ordinary.examine)).toMatchObject({ status: 200 })
    expect(await today.story(caseNo)).toEqual(['Filed', 'Accepted', 'Examined'])
    expect(await today.replay(caseNo)).toMatchObject({ ok: true })
  })
})
