import { Buffer } from 'node:buffer'

/** How this process reaches Temporal. The only file that reads TEMPORAL_*. */
export interface TemporalConfig {
  readonly address: string
  readonly namespace: string
  readonly taskQueue: string
  readonly tls: boolean
  /** Payload keys by id; the first encrypts, all decrypt (rotation). */
  readonly codecKeys: readonly CodecKey[]
}

export interface CodecKey {
  readonly id: string
  readonly key: Buffer
}

/** One task queue for cases: a case has local activities only. */
export const caseTaskQueue = 'registration-cases'

/**
 * Case workflows: a task that takes longer than this is given to another worker. 5 s, so that an action answers soon after a worker
 * crash (the default of 10 s was measured as a 10 s answer) and a heavily loaded worker still makes it.
 */
export const caseWorkflowTaskTimeout = '5s'

/**
 * @throws Error naming the variable when a key is missing or not 32 bytes: payloads are never stored in clear, and a worker without
 * the right key could not read its cases.
 */
export function temporalConfig(env: NodeJS.ProcessEnv = process.env): TemporalConfig {
  return {
    address: env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
    namespace: env.TEMPORAL_NAMESPACE ?? 'dengbu',
    taskQueue: caseTaskQueue,
    tls: env.TEMPORAL_TLS === '1',
    codecKeys: parseCodecKeys(env.TEMPORAL_CODEC_KEYS, env.DENGBU_DRILL === '1'),
  }
}

/** Everybody knows it: for drills only. */
export const developmentKey: CodecKey = { id: 'development', key: Buffer.alloc(32, 'dengbu-development-key') }

/** `id:base64[,id:base64…]`. In drill mode a development key stands in, so that training runs through the same codec. */
function parseCodecKeys(text: string | undefined, drill: boolean): CodecKey[] {
  if (!text) {
    if (drill) return [developmentKey]
    throw new Error(
      'TEMPORAL_CODEC_KEYS is not set: give at least one key as id:base64 (32 bytes), for example "2026-1:<openssl rand -base64 32>"',
    )
  }
  return text.split(',').map(entry => {
    const [id = '', encoded = ''] = entry.split(/:(.*)/s)
    const key = Buffer.from(encoded, 'base64')
    if (!id || key.length !== 32) throw new Error(`TEMPORAL_CODEC_KEYS: "${id}" is not id:base64 of 32 bytes`)
    return { id, key }
  })
}
