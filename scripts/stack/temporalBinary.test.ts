import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from './ports.ts'
import { assertReachable, buildServer, isAtLeast, type Makers, resolveTemporal, serverVersion } from './temporalBinary.ts'
import { startTemporal } from './temporalServer.ts'

let folder: string
let env: { PATH: string; DENGBU_CACHE: string }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-binary-'))
  env = { PATH: join(folder, 'bin'), DENGBU_CACHE: join(folder, 'cache') }
  await mkdir(env.PATH)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** An executable made of a few lines of JavaScript. */
async function program(file: string, code: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, `#!${process.execPath}\n${code}\n`)
  await chmod(file, 0o755)
  return file
}

const prints = (text: string) => `console.log(${JSON.stringify(text)})`
const newCli = prints('temporal version 1.9.1 (Server 1.32.0, UI 2.50.0)')
const oldCli = prints('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')
const newServer = prints('temporal version 1.32.0')

const fails = (sentence: string) => async () => {
  throw new Error(sentence)
}
const noMakers: Makers = { download: fails('no download'), build: fails('no build') }

describe('the version of a server', () => {
  it('is read from the CLI and from the server itself', () => {
    expect(serverVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.50.0)\n')).toBe('1.32.0')
    expect(serverVersion('temporal version 1.32.0\n')).toBe('1.32.0')
    expect(serverVersion('tctl 1.18')).toBeUndefined()
  })

  it('is compared by number, not by letter', () => {
    expect(isAtLeast('1.32.0', '1.32.0')).toBe(true)
    expect(isAtLeast('1.100.0', '1.32.0')).toBe(true)
    expect(isAtLeast('2.0.0', '1.32.0')).toBe(true)
    expect(isAtLeast('1.31.9', '1.32.0')).toBe(false)
    expect(isAtLeast('1.4.9', '1.32.0')).toBe(false)
  })
})

describe('the five ways', () => {
  const cli = () => join(env.PATH, 'temporal')
  const cachedServer = () => join(env.DENGBU_CACHE, 'temporal-server-1.32.0', 'temporal-server')

  it('are tried in order', async () => {
    const makers: Makers = {
      download: () => program(join(folder, 'downloaded'), newCli),
      build: () => program(join(folder, 'built'), newServer),
    }
    const kinds: string[] = []
    const take = async (extra = {}, using = makers) => kinds.push((await resolveTemporal({ ...env, ...extra }, using)).how)
    await take({}, { ...makers, download: fails('offline') })
    await take()
    await program(cachedServer(), newServer)
    await take()
    await program(cli(), newCli)
    await take()
    await take({ TEMPORAL_ADDRESS: 'temporal.example:7233' })
    const [five, four, three, two, one] = kinds
    expect(five).toContain('built with Go')
    expect(four).toContain('downloaded by the SDK')
    expect(three).toContain('cached in')
    expect(two).toContain('on PATH')
    expect(one).toContain('temporal.example:7233')
  })

  it('pass over a CLI whose server is too old, and say so when nothing is left', async () => {
    await program(cli(), oldCli)
    await expect(resolveTemporal(env, noMakers)).rejects.toThrow(
      /1\.29\.1, older than 1\.32\.0[\s\S]*no download[\s\S]*no build[\s\S]*Install Go/,
    )
    await program(cachedServer(), newServer)
    expect(await resolveTemporal(env, noMakers)).toMatchObject({ kind: 'server', command: cachedServer() })
  })

  it('check the version of what was downloaded, too', async () => {
    const makers = { ...noMakers, download: () => program(join(folder, 'downloaded'), oldCli) }
    await expect(resolveTemporal(env, makers)).rejects.toThrow(/downloaded has server 1\.29\.1/)
  })

  it('take a CLI downloaded earlier, but not one still being downloaded', async () => {
    const file = join(env.DENGBU_CACHE, 'temporal-cli-v1.9.1', 'temporal-v1.9.1')
    await program(`${file}.downloading`, newCli)
    await expect(resolveTemporal(env, noMakers)).rejects.toThrow(/none cached/)
    await program(file, newCli)
    expect(await resolveTemporal(env, noMakers)).toMatchObject({ kind: 'cli', command: file })
  })
})

