import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

/**
 * Signed notes as c2sp.org/signed-note specifies them, with Ed25519, and the checkpoints of c2sp.org/tlog-checkpoint: a text, an empty
 * line, and a line for each signature. Keys are written as Go's `note` package writes them, so that its tools can check ours.
 */

/** A public key with its name; `text` is `<name>+<id>+<base64>`. */
export interface Verifier {
  readonly name: string
  /** Eight hex digits. */
  readonly id: string
  readonly text: string
  readonly key: KeyObject
}

export interface Signer {
  readonly verifier: Verifier
  /** The secret; never to be logged. */
  readonly text: string
  readonly key: KeyObject
}

const ed25519 = 0x01
/** How Ed25519 keys begin in DER; the 32 bytes of the key follow. */
const der = { pkcs8: '302e020100300506032b657004220420', spki: '302a300506032b6570032100' } as const

export function newSigner(name: string): Signer {
  if (!isName(name)) throw new Error(`"${name}" cannot name a key: no spaces, no plus`)
  const { d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return signerFromSeed(name, Buffer.from(d, 'base64url'))
}

function signerFromSeed(name: string, seed: Buffer): Signer {
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from(der.pkcs8, 'hex'), seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const verifier = verifierFromBytes(name, Buffer.from(x, 'base64url'))
  return { verifier, key, text: `PRIVATE+KEY+${name}+${verifier.id}+${encodedKey(seed)}` }
}

function verifierFromBytes(name: string, bytes: Buffer): Verifier {
  const key = createPublicKey({ key: Buffer.concat([Buffer.from(der.spki, 'hex'), bytes]), format: 'der', type: 'spki' })
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.of(ed25519)).update(bytes).digest('hex').slice(0, 8)
  return { name, id, key, text: `${name}+${id}+${encodedKey(bytes)}` }
}

const encodedKey = (bytes: Buffer): string => Buffer.concat([Buffer.of(ed25519), bytes]).toString('base64')

/** @throws when the text is no Ed25519 key, or its id is not that of the key. */
export function parseSigner(text: string): Signer {
  const [, name = '', , encoded = ''] = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? []
  const signer = signerFromSeed(name, keyBytes(encoded))
  if (signer.text !== text.trim()) throw new Error('this is no signing key of the seal')
  return signer
}

/** @throws as `parseSigner`. */
export function parseVerifier(text: string): Verifier {
  const [, name = '', , encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? []
  const verifier = verifierFromBytes(name, keyBytes(encoded))
  if (verifier.text !== text) throw new Error(`this is no public key: ${text}`)
  return verifier
}

function keyBytes(encoded: string): Buffer {
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== 33 || bytes[0] !== ed25519) throw new Error('this is no Ed25519 key')
  return bytes.subarray(1)
}

const isName = (name: string): boolean => /^[^+\s]+$/.test(name)

/** The text, which ends with a newline, with a signature line of each. */
export function signedNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a newline')
  const lines = signers.map(({ verifier, key }) => {
    const signature = Buffer.concat([Buffer.from(verifier.id, 'hex'), sign(null, Buffer.from(text), key)])
    return `— ${verifier.name} ${signature.toString('base64')}\n`
  })
  return `${text}\n${lines.join('')}`
}

/** The text of a note that all of these have signed; null when it is none, or one of them has not, or not this text. */
export function openedNote(note: string, verifiers: readonly Verifier[]): string | null {
  const end = note.lastIndexOf('\n\n')
  // What stands behind the last line is signed by nobody.
  if (end < 0 || !note.endsWith('\n')) return null
  const text = note.slice(0, end + 1)
  const lines = note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)
  return verifiers.length > 0 && verifiers.every(one => lines.some(line => isSignatureOf(one, text, line))) ? text : null
}

function isSignatureOf({ name, id, key }: Verifier, text: string, line: string): boolean {
  const [, signer, encoded = ''] = /^— ([^+\s]+) (\S+)$/.exec(line) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  return signer === name && bytes.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(text), key, bytes.subarray(4))
}

/** What a checkpoint states: the log of this name has this many leaves, and they hash to this root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
}

/** Null when the text is no checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin = '', size = '', encoded = ''] = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? []
  return origin ? { origin, size: Number(size), root: Buffer.from(encoded, 'base64') } : null
}
