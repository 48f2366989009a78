import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArchive } from '../../db/archives.ts'
import { connect, type Sql } from '../../db/client.ts'
import type { Centre } from '../../scripts/stack/centre.ts'
import { workflowBundle } from '../../temporal/bundle.ts'
import { eventually, ownCentre, startFaultyWorker } from '../support/faults.ts'
import { Hall, ordinary, wholeLife } from '../support/hall.ts'
import { previousRelease } from '../support/releases.ts'

// The rehearsal of a release: cases that the previous release's workflow code has opened are taken over by this one's and finished; and a
// release that would stop them is found before it is deployed.

let centre: Centre
let sql: Sql
let folder: string
let close: () => Promise<void>
beforeAll(async () => {
  centre = await ownCentre()
  folder = await mkdtemp(join(tmpdir(), 'dengbu-rehearsal-'))
  ;({ sql, close } = connect(centre.databaseUrl, { max: 2, name: 'dengbu-rehearsal' }))
})
afterAll(async () => {
  await close?.()
  await centre?.stop()
  await rm(folder, { recursive: true, force: true })
})

const acts = Object.values(ordinary)

/** Workers of two releases are started and a dozen cases handled; on a busy machine that takes its time. */
const timeout = 420_000
const unitCode = '510802001001GB00001F01010001'
const buyer = { kind: 'person', idType: 'resident-id', name: '李秀兰', idNo: '510802196502111039' }
const seller = { kind: 'person', idType: 'resident-id', name: '张建国', idNo: '510802196201101013' }
const bank = { role: 'mortgagee', kind: 'organisation', idType: 'uscc', name: '广元甲银行', idNo: '91510802MA0BANKA3T' }
const common = { office: '510802', channel: 'counter', units: [unitCode], materials: 'all' }
const saleAndMortgage = [
  {
    ...{ ...common, procedure: 'transfer-by-sale', facts: { priceFen: 86_000_000, use: 'residential' } },
    parties: [
      { role: 'transferor', ...seller },
      { role: 'transferee', share: '1/1', ...buyer },
    ],
  },
  {
    ...{ ...common, procedure: 'mortgage-first', facts: { amountFen: 50_000_000, transferRestricted: false } },
    parties: [{ role: 'mortgagor', ...buyer }, bank],
  },
]
const objection = {
  ...{ procedure: 'objection', facts: { matter: '房屋为夫妻共同财产，登记簿仅记载一方', ground: '共有权遗漏' } },
  parties: [{ role: 'interested-party', kind: 'person', idType: 'resident-id', name: '郑雅婷', idNo: '510802198910191196' }],
}

const inWorld = () => Hall.open(centre.url, '2025-03-10T09:00+08:00')

/** A mortgage in a world of its own, as far as before this act. */
async function caseBefore(action: string): Promise<{ hall: Hall; caseNo: string; rest: readonly (typeof acts)[number][] }> {
  const hall = await inWorld()
  const { caseNo } = (await hall.file()).body
  const at = acts.findIndex(act => act.action === action)
  for (const act of acts.slice(0, at)) expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
  return { hall, caseNo, rest: acts.slice(at) }
}

const buildsOf = (workflowId: string): Promise<readonly string[]> =>
  eventually(`${workflowId} is archived`, async () => (await readArchive(sql, workflowId))?.builds ?? false, 90_000)

/** `npm run replay` at the test's centre, as an operator calls it. */
async function replayCommand(...args: string[]): Promise<{ code: number; said: string }> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  return new Promise(resolve => {
    const env = { ...process.env, DENGBU_DATA: centre.dataDir }
    execFile(process.execPath, ['--import', 'tsx', 'scripts/replay.ts', ...args], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    )
  })
}

describe('cases opened by the previous release', () => {
  it('at every stage, combined ones and rights with a term too, are taken over and finished by this one', {
    timeout: 180_000,
  }, async () => {
    const [previous, today] = await Promise.all([previousRelease(), workflowBundle()])
    expect(previous.buildId, 'the fixture is today’s code: nothing would be rehearsed').not.toBe(today.buildId)
    const old = await startFaultyWorker(centre, { runs: previous })
    const cases = []
    for (const { action } of acts) cases.push(await caseBefore(action))
    const contested = await caseBefore('examine')
    const objected = (await contested.hall.file(randomUUID(), objection)).body.caseNo
    for (const act of acts.slice(0, 3)) expect(await contested.hall.done(objected, act)).toMatchObject({ status: 200 })
    const whole = await inWorld()
    const post = <T>(as: string, path: string, body: object) => whole.send<T>('POST', path, { as, body, key: randomUUID() })
    const { applicationNo } = (await post<{ applicationNo: string }>('intake-1', '/api/applications', { parts: saleAndMortgage }))
      .body
    expect(await post('intake-1', `/api/applications/${applicationNo}/actions/accept`, {})).toMatchObject({ status: 200 })
    await old.stop()

    expect(await replayCommand('--open')).toMatchObject({
      code: 0,
      said: expect.stringContaining('0 do not, 0 could not be had'),
    })
    await centre.startWorker()
    for (const { hall, caseNo, rest } of cases) {
      for (const act of rest) expect(await hall.done(caseNo, act)).toMatchObject({ status: 200 })
      expect(await hall.story(caseNo)).toEqual(wholeLife)
      expect(await hall.replay(caseNo)).toMatchObject({ ok: true, temporal: { buildId: today.buildId } })
    }
    await contested.hall.advance('2025-03-28T09:00+08:00')
    // It heard of the objection under the old code, and of its end under this.
    const heard = (await contested.hall.story(contested.caseNo)).filter(type => type === 'RegisterChanged')
    expect(heard).toHaveLength(2)
    const by = [seller.name, buyer.name, bank.name]
    expect(await post('intake-1', `/api/applications/${applicationNo}/actions/withdraw`, { by })).toMatchObject({ status: 200 })

    for (const workflowId of [...cases.map(({ caseNo }) => caseNo), applicationNo]) {
      expect(await buildsOf(workflowId)).toEqual([previous.buildId, today.buildId])
    }
  })
})

describe('a release that was made without the patch that it needs', () => {
  it('is found by replaying what is open, before it is deployed: the case, the event, what the code did instead', {
    timeout,
  }, async () => {
    const { caseNo } = await caseBefore('examine')
    const broken = join(folder, 'broken.js')
    const workflowsPath = fileURLToPath(new URL('./forgotPatch.ts', import.meta.url))
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })
    await writeFile(broken, code)

    expect(await replayCommand('--open')).toMatchObject({ code: 0 })
    const { code: exit, said } = await replayCommand('--open', '--bundle', broken)
    expect(exit).toBe(1)
    expect(said).toMatch(
      new RegExp(
        `✗ ${caseNo} \\(registrationCase, from the server.*\\n.*parts at event 5, WorkflowExecutionUpdateAccepted .*Nondeterminism`,
      ),
    )
  })
})
