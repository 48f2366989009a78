import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

// Secrets of a centre at rest (S0-121, encrypted secrets): the file that holds them is locked with the words of DENGBU_PASSPHRASE, which
// stand in no file of the centre. Key by scrypt, AES-256-GCM; the header is authenticated with the text.

const header = 'dengbu-locked/1'
const [saltBytes, nonceBytes, tagBytes] = [16, 12, 16]
/** OWASP's figures for scrypt: 128 MB, about a third of a second. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }
/** Ours: short words can be tried by whoever has the file. */
const minimumLength = 16
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

/** The passphrase of this process's environment, null where none is set. @throws when it is too short to be one. */
export function passphraseOf(
  env: NodeJS.ProcessEnv = process.env,
  name: 'DENGBU_PASSPHRASE' | 'DENGBU_NEW_PASSPHRASE' = 'DENGBU_PASSPHRASE',
): string | null {
  const given = env[name]
  if (!given) return null
  if (given.length < minimumLength) throw new Error(`${name} must have at least ${minimumLength} characters`)
  return given
}

export const isLocked = (text: string): boolean => text.startsWith(`${header} `)

/** A text as it is kept in a file: locked where there is a passphrase, else as it is. */
export async function locked(text: string, passphrase: string | null): Promise<string> {
  if (passphrase === null) return text
  const [salt, nonce] = [randomBytes(saltBytes), randomBytes(nonceBytes)]
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce).setAAD(Buffer.from(header))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${header} ${Buffer.concat([salt, nonce, cipher.getAuthTag(), body]).toString('base64')}\n`
}

/** The text behind what a file holds. @throws when it is locked and the passphrase is missing or not the right one, or it was altered. */
export async function unlocked(kept: string, passphrase: string | null, file: string): Promise<string> {
  if (!isLocked(kept)) return kept
  if (passphrase === null) throw new Error(`${file} is locked: set DENGBU_PASSPHRASE to the words that it was locked with`)
  const bytes = Buffer.from(kept.slice(header.length + 1), 'base64')
  const [nonceAt, tagAt, bodyAt] = [saltBytes, saltBytes + nonceBytes, saltBytes + nonceBytes + tagBytes]
  try {
    const key = await keyOf(passphrase, bytes.subarray(0, nonceAt))
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(nonceAt, tagAt)).setAAD(Buffer.from(header))
    decipher.setAuthTag(bytes.subarray(tagAt, bodyAt))
    return decipher.update(bytes.subarray(bodyAt), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new Error(
      `${file} does not open: DENGBU_PASSPHRASE is not what it was locked with (npm run passphrase finishes a change that was interrupted), or the file was altered`,
    )
  }
}

const keys = new Map<string, Promise<Buffer>>()

/** Slow on purpose: each salt once a process. */
function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${salt.toString('hex')} ${passphrase}`
  const key = keys.get(name) ?? derive(passphrase, salt, 32, cost)
  keys.set(name, key)
  return key
}
