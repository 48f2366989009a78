import { Client, Connection } from '@temporalio/client'
import type { DataConverter } from '@temporalio/common'
import type { TemporalConfig } from '../temporal.config.ts'
import { EncryptionCodec } from './codec.ts'

/** The converter that clients, workers and replays share. */
export const dataConverterOf = (config: TemporalConfig): DataConverter => ({
  payloadCodecs: [new EncryptionCodec(config.codecKeys)],
})

export interface TemporalClient {
  readonly client: Client
  readonly connection: Connection
  readonly config: TemporalConfig
}

/** Connects lazily: a process starts and answers its health questions while Temporal is away. */
export function connectTemporal(config: TemporalConfig): TemporalClient {
  const connection = Connection.lazy({ address: config.address, tls: config.tls })
  const client = new Client({ connection, namespace: config.namespace, dataConverter: dataConverterOf(config) })
  return { client, connection, config }
}
