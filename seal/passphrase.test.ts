import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secret } from '../scripts/stack/secrets.ts'
import { KeyFolder } from './keyFolder.ts'
import { locked, passphraseOf, unlocked } from './passphrase.ts'

const words = '利州 东坝 滨河路 登记中心 一九八四'
const otherWords = '利州 东坝 滨河路 登记中心 一九八五'

let folder: string
const set = (passphrase: string) => vi.stubEnv('DENGBU_PASSPHRASE', passphrase)
const kept = (name: string) => readFile(join(folder, name), 'utf8')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dengbu-secrets-'))
  set('')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('a text under a passphrase', () => {
  it('opens with it, is never kept twice in the same way, and shows nothing of what it says [S0-121]', async () => {
    const [one, other] = [await locked('密钥 abc', words), await locked('密钥 abc', words)]
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split(' ')[1] ?? '', 'base64').toString()).not.toContain('密钥')
    expect([await unlocked(one, words, 'f'), await unlocked(other, words, 'f')]).toEqual(['密钥 abc', '密钥 abc'])
  })

  it('does not open without it, with another, or altered anywhere, and each time the file and the setting are named', async () => {
    const text = await locked('密钥', words)
    await expect(unlocked(text, null, 'the file')).rejects.toThrow('the file is locked: set DENGBU_PASSPHRASE')
    await expect(unlocked(text, otherWords, 'the file')).rejects.toThrow('the file does not open: DENGBU_PASSPHRASE')
    const bytes = Buffer.from(text.split(' ')[1] ?? '', 'base64')
    for (const at of [0, 20, 30, bytes.length - 1]) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      await expect(unlocked(`dengbu-locked/1 ${altered.toString('base64')}\n`, words, 'f')).rejects.toThrow('altered')
    }
  })

  it('that is short is refused: whoever has the file can try many', () => {
    expect(() => passphraseOf({ DENGBU_PASSPHRASE: 'dengbu' })).toThrow('DENGBU_PASSPHRASE must have at least 16 characters')
    expect(() => passphraseOf({ DENGBU_NEW_PASSPHRASE: 'dengbu' }, 'DENGBU_NEW_PASSPHRASE')).toThrow('DENGBU_NEW_PASSPHRASE must')
    expect(passphraseOf({})).toBeNull()
  })
})

describe('the secrets of a centre', () => {
  it('are kept locked where there is a passphrase, and are the same at the next start [S0-121]', async () => {
    set(words)
    const made = [await secret(folder, 'tokenKey'), await secret(folder, 'payloadKey')]
    for (const value of made) expect(await kept('secrets.json')).not.toContain(value)
    expect([await secret(folder, 'tokenKey'), await secret(folder, 'payloadKey')]).toEqual(made)
    set('')
    await expect(secret(folder, 'tokenKey')).rejects.toThrow('set DENGBU_PASSPHRASE')
    set(otherWords)
    await expect(secret(folder, 'tokenKey')).rejects.toThrow('does not open')
  })

  it('of a centre that had none are locked at its first start with one, and none is lost', async () => {
    const made = await secret(folder, 'tokenKey')
    expect(await kept('secrets.json')).toContain(made)
    set(words)
    expect(await secret(folder, 'tokenKey')).toBe(made)
    expect(await kept('secrets.json')).not.toContain(made)
  })

  it('that are damaged say so instead of being made anew', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"tokenKey": ')
    await expect(secret(folder, 'tokenKey')).rejects.toThrow('restore it from a copy')
  })
})

describe('the key of the seal', () => {
  it('is kept locked where there is a passphrase: made so, or at the next look at one that was open [S0-121]', async () => {
    const keys = new KeyFolder(folder)
    const open = await keys.make()
    expect(await kept('key')).toContain(open.text)
    set(words)
    expect((await keys.current())?.text).toBe(open.text)
    expect(await kept('key')).not.toContain(open.text)
    const next = await keys.makeNext(open.text.split('+')[3] ?? 'dengbu/next')
    expect(await kept('key.next')).not.toContain(next.text)
    await keys.promote()
    expect((await keys.current())?.text).toBe(next.text)
    set(otherWords)
    await expect(keys.current()).rejects.toThrow('does not open')
  })
})