describe('the temporal CLI on PATH', () => {
  it('is started on our file, on loopback and, in a drill, with a clock that can be advanced', async () => {
    const record = join(folder, 'arguments.json')
    await program(
      join(env.PATH, 'temporal'),
      `if (process.argv[2] === '--version') ${newCli}
       else require('node:fs').writeFileSync(${JSON.stringify(record)}, JSON.stringify(process.argv.slice(2)))`,
    )
    const start = (drill: boolean) => startTemporal({ dataDir: join(folder, 'data'), namespace: 'office', drill, env })
    await expect(start(true)).rejects.toThrow(/Temporal ended with code 0/) // the fake serves nobody
    const drill = JSON.parse(await readFile(record, 'utf8')) as string[]
    expect(drill.slice(0, 4)).toEqual(['server', 'start-dev', '--ip', '127.0.0.1'])
    expect(drill).toContain(join(folder, 'data', 'temporal.db'))
    expect(drill[drill.indexOf('--namespace') + 1]).toBe('office')
    expect(drill).toContain('frontend.WorkflowTimeSkippingEnabled=true')
    expect(drill).toContain('history.timerProcessorMaxTimeShift="10ms"') // JSON: text in quotes
    await expect(start(false)).rejects.toThrow()
    expect(await readFile(record, 'utf8')).not.toContain('TimeSkipping')
  })
})

describe('the download', () => {
  it('is given up at once when nobody listens, and soon when nobody answers', async () => {
    await expect(assertReachable(`http://127.0.0.1:${await freePort()}/`)).rejects.toThrow(/cannot be reached/)
    const silent = createServer(() => undefined)
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const started = Date.now()
    await expect(assertReachable(`http://127.0.0.1:${port}/`, 200)).rejects.toThrow(/cannot be reached/)
    expect(Date.now() - started).toBeLessThan(2_000)
    silent.close()
  })
})

describe('the build with Go', () => {
  const goal = () => join(env.DENGBU_CACHE, 'temporal-server-1.32.0', 'temporal-server')
  const log = () => join(folder, 'builds')
  /** A `go` that takes a while, counts its runs and leaves a server in GOBIN. */
  const fakeGo = (before = '') =>
    program(
      join(env.PATH, 'go'),
      `const fs = require('node:fs'), path = require('node:path')
       fs.appendFileSync(${JSON.stringify(log())}, process.argv.slice(2).join(' ') + '\\n')
       ${before}
       setTimeout(() => {
         const server = path.join(process.env.GOBIN, 'server')
         fs.writeFileSync(server, '#!/bin/sh\\necho temporal version 1.32.0\\n', { mode: 0o755 })
       }, 300)`,
    )

  it('is done once, however many centres ask for it', async () => {
    await fakeGo()
    const built = await Promise.all([1, 2].map(() => buildServer(env.DENGBU_CACHE, env)))
    expect(built).toEqual([goal(), goal()])
    expect(await readFile(log(), 'utf8')).toBe('install go.temporal.io/server/cmd/server@v1.32.0\n')
    expect(await readdir(env.DENGBU_CACHE)).toEqual(['temporal-server-1.32.0'])
  })

  it('leaves nothing half done when it fails, and says why', async () => {
    await fakeGo('console.error("no such host"); process.exit(1)')
    await expect(buildServer(env.DENGBU_CACHE, env)).rejects.toThrow(/go install failed: no such host/)
    expect(await readdir(env.DENGBU_CACHE)).toEqual([])
  })

  it('is taken over from a process that died in the middle of it', async () => {
    await fakeGo()
    await mkdir(env.DENGBU_CACHE)
    await writeFile(join(env.DENGBU_CACHE, 'temporal-server-1.32.0.lock'), '{"pid":1,"birth":"an earlier boot"}')
    expect(await buildServer(env.DENGBU_CACHE, env)).toBe(goal())
  })
})
