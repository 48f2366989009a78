import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Postgres, startPostgres } from './postgres.ts'
import { endPid, isAlive } from './processes.ts'

let dataDir: string
let running: Postgres | undefined
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dengbu-postgres-')) // mode 0700: Postgres's own account must get in all the same
})
afterEach(async () => {
  await running?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const start = async () => {
  running = await startPostgres({ dataDir })
  return running
}

async function ask(url: string, question: string): Promise<unknown> {
  const sql = postgres(url, { max: 1 })
  try {
    return Object.values((await sql.unsafe(question))[0] ?? {})[0]
  } finally {
    await sql.end()
  }
}

it('keeps its promises: UTF8, C locale, every commit on the disk, loopback only', async () => {
  const { url } = await start()
  expect(await ask(url, 'show server_encoding')).toBe('UTF8')
  expect(await ask(url, 'select datcollate from pg_database where datname = current_database()')).toBe('C')
  expect(await ask(url, 'show fsync')).toBe('on')
  expect(await ask(url, 'show synchronous_commit')).toBe('on')
  expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
  expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

it('refuses who does not know the password', async () => {
  const { url } = await start()
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/)
})

it('finds its data and its port again after a stop', async () => {
  const first = await start()
  await ask(first.url, 'create table memory as select 42 as answer')
  await first.stop()
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select answer from memory')).toBe(42)
})

it('recovers when everything was killed', async () => {
  const first = await start()
  await ask(first.url, 'create table memory as select 42 as answer')
  process.kill(first.pid, 'SIGKILL')
  await first.exited
  const second = await start()
  expect(await ask(second.url, 'select answer from memory')).toBe(42)
})

it('ends the orphan that a killed Node left behind, and only that one', async () => {
  const first = await start()
  await ask(first.url, 'create table memory as select 42 as answer')
  const second = await start()
  expect(await isAlive(first.pid)).toBe(false)
  expect(await ask(second.url, 'select answer from memory')).toBe(42)
})

it('starts although the pid of its last run belongs to somebody else now, whom it spares', async () => {
  const first = await start()
  process.kill(first.pid, 'SIGKILL')
  await first.exited
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)))
  await start()
  expect(await isAlive(stranger.pid ?? 0)).toBe(true)
  await endPid(stranger.pid ?? 0, [])
})
