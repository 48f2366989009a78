import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { replayHistory } from '../../audit/replay.ts'
import { connect } from '../../db/client.ts'
import { countNews, countUndelivered } from '../../db/outbox.ts'
import { dispatchNews } from '../../dispatch/dispatch.ts'
import type { CaseView } from '../../domain/case/view.ts'
import type { unitView } from '../../domain/register/view.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { termsWorkflowId } from '../../workflows/messages.ts'
import { Hall, ordinary } from '../support/hall.ts'

// Rights with a term over HTTP: they end by themselves, open cases on the unit hear of it, acts reach them after their case is closed.

type UnitView = ReturnType<typeof unitView>

const unitCode = '510802001001GB00001F01010001'
const objector = { name: '郑雅婷', idNo: '510802198910191196' }
const objection = {
  ...{ procedure: 'objection', office: '510802', channel: 'counter', units: [unitCode], materials: 'all' },
  parties: [{ role: 'interested-party', kind: 'person', idType: 'resident-id', ...objector }],
  facts: { matter: '房屋为夫妻共同财产，登记簿仅记载一方', ground: '共有权遗漏' },
}
const proof = { as: 'intake-1', action: 'suit-proof', body: { document: '受理案件通知书（2025）川0802民初123号' } } as const

let client: Client
let close: () => Promise<void>
const config = {
  ...temporalConfig({ DENGBU_DRILL: '1' }),
  address: inject('temporalAddress'),
  namespace: inject('temporalNamespace'),
}
beforeAll(() => {
  const temporal = connectTemporal(config)
  client = temporal.client
  close = () => temporal.connection.close()
})
afterAll(() => close?.())

/** An accepted mortgage that waits, and a closed objection on the same dwelling, recorded on Monday 2025-03-03. */
async function contested() {
  const hall = await Hall.open(inject('url'), '2025-03-03T09:00+08:00')
  const waiting = (await hall.file()).body.caseNo
  await done(hall, waiting, ordinary.accept)
  const { caseNo } = (await hall.send('POST', '/api/cases', { as: 'intake-1', body: objection, key: randomUUID() })).body
  for (const act of [ordinary.accept, ordinary.examine, ordinary.record]) await done(hall, caseNo, act)
  return { hall, waiting, caseNo }
}

async function done(hall: Hall, caseNo: string, act: Parameters<Hall['done']>[1]): Promise<CaseView> {
  const { status, body } = await hall.done(caseNo, act)
  if (status !== 200) throw new Error(`${act.action}: ${status} ${JSON.stringify(body)}`)
  return body
}

const closeCase = async (hall: Hall, caseNo: string) => {
  for (const act of [ordinary.issue, { ...ordinary.deliver, body: { by: 'pickup', receiver: objector.name } }, ordinary.archive])
    await done(hall, caseNo, act)
}

const unitOf = async (hall: Hall): Promise<UnitView> =>
  (await hall.send<UnitView>('GET', `/api/register/units/${unitCode}?purpose=${encodeURIComponent('核对')}`, { as: 'auditor-1' }))
    .body

const termsOf = (hall: Hall) => client.workflow.getHandle(termsWorkflowId(hall.world, unitCode))
const changesHeard = async (hall: Hall, caseNo: string) =>
  (await hall.events(caseNo)).flatMap(event => (event.type === 'RegisterChanged' ? [event.data.what] : []))

describe('an open case on the unit', () => {
  it('has heard of an objection when its recording is answered: the warning is in its file [DR-84]', async () => {
    const { hall, waiting } = await contested()
    expect(await changesHeard(hall, waiting)).toEqual(['objection-recorded'])
    expect((await hall.case(waiting)).notices.map(({ kind }) => kind)).toContain('objection-warning')
    expect(await hall.replay(waiting)).toMatchObject({ ok: true })
  })

  it('hears that the objection has lapsed, at 00:00 after the fifteenth day [DR-83-2, CC-220-2]', async () => {
    const { hall, waiting } = await contested()
    await hall.advance('2025-03-18T23:59:00+08:00')
    expect((await unitOf(hall)).objections).toMatchObject([{ status: 'active' }])
    await hall.advance('2025-03-19T00:00:00+08:00')
    expect((await unitOf(hall)).objections).toMatchObject([{ status: 'lapsed' }])
    expect(await changesHeard(hall, waiting)).toEqual(['objection-recorded', 'objection-ended'])
    expect(await hall.replay(waiting)).toMatchObject({ ok: true })
  })

  it('has heard of it when the world has arrived, even where another process delivers and its file is slow to write', async () => {
    const { hall, waiting } = await contested()
    await hall.advance('2025-03-18T23:59:00+08:00')
    const heard = await besideAnEagerDispatcher(hall.world, waiting, async () => {
      await hall.advance('2025-03-19T00:00:00+08:00')
      return changesHeard(hall, waiting)
    })
    expect(heard).toEqual(['objection-recorded', 'objection-ended'])
  })
})

/** Takes all news the moment they are there, as a quicker worker's dispatcher would, and holds the case's row for a moment longer. */
async function besideAnEagerDispatcher<T>(world: string, caseNo: string, act: () => Promise<T>): Promise<T> {
  const { sql, close } = connect(inject('databaseUrl'), { max: 3, name: 'dengbu-eager-dispatcher' })
  const stop = new AbortController()
  const told = await countNews(sql, world)
  const allDelivered = async () => (await countNews(sql, world)) > told && (await countUndelivered(sql, { world })) === 0
  const eager = sql.begin(async tx => {
    await tx`set local idle_in_transaction_session_timeout = 0`
    await tx`select 1 from cases where case_no = ${caseNo} for update`
    // The centre's own dispatchers are about as well: whoever delivers, the row is free soon after.
    while (!stop.signal.aborted && !(await allDelivered()))
      await dispatchNews({ client, sql, log: { warn: () => {} } }, { world })
    await sleep(300)
  })
  try {
    const [done] = await Promise.all([act().finally(() => stop.abort()), eager])
    return done
  } finally {
    await close()
  }
}

