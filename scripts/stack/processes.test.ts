import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claim, self } from './claims.ts'
import { isFree, keptPorts } from './ports.ts'
import { birthOf, commandLine, endOrphan, endPid, isAlive, type Launched, launch, waitForLine } from './processes.ts'
import { withProgress } from './say.ts'
import { secret } from './secrets.ts'
import { Service } from './service.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-processes-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const node = (code: string, name = 'The part'): Promise<Launched> =>
  launch({
    ...{ name, command: process.execPath, args: ['-e', code], env: process.env },
    ...{ logFile: join(folder, 'part.log'), pidFile: join(folder, 'part.json') },
  })

const forever = 'setInterval(() => {}, 1000); console.log("READY")'

describe('a child process', () => {
  it('that dies before it is ready is reported with the end of its log', async () => {
    const child = await node('console.error("the disk is full"); process.exit(3)')
    await expect(waitForLine(child, /^READY/m, 5_000)).rejects.toThrow(
      /The part ended with code 3[\s\S]*part\.log[\s\S]*the disk is full/,
    )
  })

  it('is not taken for ready by the words of an earlier run in the same log', async () => {
    await writeFile(join(folder, 'part.log'), 'READY\n')
    const child = await node('setInterval(() => {}, 1000)')
    await expect(waitForLine(child, /^READY/m, 200)).rejects.toThrow(/not ready after/)
    await endPid(child.pid, [])
  })

  it('that ignores SIGTERM is ended all the same', async () => {
    const child = await node(`process.on('SIGTERM', () => {}); ${forever}`)
    await waitForLine(child, /^READY/m, 5_000)
    await endPid(child.pid, [['SIGTERM', 100]])
    expect(await isAlive(child.pid)).toBe(false)
  })

  it('that cannot be executed is an error, not a crash', async () => {
    const start = launch({ name: 'Nothing', command: join(folder, 'nothing'), args: [], env: {}, logFile: join(folder, 'log') })
    await expect(start).rejects.toThrow(/Nothing cannot be executed.*Check that/)
  })
})

describe('an orphan', () => {
  it('is ended by pid if it is that very process, and spared if only the number is the same', async () => {
    const child = await node(forever)
    const file = join(folder, 'other.json')
    await writeFile(file, JSON.stringify({ pid: child.pid, birth: 'another time' }))
    await endOrphan(file, [])
    expect(await isAlive(child.pid)).toBe(true)
    expect(await commandLine(child.pid)).toContain('READY')
    await endOrphan(join(folder, 'part.json'), [['SIGTERM', 2_000]])
    expect(await birthOf(child.pid)).toBeUndefined()
  })
})

describe('a lock', () => {
  it('is held by one, given back, and inherited from the dead', async () => {
    const file = join(folder, 'lock')
    const release = await claim(file)
    expect(await claim(file)).toEqual(await self())
    if (typeof release === 'function') await release()
    await writeFile(file, '{"pid":1,"birth":"an earlier boot"}')
    expect(typeof (await claim(file))).toBe('function')
  })
})

describe('ports', () => {
  it('are kept from start to start while they are free', async () => {
    const file = join(folder, 'ports.json')
    const first = await keptPorts(file, ['a', 'b'])
    expect(first.a).not.toBe(first.b)
    expect(await keptPorts(file, ['a', 'b'])).toEqual(first)
    const server = createServer()
    await new Promise<void>(resolve => server.listen(first.a, '127.0.0.1', resolve))
    expect(await isFree(first.a)).toBe(false)
    const second = await keptPorts(file, ['a', 'b'])
    expect(second.a).not.toBe(first.a)
    expect(second.b).toBe(first.b)
    server.close()
  })
})

describe('a secret', () => {
  it('is made once and readable by its owner only', async () => {
    const made = await secret(folder, 'a')
    expect(await secret(folder, 'b')).not.toBe(made)
    expect(await secret(folder, 'a')).toBe(made)
    expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toHaveProperty('b')
  })
})

describe('a service', () => {
  const serviceOf = (code: string, gaveUp: (error: Error) => void = () => undefined) =>
    new Service({
      name: 'part',
      gaveUp,
      start: async () => {
        const child = await node(code)
        await waitForLine(child, /^READY/m, 5_000)
        return { pid: child.pid, exited: child.exited, stop: () => endPid(child.pid, [['SIGTERM', 2_000]]) }
      },
    })

  it('comes back by itself when it dies, and not when it was told to go', async () => {
    const service = serviceOf(forever)
    const { pid } = await service.start()
    process.kill(pid, 'SIGKILL')
    while (!service.current || service.current.pid === pid) await sleep(20)
    await service.kill()
    await sleep(400)
    expect(service.current).toBeUndefined()
    await service.start()
    await service.stop()
    expect(service.current).toBeUndefined()
  })

  it('gives up after five deaths in a minute', { timeout: 30_000 }, async () => {
    const error = await new Promise<Error>(resolve => {
      const service = serviceOf('console.log("READY"); setTimeout(() => process.exit(1), 50)', resolve)
      service.start().catch(() => undefined)
    })
    expect(error.message).toMatch(/part process ended 6 times within a minute/)
  })
})

describe('progress', () => {
  it('is silent when quick, and shows seconds when slow', async () => {
    const lines: string[] = []
    await withProgress('quick', sleep(10), line => lines.push(line))
    expect(lines).toEqual([])
    await withProgress('slow', sleep(2_300), line => lines.push(line))
    expect(lines).toEqual(['slow: 2 s …', 'slow: done in 2 s'])
  })
})
