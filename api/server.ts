import closeWithGrace from 'close-with-grace'
import { type Logger, pino } from 'pino'
import { Audit } from '../audit/audit.ts'
import { connect } from '../db/client.ts'
import { KeyFolder } from '../seal/keyFolder.ts'
import { connectTemporal, dataConverterOf } from '../temporal/connect.ts'
import { temporalConfig } from '../temporal.config.ts'
import { buildApp } from './app.ts'
import { localVerifier, oidcVerifier } from './auth.ts'
import { Acknowledgements } from './cases/acknowledgements.ts'
import { CommandDesk } from './cases/commandDesk.ts'
import { CaseGateway } from './cases/gateway.ts'
import { startResending } from './cases/resending.ts'
import { apiConfig } from './config.ts'
import type { ApiContext } from './context.ts'
import { WorldLocks } from './drill/worldLocks.ts'
import { createMetrics } from './metrics.ts'

/** The API process: wires plain dependencies once, serves, and leaves tidily. */
async function main(): Promise<void> {
  const config = apiConfig()
  const log: Logger = pino({ name: 'api', level: config.logLevel, redact: ['req.headers.authorization'] })
  const temporal = temporalConfig()
  const { sql, close } = connect(config.databaseUrl, { max: 20, statementTimeoutMs: 10_000, name: 'dengbu-api' })
  const { client, connection } = connectTemporal(temporal)
  const gateway = new CaseGateway(client)
  const acks = new Acknowledgements(sql, log)
  const desk = new CommandDesk({ sql, gateway, acks, log })
  const verifier = config.oidcIssuer ? await oidcVerifier(config.oidcIssuer) : localVerifier(config.localSecret)
  const context: ApiContext = {
    sql,
    client,
    gateway,
    desk,
    audit: new Audit(client, sql, dataConverterOf(temporal)),
    seal: KeyFolder.of(),
    verifier,
    localSecret: config.drill ? config.localSecret : null,
    drill: config.drill,
    worlds: new WorldLocks(),
    metrics: createMetrics(sql),
    log,
  }
  const app = await buildApp(context)
  const resending = startResending(context)
  closeWithGrace({ delay: 10_000, logger: log }, async () => {
    resending.stop()
    await app.close()
    await acks.close()
    await Promise.allSettled([connection.close(), close()])
  })
  await app.listen({ host: config.host, port: config.port })
  console.log(`READY api http://${config.host}:${config.port}`)
}

await main()
