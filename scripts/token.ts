import { resolve } from 'node:path'
import { signLocalToken } from '../api/auth.ts'
import { connect } from '../db/client.ts'
import { readStaff } from '../db/staff.ts'
import { readRunning } from './stack/centre.ts'
import { secret, tokenSecretName } from './stack/secrets.ts'
import { commandLine, misused } from './usage/commandLine.ts'

// npm run token -- intake-1: a bearer token of one of the staff of the centre that runs on DENGBU_DATA, for a centre without an OIDC issuer.

async function main(): Promise<void> {
  const [sub] = commandLine('token').words
  if (!sub) misused('token', 'Whose token?')
  const dataDir = resolve(process.env.DENGBU_DATA || '.data')
  const running = await readRunning(dataDir)
  if (!running) throw new Error(`No centre runs on ${dataDir}. Start it with npm start first.`)
  const { sql, close } = connect(running.databaseUrl, { max: 1, name: 'dengbu-token' })
  try {
    const person = await readStaff(sql, sub)
    if (!person)
      throw new Error(
        `${sub} is nobody here. The demo staff are intake-1, examiner-1, registrar-1, certifier-1, archivist-1, supervisor-1, auditor-1 …`,
      )
    console.log(await signLocalToken(new TextEncoder().encode(await secret(dataDir, tokenSecretName)), person))
  } finally {
    await close()
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
