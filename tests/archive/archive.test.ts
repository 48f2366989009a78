import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { fetchHistory } from '../../audit/archive/archiver.ts'
import { pack, unpack } from '../../audit/archive/pack.ts'
import { replayHistory } from '../../audit/replay.ts'
import { archiveDifferences } from '../../audit/verify/archive.ts'
import { type Archive, archiveHash, readArchive } from '../../db/archives.ts'
import { connect, type Sql } from '../../db/client.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { applicationNoOf, signalNames, termsWorkflowId } from '../../workflows/messages.ts'
import { eventually } from '../support/faults.ts'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'

// What has closed is put away with its history, and can be replayed when Temporal has long forgotten it.

const unitCode = '510802001001GB00001F01010001'

let client: Client
let sql: Sql
/** The owner of the tables; what the application may do, `sql` shows. */
let owner: Sql
let close: () => Promise<unknown>
const config = {
  ...temporalConfig({ DENGBU_DRILL: '1' }),
  ...{ address: inject('temporalAddress'), namespace: inject('temporalNamespace') },
}
beforeAll(() => {
  const temporal = connectTemporal(config)
  const database = connect(inject('databaseUrl'), { max: 2, name: 'dengbu-archive-test' })
  client = temporal.client
  const owners = connect(inject('ownerUrl'), { max: 1, statementTimeoutMs: 30_000, name: 'dengbu-archive-owner' })
  sql = database.sql
  owner = owners.sql
  close = () => Promise.all([temporal.connection.close(), database.close(), owners.close()])
})
afterAll(() => close?.())

/** The archiver looks every ten seconds; the machine may be busy. */
const withinMs = 90_000
const timeout = 240_000

const archiveOf = (workflowId: string): Promise<Archive> =>
  eventually(`${workflowId} is archived`, async () => (await readArchive(sql, workflowId)) ?? false, withinMs)

/** A mortgage from filing to archive. */
async function closedCase(hall: Hall): Promise<string> {
  const { caseNo } = (await hall.file()).body
  for (const act of Object.values(ordinary)) expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
  return caseNo
}

/** As retention does, without the wait. */
async function forgetInTemporal(workflowId: string): Promise<void> {
  const { workflowService, options } = client.workflow
  await workflowService.deleteWorkflowExecution({ namespace: options.namespace, workflowExecution: { workflowId } })
  await eventually(`${workflowId} is gone from Temporal`, async () => (await fetchHistory(client, workflowId)) === null, withinMs)
}

describe('a case that has closed', () => {
  let hall: Hall
  let caseNo: string
  beforeAll(async () => {
    hall = await Hall.open(inject('url'), '2025-03-10T09:00+08:00')
    caseNo = await closedCase(hall)
  })

  it('is archived with its history, code, procedure and calendar, and ends where its ledger ends', { timeout }, async () => {
    const archive = await archiveOf(caseNo)
    const last = (await hall.events(caseNo)).at(-1)
    expect(archive).toMatchObject({
      ...{ workflowType: 'registrationCase', world: hall.world, status: 'completed' },
      ...{ editions: ['mortgage-first@2021-01-01'], calendars: ['cn-2024..2026'] },
      ends: [{ caseNo, seq: last?.seq, head: last?.hash }],
    })
    const { builds } = (await hall.send<{ worker: { builds: string[] } }>('GET', '/health/ready')).body.worker
    expect(archive.builds).toEqual(builds)
  })

  it("has an archive whose hashes anybody can make again from the row and from the server's history", async () => {
    const archive = await archiveOf(caseNo)
    expect(archiveHash(archive)).toBe(archive.hash)
    const live = await fetchHistory(client, caseNo)
    expect((await pack(live ?? {})).historyDigest).toBe(archive.historyDigest)
  })

  it('is replayed from the archive when Temporal has forgotten it, with the same verdict [S0-116]', { timeout }, async () => {
    await archiveOf(caseNo)
    const before = await hall.replay(caseNo)
    expect(before).toMatchObject({ ok: true, temporal: { ok: true, source: 'server' } })
    const history = (await hall.send('GET', `/api/cases/${caseNo}/history`, { as: 'auditor-1' })).body
    await forgetInTemporal(caseNo)
    expect(await hall.replay(caseNo)).toEqual({ ...before, temporal: { ...before.temporal, source: 'archive' } })
    expect((await hall.send('GET', `/api/cases/${caseNo}/history`, { as: 'auditor-1' })).body).toEqual(history)
  })

  it('cannot be changed in the archive, nor removed from it: not by the application, and not by the owner of the tables', async () => {
    for (const [as, refusal] of [
      [sql, 'permission denied'],
      [owner, 'append-only'],
    ] as const) {
      for (const change of [
        as`update case_archives set closed_at = '' where workflow_id = ${caseNo}`,
        as`delete from case_archives where workflow_id = ${caseNo}`,
        as`truncate case_archives`,
      ])
        await expect(change).rejects.toThrow(refusal)
    }
  })

  it('is not believed when its owner switched the triggers off and changed its archive all the same', { timeout }, async () => {
    const forged = (set: ReturnType<Sql>) =>
      owner.begin(async tx => {
        await tx`alter table case_archives disable trigger user`
        await tx`update case_archives set ${set} where workflow_id = ${caseNo}`
        await tx`alter table case_archives enable trigger user`
      })
    const named = async () => {
      const found = await archiveDifferences(sql, () => undefined, { closedForMs: 60_000, waitMs: 0 })
      return found.filter(({ what }) => what === `归档 ${caseNo}`).map(({ path }) => path)
    }
    const { history, builds, ends } = await archiveOf(caseNo)
    const altered = Buffer.from(history)
    altered.writeUInt8(altered.readUInt8(1_000) ^ 1, 1_000)

    await forged(sql`history = ${altered}`)
    const unreadable = { ok: false, error: expect.stringContaining('归档的流程历史') }
    expect(await hall.replay(caseNo)).toMatchObject({ ok: false, temporal: unreadable })
    expect(await named()).toEqual(['history'])

    await forged(sql`history = ${history}, builds = ${['another']}`)
    const otherHash = [{ what: `归档 ${caseNo}`, path: 'hash' }]
    expect(await hall.replay(caseNo)).toMatchObject({ ok: false, agreement: { differences: otherHash } })
    expect(await named()).toEqual(['hash'])

    await forged(sql`builds = ${[...builds]}, ends = ${JSON.stringify([{ ...ends[0], seq: 3 }])}::text::jsonb`)
    expect(await named()).toEqual([`ends ${caseNo}`, 'hash'])

    await forged(sql`ends = ${JSON.stringify(ends)}::text::jsonb`)
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
    expect(await named()).toEqual([])
  })
})

