/** What is wrong with a bundle, and where: a file, a line of it, a byte of the zip. */
export interface Finding {
  readonly where: string
  readonly zh: string
  readonly en: string
}

/** What the reader has from elsewhere: the text of a public key, or its fingerprint in hex. */
export interface Given {
  readonly key?: string
  readonly fingerprint?: string
}

/** What was checked; the key is the first trusted one. */
export interface Facts {
  readonly caseNo: string
  readonly world: string
  readonly checkpoint: number
  readonly key: string
  readonly events: number
  readonly entries: number
  readonly certificates: number
  readonly accesses: number
  readonly archives: number
}

export interface Checked {
  readonly findings: readonly Finding[]
  readonly facts: Facts | null
}

type Files = ReadonlyMap<string, Buffer>
type Read = { readonly files: Map<string, Buffer>; readonly findings: readonly Finding[] }

interface Inclusion {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

export interface Key {
  readonly text: string
  readonly name: string
  readonly id: string
}

export function leafHashOf(entry: string | Uint8Array): Buffer
export function provesInclusion(claim: Inclusion): boolean
export function parseKey(text: string): Key | null
export function fingerprintOf(keyText: string): string
export function openedNote(note: string, keys: readonly (Key | null)[]): string | null
export function readZip(zip: Buffer): Read
export function readFolder(folder: string): Read
export function checkBundle(files: Files, given?: Given): Checked
export function checkAt(path: string, given?: Given): Checked