describe('the proof of a suit', () => {
  it('reaches the objection after its case is closed, once under its key, and keeps it alive [DR-83-2]', async () => {
    const { hall, waiting, caseNo } = await contested()
    await closeCase(hall, caseNo)
    await hall.advance('2025-03-17T15:00:00+08:00')
    const sent = [await hall.done(caseNo, { ...proof, key: 'proof' }), await hall.done(caseNo, { ...proof, key: 'proof' })]
    expect(sent).toMatchObject([{ status: 200, body: { stage: 'closed' } }, { status: 200 }])
    expect(await changesHeard(hall, waiting)).toEqual(['objection-recorded', 'objection-sued'])
    const { version } = await unitOf(hall)
    await hall.advance('2025-05-06T09:00:00+08:00')
    expect(await unitOf(hall)).toMatchObject({ version, objections: [{ status: 'active' }] })
    const reused = { ...proof, key: 'proof', body: { document: '另一份' } }
    expect(await hall.done(caseNo, reused)).toMatchObject({ status: 422, body: { rule: 'body' } })
  })

  it('while its case is open it is in the case’s file too [DR-83-2]', async () => {
    const { hall, caseNo } = await contested()
    await done(hall, caseNo, proof)
    expect(await hall.story(caseNo)).toContain('SuitProofFiled')
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })

  it('comes too late a day after the fifteenth [DR-83-2]', async () => {
    const { hall, caseNo } = await contested()
    await hall.advance('2025-03-19T09:00:00+08:00')
    const refused = { status: 409, body: { rule: 'stage', basis: [expect.objectContaining({ article: '第八十三条第二款' })] } }
    expect(await hall.done(caseNo, proof)).toMatchObject(refused)
  })

  it('is no act of another procedure, and is for intake to take in', async () => {
    const { hall, waiting, caseNo } = await contested()
    expect(await hall.done(waiting, proof)).toMatchObject({ status: 409, body: { rule: 'stage' } })
    expect(await hall.done(caseNo, { ...proof, as: 'examiner-1' })).toMatchObject({ status: 403, body: { rule: 'post' } })
  })
})

describe('an act on a term after its case is closed', () => {
  it('is not for somebody whose relative applied: it leaves nothing but the attempt, and is another’s to do', async () => {
    const { hall, caseNo } = await contested()
    await closeCase(hall, caseNo)
    await hall.send('POST', '/api/staff/intake-1/relatives', { as: 'intake-1', body: { ...objector, relation: '配偶' } })
    const before = await unitOf(hall)
    expect(await hall.done(caseNo, proof)).toMatchObject({ status: 409, body: { rule: 'avoidance' } })
    expect(await unitOf(hall)).toMatchObject({ version: before.version, objections: [{ status: 'active' }] })
    const attempts = '/api/reports/integrity?from=2025-03-03&until=2025-03-03&signal=refused-attempt'
    expect((await hall.send('GET', attempts, { as: 'quality-1' })).body).toMatchObject({ signals: [{ items: [{ caseNo }] }] })
    expect(await hall.done(caseNo, { ...proof, as: 'intake-2' })).toMatchObject({ status: 200 })
    expect((await unitOf(hall)).version).toBe(before.version + 1)
  })

  it('is not for somebody whose training for the post has failed [S0-133]', async () => {
    const { hall, caseNo } = await contested()
    await closeCase(hall, caseNo)
    const failed = { post: 'intake', passed: false, heldOn: '2025-03-03', content: '业务' }
    await hall.send('POST', '/api/staff/intake-1/training', { as: 'admin-1', body: failed })
    expect(await hall.done(caseNo, proof)).toMatchObject({ status: 409, body: { rule: 'not-trained' } })
    expect((await unitOf(hall)).objections).toMatchObject([{ status: 'active' }])
  })
})

describe('the workflow of the terms', () => {
  it('runs while the unit has a term, ends with the last, and replays [S1-35]', async () => {
    const { hall } = await contested()
    expect((await termsOf(hall).describe()).status.name).toBe('RUNNING')
    await hall.advance('2025-04-01T09:00:00+08:00')
    await termsOf(hall).result()
    const history = await termsOf(hall).fetchHistory()
    const verdict = await replayHistory(history, termsWorkflowId(hall.world, unitCode), dataConverterOf(config))
    expect(verdict).toMatchObject({ ok: true })
  })

  it('is there again for the next right with a term', async () => {
    const { hall } = await contested()
    await hall.advance('2025-04-01T09:00:00+08:00')
    const again = { ...objection, facts: { ...objection.facts, ground: '赠与撤销' } }
    const { caseNo } = (await hall.send('POST', '/api/cases', { as: 'intake-1', body: again, key: randomUUID() })).body
    for (const act of [ordinary.accept, ordinary.examine, ordinary.record]) await done(hall, caseNo, act)
    expect((await termsOf(hall).describe()).status.name).toBe('RUNNING')
    await hall.advance('2025-04-17T00:00:00+08:00')
    expect((await unitOf(hall)).objections).toMatchObject([{ status: 'lapsed' }, { status: 'lapsed' }])
  })
})
