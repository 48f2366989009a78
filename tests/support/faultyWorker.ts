import { pino } from 'pino'
import { connect } from '../../db/client.ts'
import type { Command } from '../../domain/case/commands.ts'
import { EncryptionCodec } from '../../temporal/codec.ts'
import { connectTemporal } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { startArchiving } from '../../worker/archiving.ts'
import { createCaseWorker } from '../../worker/worker.ts'
import type { Fault } from './faults.ts'

// A worker process with a fault built in, for the tests: the real worker in everything else. `DENGBU_FAULT` tells the fault.

const fault = JSON.parse(process.env.DENGBU_FAULT ?? '{}') as Fault
const { sql } = connect(process.env.DATABASE_URL ?? '', { max: 20, name: 'dengbu-faulty-worker' })

const nameOf = (command: Command) => (command.kind === 'act' ? command.action : command.kind)

const hooks = {
  beforeCommit: async () => {
    if ('fails' in fault) throw new Error(fault.fails)
    if ('slowMs' in fault) await new Promise(resolve => setTimeout(resolve, fault.slowMs))
  },
  afterCommit: async (command: Command) => {
    if ('diesAfter' in fault && fault.diesAfter === nameOf(command)) await die()
  },
}

/** As a power cut would: no handler runs, nothing more is sent. What was committed is committed. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

// A test run that was interrupted cannot end it any more.
const tests = process.ppid
setInterval(() => process.ppid === tests || process.exit(1), 1_000)

const config = temporalConfig()
const { worker } = await createCaseWorker(config, sql, { hooks, ...('runs' in fault ? { bundle: fault.runs } : {}) })
if ('diesArchiving' in fault) {
  const { client } = connectTemporal(config)
  startArchiving({ client, sql, codec: new EncryptionCodec(config.codecKeys), log: pino(), beforeStore: die })
}
console.log('READY faulty worker')
await worker.run()
