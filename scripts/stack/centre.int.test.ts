import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Centre, readRunning, startCentre } from './centre.ts'
import { freePort } from './ports.ts'
import { isAlive } from './processes.ts'

describe('a centre', () => {
  let dataDir: string
  let centre: Centre
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dengbu-centre-'))
    centre = await startCentre({ dataDir, drill: true, quiet: true })
  })
  afterAll(async () => {
    await centre?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const healthy = async () => (await fetch(`${centre.url}/health/live`)).ok

  it('tells other commands where it is', async () => {
    const { centre: self, ...parts } = centre.pids()
    expect(self).toBe(process.pid)
    expect(await readRunning(dataDir)).toMatchObject({ url: centre.url, drill: true, pids: parts })
    expect(Object.keys(parts).sort()).toEqual(['api', 'postgres', 'temporal', 'worker'])
  })

  it('lives beside another one, and lets no second one on its folder or its port', async () => {
    expect(centre.url).not.toBe(inject('url'))
    await expect(startCentre({ dataDir, drill: true, quiet: true })).rejects.toThrow(/already runs on .*Stop it first/)
    const taken = Number(new URL(centre.url).port)
    const elsewhere = join(dataDir, 'elsewhere')
    await expect(startCentre({ dataDir: elsewhere, port: taken, drill: true, quiet: true })).rejects.toThrow(
      /Port \d+ is in use.*PORT/,
    )
    expect(await healthy()).toBe(true)
  })

  it('starts a worker again that died, and leaves one down that was killed on purpose', async () => {
    const first = centre.workerPid() ?? 0
    process.kill(first, 'SIGKILL')
    while ((centre.workerPid() ?? first) === first) await sleep(50)
    await centre.killWorker()
    expect(centre.workerPid()).toBeUndefined()
    await centre.startWorker()
    expect(centre.workerPid()).toBeGreaterThan(0)
  })

  it('gets Temporal and Postgres back at the same address', async () => {
    await centre.killTemporal()
    await centre.startTemporal()
    await centre.stopPostgres()
    await centre.startPostgres()
    expect(await readRunning(dataDir)).toMatchObject({ temporalAddress: centre.temporalAddress, databaseUrl: centre.databaseUrl })
  })

  it('leaves nothing behind, and finds its data again', async () => {
    const pids = Object.entries(centre.pids()).filter(([name]) => name !== 'centre')
    await centre.stop()
    for (const [, pid] of pids) expect(await isAlive(pid)).toBe(false)
    expect(await readRunning(dataDir)).toBeUndefined()
    centre = await startCentre({ dataDir, drill: true, quiet: true })
    expect(await healthy()).toBe(true)
  })
})

it('a port in use is found before anything is started', async () => {
  const port = await freePort()
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '0.0.0.0', resolve))
  const dataDir = await mkdtemp(join(tmpdir(), 'dengbu-centre-'))
  await expect(startCentre({ dataDir, port, drill: true, quiet: true })).rejects.toThrow(/in use/)
  server.close()
  await rm(dataDir, { recursive: true, force: true })
})
