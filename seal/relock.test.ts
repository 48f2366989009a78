import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { claim } from '../scripts/stack/claims.ts'
import { secret } from '../scripts/stack/secrets.ts'
import { KeyFolder } from './keyFolder.ts'
import { locked, unlocked } from './passphrase.ts'
import { relock } from './relock.ts'

/** Deriving a key takes a third of a second on purpose, and here dozens are derived; starting a program takes seconds on a busy machine. */
const timeout = 120_000

// The words that lock a centre's secrets are changed: nothing may be lost on the way, wherever it stops.

const oldWords = '利州 东坝 滨河路 登记中心 一九八四'
const newWords = '昭化 元坝 京兆路 登记中心 二〇二五'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-relock-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const path = (name: string) => join(folder, name)
const kept = (name: string) => readFile(path(name), 'utf8')
const set = (passphrase: string) => vi.stubEnv('DENGBU_PASSPHRASE', passphrase)

describe('files under new words', { timeout }, () => {
  beforeEach(async () => {
    await writeFile(path('one'), await locked('甲', oldWords))
    await writeFile(path('two'), await locked('乙', oldWords))
    await writeFile(path('open'), '丙')
  })
  const names = ['one', 'two', 'open', 'not-there']
  const files = () => names.map(path)
  const texts = (words: string) => Promise.all(['one', 'two', 'open'].map(async name => unlocked(await kept(name), words, name)))

  it('open with them and no longer with the old ones; open ones are locked; nothing is left beside them [S0-121]', async () => {
    expect(await relock(files(), oldWords, newWords)).toEqual({ changed: ['one', 'two', 'open'].map(path), already: [] })
    expect(await texts(newWords)).toEqual(['甲', '乙', '丙'])
    await expect(unlocked(await kept('open'), oldWords, 'open')).rejects.toThrow('does not open')
    expect((await readdir(folder)).sort()).toEqual(['one', 'open', 'two'])
  })

  it('wherever the change stops each file opens with one of both, and the same call finishes it', async () => {
    for (const done of [1, 2]) {
      await relock(files().slice(0, done), oldWords, newWords)
      await writeFile(path('two.relocked'), 'half a te') // killed while it was written
      expect(await unlocked(await kept('one'), newWords, 'one')).toBe('甲')
      expect(await unlocked(await kept('two'), done === 1 ? oldWords : newWords, 'two')).toBe('乙')
    }
    const { changed, already } = await relock(files(), oldWords, newWords)
    expect([changed, already]).toEqual([[path('open')], [path('one'), path('two')]])
    expect(await texts(newWords)).toEqual(['甲', '乙', '丙'])
  })

  it('stay as they are, all of them, when one opens with neither', async () => {
    await writeFile(path('two'), await locked('乙', '别的 词句 别的 词句 别的 词句'))
    const before = await Promise.all(['one', 'two', 'open'].map(kept))
    await expect(relock(files(), oldWords, newWords)).rejects.toThrow('two does not open')
    expect(await Promise.all(['one', 'two', 'open'].map(kept))).toEqual(before)
  })
})

describe('npm run passphrase', { timeout }, () => {
  const root = resolve(import.meta.dirname, '..')
  const run = (env: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/passphrase.ts'], {
      cwd: root,
      env: { ...process.env, DENGBU_DATA: folder, DENGBU_SEAL: '', DENGBU_PASSPHRASE: '', ...env },
      encoding: 'utf8',
    })
    return { status, said: stdout + stderr }
  }

  it('changes the words of a centre’s secrets and of the seal’s key, which stay the same [S0-121]', async () => {
    set(oldWords)
    const made = [await secret(folder, 'tokenKey'), await secret(folder, 'payloadKey')]
    const key = await new KeyFolder(path('seal')).make()
    expect(run({ DENGBU_PASSPHRASE: oldWords, DENGBU_NEW_PASSPHRASE: newWords })).toMatchObject({ status: 0 })
    set(newWords)
    expect([await secret(folder, 'tokenKey'), await secret(folder, 'payloadKey')]).toEqual(made)
    expect((await new KeyFolder(path('seal')).current())?.text).toBe(key.text)
    set(oldWords)
    await expect(secret(folder, 'tokenKey')).rejects.toThrow('does not open')
  })

  it('refuses without new words, with short ones, and while a centre runs on the folder, and changes nothing', async () => {
    await mkdir(path('seal'))
    await writeFile(path('secrets.json'), '{}')
    expect(run({})).toMatchObject({ status: 1, said: expect.stringContaining('DENGBU_NEW_PASSPHRASE') })
    expect(run({ DENGBU_NEW_PASSPHRASE: 'short' })).toMatchObject({ status: 1, said: expect.stringContaining('16 characters') })
    const release = await claim(path('centre.lock'))
    if (typeof release !== 'function') throw new Error('somebody else has the lock')
    expect(run({ DENGBU_NEW_PASSPHRASE: newWords })).toMatchObject({ status: 1, said: expect.stringContaining('Stop it first') })
    await release()
    expect(await kept('secrets.json')).toBe('{}')
  })
})
