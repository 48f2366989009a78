import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newSigner, parseSigner, type Signer } from './note.ts'
import { isLocked, locked, passphraseOf, unlocked } from './passphrase.ts'

/**
 * What the seal keeps outside the database: the signing key, the next one while keys are changed, and the last checkpoint signed. Whoever
 * can rewrite the database cannot sign, nor make the log forget that it was longer. Keys are locked where DENGBU_PASSPHRASE is set.
 */
export class KeyFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The folder of this process's environment: DENGBU_SEAL, else `seal` in the data folder. */
  static of(env: NodeJS.ProcessEnv = process.env): KeyFolder {
    return new KeyFolder(resolve(env.DENGBU_SEAL || join(env.DENGBU_DATA || '.data', 'seal')))
  }

  get path(): string {
    return this.#folder
  }

  /** The files that are locked where there is a passphrase; they need not be there. */
  get files(): readonly string[] {
    return ['key', 'key.next'].map(name => join(this.#folder, name))
  }

  /** The key, or null where there is none. @throws when the file holds something else. */
  current(): Promise<Signer | null> {
    return this.#signer('key')
  }

  next(): Promise<Signer | null> {
    return this.#signer('key.next')
  }

  /** A first key with a name of its own (DENGBU_SEAL_NAME, else one at random). Only for a log that has none. */
  async make(): Promise<Signer> {
    return this.#keep('key', newSigner(process.env.DENGBU_SEAL_NAME || `dengbu/${randomBytes(6).toString('hex')}`))
  }

  /** The key to change to: kept before it is introduced, so that it cannot be lost once it has been. */
  async makeNext(name: string): Promise<Signer> {
    return (await this.next()) ?? this.#keep('key.next', newSigner(name))
  }

  /** The next key has been introduced: it replaces the key, which nobody needs any more. */
  async promote(): Promise<void> {
    await rename(join(this.#folder, 'key.next'), join(this.#folder, 'key'))
  }

  /** The last checkpoint signed here; null before the first. */
  async lastSigned(): Promise<string | null> {
    return this.#read('checkpoint')
  }

  async keepLastSigned(note: string): Promise<void> {
    await this.#write('checkpoint', note)
  }

  async #signer(name: string): Promise<Signer | null> {
    const kept = await this.#read(name)
    if (kept === null) return null
    const signer = await this.#parsed(kept, name)
    if (passphraseOf() !== null && !isLocked(kept)) await this.#keep(name, signer)
    return signer
  }

  async #parsed(kept: string, name: string): Promise<Signer> {
    const file = join(this.#folder, name)
    const text = await unlocked(kept, passphraseOf(), file)
    try {
      return parseSigner(text)
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}. Restore it from a copy.`)
    }
  }

  async #keep(name: string, signer: Signer): Promise<Signer> {
    await this.#write(name, await locked(`${signer.text}\n`, passphraseOf()))
    return signer
  }

  async #read(name: string): Promise<string | null> {
    try {
      return await readFile(join(this.#folder, name), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  /** Whole or not at all, readable by its owner only; worker and API may lock the same key at once. */
  async #write(name: string, text: string): Promise<void> {
    const file = join(this.#folder, name)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await chmod(this.#folder, 0o700)
    const fresh = `${file}.${process.pid}.new`
    await rm(fresh, { force: true })
    await writeFile(fresh, text, { mode: 0o600, flush: true })
    await rename(fresh, file)
  }
}