describe('a combined application', () => {
  it('is archived once all its parts have closed, and each part is replayed from there', { timeout }, async () => {
    const hall = await Hall.open(inject('url'), '2025-03-10T09:00+08:00')
    const common = { office: '510802', channel: 'counter', units: [unitCode], materials: 'all' }
    const [seller, buyer] = [
      { kind: 'person', idType: 'resident-id', name: '张建国', idNo: '510802196201101013' },
      { kind: 'person', idType: 'resident-id', name: '李秀兰', idNo: '510802196502111039' },
    ]
    const bank = { role: 'mortgagee', kind: 'organisation', idType: 'uscc', name: '广元甲银行', idNo: '91510802MA0BANKA3T' }
    const sale = {
      ...{ ...common, procedure: 'transfer-by-sale', facts: { priceFen: 86_000_000, use: 'residential' } },
      parties: [
        { role: 'transferor', ...seller },
        { role: 'transferee', share: '1/1', ...buyer },
      ],
    }
    const mortgage = {
      ...{ ...common, procedure: 'mortgage-first', facts: { amountFen: 50_000_000, transferRestricted: false } },
      parties: [{ role: 'mortgagor', ...buyer }, bank],
    }
    const send = <T>(path: string, body: object) => hall.send<T>('POST', path, { as: 'intake-1', body, key: randomUUID() })
    const filed = await send<{ applicationNo: string; parts: { caseNo: string }[] }>('/api/applications', {
      parts: [sale, mortgage],
    })
    expect(filed).toMatchObject({ status: 201 })
    const { applicationNo, parts } = filed.body
    const by = [seller.name, buyer.name, bank.name]
    expect(await send(`/api/applications/${applicationNo}/actions/withdraw`, { by })).toMatchObject({ status: 200 })

    const archive = await archiveOf(applicationNo)
    expect(archive.ends.map(({ caseNo }) => caseNo)).toEqual(parts.map(({ caseNo }) => caseNo))
    expect(await sql`select 1 from case_archives where workflow_id like ${`${applicationNo}%`}`).toHaveLength(1)
    await forgetInTemporal(applicationNo)
    for (const { caseNo } of parts) {
      expect(applicationNoOf(caseNo)).toBe(applicationNo)
      expect(await hall.replay(caseNo)).toMatchObject({ ok: true, temporal: { source: 'archive' } })
    }
  })
})

