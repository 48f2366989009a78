import { join } from 'node:path'
import { pino } from 'pino'
import { inject } from 'vitest'
import { type Api, buildApp } from '../../api/app.ts'
import { localVerifier, type TokenVerifier } from '../../api/auth.ts'
import { Acknowledgements } from '../../api/cases/acknowledgements.ts'
import { CommandDesk } from '../../api/cases/commandDesk.ts'
import { CaseGateway } from '../../api/cases/gateway.ts'
import { WorldLocks } from '../../api/drill/worldLocks.ts'
import { createMetrics } from '../../api/metrics.ts'
import { Audit } from '../../audit/audit.ts'
import { connect } from '../../db/client.ts'
import { KeyFolder } from '../../seal/keyFolder.ts'
import { connectTemporal, dataConverterOf } from '../../temporal/connect.ts'
import { temporalConfig } from '../../temporal.config.ts'
import { localSecret } from '../api/window.ts'

/** The API in this process, on the centre's own database and Temporal, set up as a test needs it; `seal`: another key folder. */
export async function ownApi(
  setup: { drill?: boolean; verifier?: TokenVerifier; temporalAddress?: string; seal?: string } = {},
): Promise<{ app: Api; close(): Promise<void> }> {
  const { sql, close } = connect(inject('databaseUrl'), { max: 3, name: 'dengbu-operations-test' })
  const address = setup.temporalAddress ?? inject('temporalAddress')
  const config = temporalConfig({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: inject('temporalNamespace'), DENGBU_DRILL: '1' })
  const { client, connection } = connectTemporal(config)
  const log = pino({ level: 'silent' })
  const [gateway, acks] = [new CaseGateway(client), new Acknowledgements(sql, log)]
  const app = await buildApp({
    ...{ sql, client, gateway, log, localSecret: null, worlds: new WorldLocks(), metrics: createMetrics(sql) },
    desk: new CommandDesk({ sql, gateway, acks, log }),
    audit: new Audit(client, sql, dataConverterOf(config)),
    seal: new KeyFolder(setup.seal ?? join(inject('dataDir'), 'seal')),
    verifier: setup.verifier ?? localVerifier(await localSecret()),
    drill: setup.drill ?? false,
  })
  return {
    app,
    close: async () => {
      await app.close()
      await acks.close()
      // A call to a server that is away is retried beyond its caller (client 1.24), and throws in a timer when its channel is closed.
      await Promise.allSettled([...(setup.temporalAddress ? [] : [connection.close()]), close()])
    },
  }
}
