import { Runtime } from '@temporalio/worker'
import { type Logger, pino } from 'pino'
import { connect } from '../db/client.ts'
import { keepHeartbeat } from '../db/workers.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { EncryptionCodec } from '../temporal/codec.ts'
import { connectTemporal } from '../temporal/connect.ts'
import { shortenPromiseTraces } from '../temporal/promiseTraces.ts'
import { temporalConfig } from '../temporal.config.ts'
import { startArchiving } from './archiving.ts'
import { startDispatching } from './dispatching.ts'
import { startFortnights } from './fortnights.ts'
import { startReminding } from './reminding.ts'
import { startSealing } from './sealing.ts'
import { startSweep } from './sweep.ts'
import { createCaseWorker } from './worker.ts'

/** The worker process: polls until it is told to stop, then finishes what is in hand. */
async function main(): Promise<void> {
  shortenPromiseTraces()
  const log: Logger = pino({ name: 'worker', level: process.env.LOG_LEVEL ?? 'info' })
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: the worker needs the database of the centre')
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: ['SIGINT', 'SIGTERM'] })
  const config = temporalConfig()
  const { sql, close } = connect(databaseUrl, { max: 20, name: 'dengbu-worker' })
  const { client, connection } = connectTemporal(config)
  const dispatching = startDispatching({ client, sql, log })
  const hooks = { afterNews: () => dispatching.nudge() }
  const { worker, buildId, close: closeConnection } = await createCaseWorker(config, sql, { hooks })
  const heartbeat = keepHeartbeat(sql, buildId, log)
  const sweep = startSweep(client, sql, log)
  const archiving = startArchiving({ client, sql, codec: new EncryptionCodec(config.codecKeys), log })
  const reminding = startReminding(sql, log)
  const fortnights = startFortnights(sql, log)
  const sealing = startSealing(sql, KeyFolder.of(), log)
  console.log(`READY worker ${buildId} on ${config.address} ${config.namespace}`)
  try {
    await worker.run()
  } finally {
    sweep.stop()
    archiving.stop()
    reminding.stop()
    fortnights.stop()
    dispatching.stop()
    await sealing.stop()
    await heartbeat.stop()
    await Promise.allSettled([connection.close(), closeConnection(), close()])
  }
}

function temporalLogger(log: Logger) {
  const at =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, meta?: object): void =>
      log[level](meta ?? {}, message)
  return {
    log: (level: string, message: string, meta?: object) => log.info({ level, ...meta }, message),
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  }
}

await main()
