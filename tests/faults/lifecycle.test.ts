import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/stack/ports.ts'
import { endPid, isAlive, type Launched, launch, waitForLine } from '../../scripts/stack/processes.ts'
import { type RunInfo, readRunning } from '../../scripts/stack/runFile.ts'
import { eventually, timed } from '../support/faults.ts'
import { type Answer, Hall, ordinary } from '../support/hall.ts'

// What `npm start` runs, as processes of the machine: two centres side by side, one of them killed without warning, both stopped.

interface Place {
  readonly dataDir: string
  readonly port: number
}

interface Started {
  readonly main: Launched
  readonly run: RunInfo
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Whatever becomes of a test, these are ended. */
const launched: Launched[] = []

const newPlace = async (): Promise<Place> => ({
  dataDir: await mkdtemp(join(tmpdir(), 'dengbu-lifecycle-')),
  port: await freePort(),
})

async function start({ dataDir, port }: Place): Promise<Started> {
  const main = await launch({
    ...{ name: 'npm start', command: process.execPath, args: ['--import', 'tsx', 'scripts/start.ts'], cwd: root },
    env: { ...process.env, DENGBU_DATA: dataDir, PORT: String(port), DENGBU_DRILL: '1' },
    logFile: join(dataDir, 'start.log'),
  })
  launched.push(main)
  await waitForLine(main, /^Dengbu is running/m, 100_000)
  const run = await readRunning(dataDir)
  if (!run) throw new Error('the centre says that it runs, and run.json does not know it')
  return { main, run }
}

const pidsOf = ({ run }: Started): number[] => [run.centre.pid, ...Object.values(run.pids)]

/** Command lines that still name the data folder. */
async function remains(dataDir: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'stat=,args='])
  return stdout.split('\n').filter(line => line.includes(dataDir) && !line.startsWith('Z'))
}

describe('two centres on one machine', () => {
  const places: Place[] = []
  let first: Started
  let second: Started
  let hall: Hall
  let caseNo: string

  beforeAll(async () => {
    const [here, there] = [await newPlace(), await newPlace()]
    places.push(here, there)
    ;[first, second] = await timed('two first starts at once', () => Promise.all([start(here), start(there)]))
  })
  afterAll(async () => {
    for (const main of launched) if (!main.exit) await endPid(main.pid, [['SIGINT', 30_000]])
    for (const { dataDir } of places) await rm(dataDir, { recursive: true, force: true })
  })

  it('work side by side, each with its own cases and its own processes', async () => {
    hall = await Hall.open(first.run.url, '2025-03-10T09:00+08:00')
    const other = await Hall.open(second.run.url, '2025-03-10T09:00+08:00')
    // Two centres that have just started keep the machine busy: an application may be kept and opened a little later.
    const filed = await Promise.all([hall, other].map(async each => each.outcomeOf(await each.file())))
    expect(filed.map(({ status }) => status)).toEqual([201, 201])
    caseNo = (filed[0] as Answer).body.caseNo
    const accepted = await hall.done(caseNo, ordinary.accept)
    expect(accepted).toMatchObject({ status: 200, body: { stage: 'examination' } })
    expect((await other.case((filed[1] as Answer).body.caseNo)).stage).toBe('intake')
    expect(new Set([...pidsOf(first), ...pidsOf(second)]).size).toBe(10)
    expect(first.run.temporalAddress).not.toBe(second.run.temporalAddress)
  })

  it('one has every process killed at once: started again it has lost nothing, and the other has not noticed', {
    timeout: 120_000,
  }, async () => {
    const before = await hall.events(caseNo)
    for (const pid of pidsOf(first)) process.kill(pid, 'SIGKILL')
    await eventually('no process of the centre', async () => !(await Promise.all(pidsOf(first).map(isAlive))).includes(true))
    expect((await fetch(`${second.run.url}/health/ready`)).status).toBe(200)

    first = await timed('start after kill -9 of everything', () =>
      start({ dataDir: first.run.dataDir, port: Number(new URL(first.run.url).port) }),
    )
    expect(await hall.events(caseNo)).toEqual(before)
    await hall.advance('2025-03-14T00:00:01+08:00')
    expect(await hall.case(caseNo)).toMatchObject({ stage: 'examination', light: 'yellow' })
    expect(await hall.act(caseNo, ordinary.examine)).toMatchObject({ status: 200, body: { stage: 'recording' } })
    // The step's two lights with its warning, then the promise's yellow.
    const lights = ['LightChanged', 'LightChanged', 'Escalated', 'LightChanged']
    expect(await hall.story(caseNo)).toEqual(['Filed', 'Accepted', ...lights, 'Examined'])
    expect(await hall.replay(caseNo)).toMatchObject({ ok: true })
  })

  it('Ctrl-C ends a centre in good order and leaves no process', async () => {
    await timed('stop of two centres', () =>
      Promise.all(
        [first, second].map(async ({ main }) => {
          process.kill(main.pid, 'SIGINT')
          expect(await main.exited).toEqual({ code: 0, signal: null })
        }),
      ),
    )
    for (const pid of [...pidsOf(first), ...pidsOf(second)]) expect(await isAlive(pid)).toBe(false)
    for (const { dataDir } of places) expect(await remains(dataDir)).toEqual([])
  })
})
