import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { METADATA_ENCODING_KEY, type PayloadCodec, type Payload as PayloadMessage, ValueError } from '@temporalio/common'
import proto from '@temporalio/proto'
import type { CodecKey } from '../temporal.config.ts'

const { Payload } = proto.temporal.api.common.v1
const encoding = 'binary/encrypted'
const ivBytes = 12
const tagBytes = 16
const utf8 = new TextEncoder()
const text = new TextDecoder()

/** Encrypts every payload with AES-256-GCM under the first key; the key's id stands in the metadata, so that older ones still open. */
export class EncryptionCodec implements PayloadCodec {
  readonly #keys: readonly CodecKey[]

  constructor(keys: readonly CodecKey[]) {
    if (keys.length === 0) throw new ValueError('EncryptionCodec needs at least one key')
    this.#keys = keys
  }

  async encode(payloads: PayloadMessage[]): Promise<PayloadMessage[]> {
    return payloads.map(payload => this.#seal(payload))
  }

  async decode(payloads: PayloadMessage[]): Promise<PayloadMessage[]> {
    return payloads.map(payload => this.#open(payload))
  }

  #seal(payload: PayloadMessage): PayloadMessage {
    const { id, key } = this.#active()
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const plain = Payload.encode(payload).finish()
    const data = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return { metadata: { [METADATA_ENCODING_KEY]: utf8.encode(encoding), 'encryption-key-id': utf8.encode(id) }, data }
  }

  #open(payload: PayloadMessage): PayloadMessage {
    const metadata = payload.metadata ?? {}
    if (text.decode(metadata[METADATA_ENCODING_KEY] ?? new Uint8Array()) !== encoding) return payload
    if (!payload.data) throw new ValueError('encrypted payload without data')
    const id = text.decode(metadata['encryption-key-id'] ?? new Uint8Array())
    const found = this.#keys.find(candidate => candidate.id === id)
    if (!found) throw new ValueError(`no codec key "${id}": add it to TEMPORAL_CODEC_KEYS`)
    const data = Buffer.from(payload.data)
    const decipher = createDecipheriv('aes-256-gcm', found.key, data.subarray(0, ivBytes))
    decipher.setAuthTag(data.subarray(data.length - tagBytes))
    const plain = Buffer.concat([decipher.update(data.subarray(ivBytes, data.length - tagBytes)), decipher.final()])
    return Payload.decode(plain)
  }

  #active(): CodecKey {
    const [key] = this.#keys
    if (!key) throw new ValueError('EncryptionCodec needs at least one key')
    return key
  }
}
