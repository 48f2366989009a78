import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isLocked, locked, passphraseOf, unlocked } from '../../seal/passphrase.ts'

/** Signs the tokens of a centre without an OIDC issuer (`npm run token`, drills). */
export const tokenSecretName = 'tokenKey'

export const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json')

/**
 * A secret of this centre by name, made at random the first time (32 bytes, base64url) and kept in `<dataDir>/secrets.json`,
 * which only its owner can read, and nobody without DENGBU_PASSPHRASE where that is set (S0-121).
 */
export async function secret(dataDir: string, name: string): Promise<string> {
  const file = secretsFile(dataDir)
  const { secrets, isOpen } = await readSecrets(file)
  const value = secrets[name] ?? randomBytes(32).toString('base64url')
  if (!secrets[name] || (isOpen && passphraseOf() !== null)) await writeSecrets(file, { ...secrets, [name]: value })
  return value
}

async function writeSecrets(file: string, secrets: Record<string, string>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, await locked(`${JSON.stringify(secrets, null, 2)}\n`, passphraseOf()), { mode: 0o600 })
  await rename(`${file}.new`, file) // whole or not at all: a lost password would lock the centre out of its own database
}

/**
 * TEMPORAL_CODEC_KEYS for the processes of a centre on this machine: as set by its keeper, else a key of its own. Undefined in a
 * drill without one, where temporal.config.ts has the development key.
 */
export async function codecKeys(dataDir: string, drill: boolean): Promise<string | undefined> {
  const given = process.env.TEMPORAL_CODEC_KEYS
  if (given || drill) return given
  return `centre:${await secret(dataDir, 'payloadKey')}`
}

/** What is kept, and whether anybody who has the file can read it. */
async function readSecrets(file: string): Promise<{ secrets: Record<string, string>; isOpen: boolean }> {
  try {
    const kept = await readFile(file, 'utf8')
    return { secrets: JSON.parse(await unlocked(kept, passphraseOf(), file)), isOpen: !isLocked(kept) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { secrets: {}, isOpen: false }
    throw new Error(
      `${file} cannot be read (${(error as Error).message}). Without it the database stays shut: if it is damaged, restore it from a copy.`,
    )
  }
}
