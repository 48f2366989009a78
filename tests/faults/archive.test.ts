import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archiveClosed, archiveRun } from '../../audit/archive/archiver.ts'
import { type Archive, archiveHash, readArchive } from '../../db/archives.ts'
import { connect, type Sql } from '../../db/client.ts'
import type { Centre } from '../../scripts/stack/centre.ts'
import { EncryptionCodec } from '../../temporal/codec.ts'
import { developmentKey } from '../../temporal.config.ts'
import { eventually, isRunning, ownCentre, startFaultyWorker, timed, withTemporal } from '../support/faults.ts'
import { Hall, ordinary } from '../support/hall.ts'

// Archiving is interrupted wherever it can be: each closed case must be archived, and once.

let centre: Centre
let hall: Hall
let sql: Sql
let close: () => Promise<void>
beforeAll(async () => {
  centre = await ownCentre()
  ;({ sql, close } = connect(centre.databaseUrl, { max: 2, name: 'dengbu-archive-fault-test' }))
})
afterAll(async () => {
  await close?.()
  await centre?.stop()
})

const acts = Object.values(ordinary)

/** Workers and servers are started within these tests; on a busy machine that takes its time. */
const timeout = 240_000
const archivedWithinMs = 90_000

async function caseBefore(action: string): Promise<string> {
  hall = await Hall.open(centre.url, '2025-03-10T09:00+08:00')
  const { caseNo } = (await hall.file()).body
  for (const act of acts.slice(
    0,
    acts.findIndex(one => one.action === action),
  )) {
    expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
  }
  return caseNo
}

const archivesOf = (caseNo: string) => sql<{ hash: string }[]>`select hash from case_archives where workflow_id = ${caseNo}`

const archived = (caseNo: string): Promise<Archive> =>
  timed('archived after the start of a sound worker', () =>
    eventually(`${caseNo} is archived`, async () => (await readArchive(sql, caseNo)) ?? false, archivedWithinMs),
  )

async function expectWhole(caseNo: string): Promise<void> {
  const archive = await archived(caseNo)
  const last = (await hall.events(caseNo)).at(-1)
  expect(archive.ends).toEqual([{ caseNo, seq: last?.seq, head: last?.hash }])
  expect(archiveHash(archive)).toBe(archive.hash)
  expect(await archivesOf(caseNo)).toHaveLength(1)
}

describe('a worker that is killed between fetching a history and storing it', () => {
  it('leaves no archive, and the next worker makes it, once', { timeout }, async () => {
    const caseNo = await caseBefore('archive')
    const faulty = await startFaultyWorker(centre, { diesArchiving: true })
    // The act is answered, or kept: the worker may be gone before it could answer.
    void hall.act(caseNo, ordinary.archive).catch(() => undefined)
    expect(await faulty.died).toMatchObject({ signal: 'SIGKILL' })
    expect(await archivesOf(caseNo)).toHaveLength(0)
    await centre.startWorker()
    await expectWhole(caseNo)
  })
})

describe('a case whose ledger is closed while its workflow has not heard of it', () => {
  it('is told, ends, and is archived', { timeout }, async () => {
    const caseNo = await caseBefore('archive')
    const faulty = await startFaultyWorker(centre, { diesAfter: 'archive' })
    void hall.act(caseNo, ordinary.archive).catch(() => undefined)
    expect(await faulty.died).toMatchObject({ signal: 'SIGKILL' })
    // Nobody is left who knows of the act: not its sender's API, nor the server that had it in memory.
    await centre.killApi()
    await centre.killTemporal()
    await centre.startTemporal()
    expect(await isRunning(centre, caseNo)).toBe(true)
    await centre.startWorker()
    await archived(caseNo)
    await centre.startApi()
    await expectWhole(caseNo)
    expect(await isRunning(centre, caseNo)).toBe(false)
  })
})

describe('two archivers at once', () => {
  it('store each closed case once between them', { timeout }, async () => {
    const caseNo = await caseBefore('archive')
    await centre.killWorker()
    const faulty = await startFaultyWorker(centre, { slowMs: 0 })
    expect(await hall.done(caseNo, ordinary.archive)).toMatchObject({ status: 200 })
    const outcomes = await withTemporal(centre, async client => {
      const codec = new EncryptionCodec([developmentKey])
      const both: (() => void)[] = []
      // Both have fetched before either stores.
      const beforeStore = () =>
        new Promise<void>(resolve => {
          both.push(resolve)
          if (both.length === 2) for (const go of both) go()
        })
      const ports = { client, sql, codec, log: pino({ level: 'silent' }), beforeStore }
      await eventually('the workflow has ended', async () => !(await isRunning(centre, caseNo)))
      const run = { workflowId: caseNo, world: hall.world }
      const found = await Promise.all([archiveRun(ports, run), archiveRun(ports, run)])
      const later = await archiveClosed({ client, sql, codec, log: ports.log })
      return { found: found.sort(), later }
    })
    expect(outcomes).toEqual({ found: ['archived', 'present'], later: 0 })
    await faulty.stop()
    await centre.startWorker()
    await expectWhole(caseNo)
  })
})
