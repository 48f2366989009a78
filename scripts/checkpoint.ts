import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { connect } from '../db/client.ts'
import { readCheckpoint, readKeys, type StoredKey } from '../db/seal.ts'
import { gather } from '../seal/gather.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { changeKey } from '../seal/keys.ts'
import { readRunning } from './stack/centre.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run checkpoint: seals what has been written until now and prints the signed checkpoint, to be kept outside the centre (with a notary,
// the archive, the office above): `npm run --silent checkpoint > FILE`. `npm run verify -- --checkpoint FILE` asks years later whether the
// record still begins with it. `-- --change-key`: another key signs from then on. `-- --keys`: prints the public keys and their fingerprints
// instead, which whoever checks an evidence bundle has to have from elsewhere. For the centre on DENGBU_DATA, or DATABASE_URL.

async function main(): Promise<void> {
  const { values: options } = commandLine('checkpoint')
  process.env.DENGBU_DATA = resolve(process.env.DENGBU_DATA || '.data')
  const databaseUrl = (await readRunning(process.env.DENGBU_DATA))?.databaseUrl ?? process.env.DATABASE_URL
  if (!databaseUrl) throw new Error(`No centre runs on ${process.env.DENGBU_DATA}. Start it with npm start, or set DATABASE_URL.`)
  const { sql, close } = connect(databaseUrl, { max: 2, statementTimeoutMs: 60_000, name: 'dengbu-checkpoint' })
  const folder = KeyFolder.of()
  try {
    await gather(sql, folder)
    if (options['change-key']) {
      const { no, verifier } = await changeKey(sql, folder)
      console.error(`key ${no} signs from now on: ${verifier}`)
      await gather(sql, folder)
    }
    const checkpoint = await readCheckpoint(sql)
    if (!checkpoint) throw new Error('There is nothing to seal: the record is empty.')
    process.stdout.write(options.keys ? keysText(await readKeys(sql)) : checkpoint.note)
  } finally {
    await close()
  }
}

/** Each key on a line of its own, so that it can be given to the verifier as it is, then its fingerprint. */
const keysText = (keys: readonly StoredKey[]): string =>
  keys.map(({ verifier }) => `${verifier}\n  SHA-256 ${createHash('sha256').update(verifier).digest('hex')}\n`).join('')

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
