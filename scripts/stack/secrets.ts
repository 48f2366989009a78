import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Signs the tokens of a centre without an OIDC issuer (`npm run token`, drills). */
export const tokenSecretName = 'tokenKey'

/**
 * A secret of this centre by name, made at random the first time (32 bytes, base64url) and kept in `<dataDir>/secrets.json`,
 * which only its owner can read.
 */
export async function secret(dataDir: string, name: string): Promise<string> {
  const file = join(dataDir, 'secrets.json')
  const secrets = await readSecrets(file)
  const known = secrets[name]
  if (known) return known
  const made = randomBytes(32).toString('base64url')
  await mkdir(dataDir, { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify({ ...secrets, [name]: made }, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file) // whole or not at all: a lost password would lock the centre out of its own database
  return made
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

async function readSecrets(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(
      `${file} cannot be read (${(error as Error).message}). Restore it from a copy; without it the database stays shut.`,
    )
  }
}
