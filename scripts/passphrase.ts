import { join, resolve } from 'node:path'
import { KeyFolder } from '../seal/keyFolder.ts'
import { passphraseOf } from '../seal/passphrase.ts'
import { relock } from '../seal/relock.ts'
import { claim } from './stack/claims.ts'
import { say } from './stack/say.ts'
import { secretsFile } from './stack/secrets.ts'
import { commandLine } from './usage/commandLine.ts'

// npm run passphrase: the secrets at rest of a centre that is stopped, from the words of DENGBU_PASSPHRASE to those of DENGBU_NEW_PASSPHRASE.
// The words come from the environment, because arguments are seen by everybody on the machine and stay in the shell's history.

commandLine('passphrase')

async function main(): Promise<void> {
  const to = passphraseOf(process.env, 'DENGBU_NEW_PASSPHRASE')
  if (to === null) throw new Error('Set DENGBU_NEW_PASSPHRASE to the words that the secrets are to be locked with.')
  const dataDir = resolve(process.env.DENGBU_DATA || '.data')
  // A centre that runs, or comes up, knows the old words and would lock under them again.
  const release = await claim(join(dataDir, 'centre.lock'))
  if (typeof release !== 'function') throw new Error(`Process ${release.pid} runs a centre on ${dataDir}. Stop it first.`)
  try {
    const { changed, already } = await relock([secretsFile(dataDir), ...KeyFolder.of().files], passphraseOf(), to)
    for (const file of already) say(`${file} was already locked with the new words`)
    for (const file of changed) say(`${file} is locked with the new words`)
    say(
      changed.length + already.length === 0
        ? `There are no secrets in ${dataDir}. A centre locks those that it makes with DENGBU_PASSPHRASE.`
        : 'From now on DENGBU_PASSPHRASE must hold the new words, for every process and command of the centre. Copies of these files still open with the old ones.',
    )
  } finally {
    await release()
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