describe('the terms of a unit', () => {
  const objectionBy = (name: string, idNo: string) => ({
    ...{ procedure: 'objection', parties: [{ role: 'interested-party', kind: 'person', idType: 'resident-id', name, idNo }] },
    facts: { matter: '房屋为夫妻共同财产，登记簿仅记载一方', ground: '共有权遗漏' },
  })
  const objections = [
    { body: objectionBy('郑雅婷', '510802198910191196'), until: '2025-03-20T09:00+08:00' },
    { body: objectionBy('李秀兰', '510802196502111039'), until: '2025-04-20T09:00+08:00' },
  ]

  it('leave one archive for each time that they ran', { timeout }, async () => {
    const hall = await Hall.open(inject('url'), '2025-03-03T09:00+08:00')
    const workflowId = termsWorkflowId(hall.world, unitCode)
    const runs = () => sql<{ runId: string; status: string }[]>`
      select run_id as "runId", status from case_archives where workflow_id = ${workflowId}`
    for (const [i, { body, until }] of objections.entries()) {
      const { caseNo } = (await hall.file(randomUUID(), body)).body
      for (const act of [ordinary.accept, ordinary.examine, ordinary.record])
        expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
      await hall.advance(until)
      await eventually(`run ${i + 1} of the terms is archived`, async () => (await runs()).length === i + 1, withinMs)
    }
    const found = await runs()
    expect(new Set(found.map(({ runId }) => runId)).size).toBe(2)
    expect(found.map(({ status }) => status)).toEqual(['completed', 'completed'])
  })

  it('go on in a new run when their history grows long: nothing is lost, and each run has its archive', { timeout }, async () => {
    const hall = await Hall.open(inject('url'), '2025-03-03T09:00+08:00')
    const { caseNo } = (await hall.file(randomUUID(), objections[0]?.body)).body
    for (const act of [ordinary.accept, ordinary.examine, ordinary.record])
      expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
    await hall.advance('2025-03-10T09:00+08:00')
    const workflowId = termsWorkflowId(hall.world, unitCode)
    const first = await runOf(workflowId)
    await hearUntil(workflowId, async () => (await runOf(workflowId)) !== first)

    await hall.advance('2025-03-18T23:59+08:00')
    const objectionsNow = async () =>
      (await hall.send<{ objections: object[] }>('GET', register, { as: 'auditor-1' })).body.objections
    expect(await objectionsNow()).toMatchObject([{ status: 'active' }])
    await hall.advance('2025-03-19T00:00+08:00')
    expect(await objectionsNow()).toMatchObject([{ status: 'lapsed' }])
    const runs = await eventually(
      'both runs are archived',
      async () => {
        const found = await sql<{ runId: string; status: string }[]>`
        select run_id as "runId", status from case_archives where workflow_id = ${workflowId} order by closed_at`
        return found.length === 2 && found
      },
      withinMs,
    )
    expect(runs).toMatchObject([{ runId: first, status: 'continued-as-new' }, { status: 'completed' }])
    for (const { runId } of runs) {
      const history = await unpack((await readArchive(sql, workflowId, runId)) as Archive)
      expect(await replayHistory(history, workflowId, dataConverterOf(config))).toMatchObject({ ok: true })
    }
  })
})

const register = `/api/register/units/${unitCode}?purpose=${encodeURIComponent('核对')}`

const runOf = async (workflowId: string): Promise<string> => (await client.workflow.getHandle(workflowId).describe()).runId

/**
 * Tells the terms to look again, over and over, until it has come to something; the server counts some 4,000 events as long.
 * Each batch is dealt with before the next: the server keeps 100 events that come while a workflow is at work, and one more makes it
 * begin that work again (cause FORCE_CLOSE_COMMAND), so that a flood without pause would let it come to nothing.
 */
async function hearUntil(workflowId: string, enough: () => Promise<boolean>): Promise<void> {
  const terms = client.workflow.getHandle(workflowId)
  const idle = async () => {
    const { raw } = await terms.describe()
    return !raw.pendingWorkflowTask && !raw.pendingActivities?.length
  }
  for (let batch = 0; batch < 60; batch++) {
    await Promise.all(Array.from({ length: 90 }, () => terms.signal(signalNames.registerChanged)))
    await eventually(`${workflowId} has looked again`, idle)
    if (await enough()) return
  }
  throw new Error(`${workflowId} has heard 5,400 times and goes on in the same run`)
}

describe('what an auditor is told of the archive', () => {
  interface Overview {
    readonly archived: Record<string, number>
    readonly waiting: number
    readonly apart: unknown[]
  }

  it('how much is archived and what waits, in each world apart; and his look is written down', { timeout }, async () => {
    const hall = await Hall.open(inject('url'), '2025-03-10T09:00+08:00')
    const overview = async () => (await hall.send<Overview>('GET', '/api/audit/archive', { as: 'auditor-1' })).body
    expect(await overview()).toEqual({ archived: {}, waiting: 0, oldestClosedAt: null, lagSeconds: 0, apart: [] })
    const caseNo = await closedCase(hall)
    expect(await hall.story(caseNo)).toEqual(wholeLife)
    expect(
      await eventually('it is archived', async () => (await overview()).waiting === 0 && overview(), withinMs),
    ).toMatchObject({
      archived: { registrationCase: 1 },
      apart: [],
    })
    expect((await hall.send('GET', '/api/audit/archive', { as: 'intake-1' })).status).toBe(403)
    const looks = await sql`select 1 from access_traces where world = ${hall.world} and object = 'archive' and sub = 'auditor-1'`
    expect(looks.length).toBeGreaterThanOrEqual(2)
  })
})
