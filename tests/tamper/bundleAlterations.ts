import { createHash } from 'node:crypto'
import { checkpointText, type Signer, signedNote } from '../../seal/note.ts'
import { type Alteration, byteChanges } from './alteration.ts'

/** A bundle by the paths of its files. */
export type Files = Map<string, Buffer>
export type BundleAlteration = Alteration<Files>

export type ByteChange = keyof typeof byteChanges
export type LineChange = keyof typeof lineChanges

/** Whose lines the seal knows one by one: an alteration is named by file and line, whatever was made to fit. */
export const isRecord = (path: string): boolean => /^(ledger|certificates|accesses|archives|register\/[^/]+)\.jsonl$/.test(path)

/** Files whose bytes something in the record names. */
const isNamed = (path: string): boolean => isRecord(path) || /^(history|documents)\//.test(path)

const fileOf = (files: Files, path: string): Buffer => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`the bundle has no ${path}`)
  return bytes
}

export const linesOf = (bytes: Buffer): string[] => bytes.toString().split('\n').slice(0, -1)
const joined = (lines: readonly string[]): Buffer => Buffer.from(lines.map(line => `${line}\n`).join(''))

/** Changes bytes of a file; the manifest stays. */
export function changeBytes(path: string, how: ByteChange, place: number, mask: number): BundleAlteration {
  return {
    what: `${how} ${mask} at ${place.toFixed(3)} of ${path}`,
    names: [path === 'manifest.note' ? 'manifest.json' : path],
    apply: async files => changeIn(files, path, how, place, mask),
  }
}

/** `place`: from 0 to 1, of the file's length. */
function changeIn(files: Files, path: string, how: ByteChange, place: number, mask: number): void {
  const bytes = fileOf(files, path)
  files.set(path, byteChanges[how](bytes, Math.floor(place * bytes.length), mask))
}

/** Changes bytes of a file and makes the manifest anew, which nobody but the authority can sign. */
export function changeBytesAndManifest(path: string, how: ByteChange, place: number, mask: number): BundleAlteration {
  return {
    what: `${how} ${mask} at ${place.toFixed(3)} of ${path}, manifest anew`,
    names: isNamed(path) ? [path, 'manifest.json'] : ['manifest.json'],
    apply: async files => {
      changeIn(files, path, how, place, mask)
      makeManifest(files)
    },
  }
}

export const removeFile = (path: string): BundleAlteration => ({
  what: `remove ${path}`,
  names: [path === 'manifest.note' ? 'manifest.json' : path],
  apply: async files => files.delete(path),
})

export const insertFile = (path: string): BundleAlteration => ({
  what: `insert ${path}`,
  names: [path],
  apply: async files => files.set(path, Buffer.from('{"forged":true}\n')),
})

export const swapFiles = (one: string, other: string): BundleAlteration => ({
  what: `swap ${one} and ${other}`,
  names: [one, other],
  apply: async files => {
    const [first, second] = [fileOf(files, one), fileOf(files, other)]
    files.set(one, second)
    files.set(other, first)
  },
})

/** What can be done to the lines of a file, `at` one of them, from 0. */
export const lineChanges = {
  change: (lines: string[], at: number) => lines.with(at, (lines[at] ?? '').replace(/"([^"]*)"\}$/, '"$1x"}')),
  remove: (lines: string[], at: number) => lines.toSpliced(at, 1),
  double: (lines: string[], at: number) => lines.toSpliced(at, 0, lines[at] ?? ''),
  swap: (lines: string[], at: number) =>
    lines.with(at, lines[(at + 1) % lines.length] ?? '').with((at + 1) % lines.length, lines[at] ?? ''),
  cut: (lines: string[], at: number) => lines.slice(0, at),
} as const

/** Changes lines of a file of the record and makes the manifest anew. */
export function changeLines(path: string, how: LineChange, at: number): BundleAlteration {
  return {
    what: `${how} line ${at + 1} of ${path}, manifest anew`,
    names: how === 'change' ? [lineName(path, at + 1), 'manifest.json'] : [path, 'manifest.json'],
    apply: async files => {
      const before = linesOf(fileOf(files, path))
      const after = lineChanges[how](before, at)
      if (after.join() === before.join()) throw new Error(`${how} ${path} ${at}: nothing was altered`)
      files.set(path, joined(after))
      makeManifest(files)
    },
  }
}

const lineName = (path: string, no: number): string => `${path} 第 ${no} 行 (line ${no})`

/** Changes an event and makes all that follows from it: the chain behind it, what the proofs say of it, the manifest. */
export function rewriteLedger(at: number): BundleAlteration {
  return {
    what: `rewrite the ledger from line ${at + 1} on, proofs and manifest too`,
    names: [lineName('ledger.jsonl', at + 1), 'manifest.json'],
    apply: async files => {
      const lines = linesOf(fileOf(files, 'ledger.jsonl'))
      const rewritten = new Map<string, string>()
      for (let i = at; i < lines.length; i += 1) {
        const line = lines[i] ?? ''
        const before = sha256(line)
        const after = i === at ? line.replace(/"actor":"[^"]*"/, '"actor":"somebody-else"') : withHashes(line, rewritten)
        lines[i] = after
        rewritten.set(before, sha256(after))
      }
      files.set('ledger.jsonl', joined(lines))
      files.set('seal/proofs.jsonl', Buffer.from(withHashes(fileOf(files, 'seal/proofs.jsonl').toString(), rewritten)))
      makeManifest(files)
    },
  }
}

const withHashes = (text: string, rewritten: ReadonlyMap<string, string>): string =>
  [...rewritten].reduce((told, [before, after]) => told.replaceAll(before, after), text)

/** Takes the last line of a file away, its proof with it, and makes the manifest anew. */
export const forgetLast = (path: string): BundleAlteration => ({
  what: `forget the last line of ${path} with its proof, manifest anew`,
  names: ['manifest.json'],
  apply: async files => {
    const lines = linesOf(fileOf(files, path))
    const ofLast = `"file":${JSON.stringify(path)},"index":`
    const proofs = linesOf(fileOf(files, 'seal/proofs.jsonl'))
    files.set(path, joined(lines.slice(0, -1)))
    files.set(
      'seal/proofs.jsonl',
      joined(proofs.filter(line => !(line.includes(ofLast) && line.includes(`"line":${lines.length},`)))),
    )
    makeManifest(files)
  },
})

/** Signs keys, checkpoint and manifest with a key of one's own, of the same name. */
export const signAll = (signer: Signer): BundleAlteration => ({
  what: 'sign everything with a key of one’s own',
  names: ['seal/keys.jsonl'],
  apply: async files => {
    const { name, text: verifier } = signer.verifier
    const note = signedNote(`${name}\nkey 1\n${verifier}\nsince 0\n`, [signer])
    files.set('seal/keys.jsonl', joined([JSON.stringify({ no: 1, note, sinceSize: 0, verifier })]))
    const [, size = '', root = ''] = fileOf(files, 'seal/checkpoint.txt').toString().split('\n')
    const checkpoint = { origin: name, size: Number(size), root: Buffer.from(root, 'base64') }
    files.set('seal/checkpoint.txt', Buffer.from(signedNote(checkpointText(checkpoint), [signer])))
    makeManifest(files)
    const { caseNo } = JSON.parse(fileOf(files, 'manifest.json').toString()) as { caseNo: string }
    const says = `${name}\nevidence ${caseNo}\n${size}\n${sha256(fileOf(files, 'manifest.json'))}\n`
    files.set('manifest.note', Buffer.from(signedNote(says, [signer])))
  },
})

/** The manifest as it would be of these files; without a signature. */
function makeManifest(files: Files): void {
  const manifest = JSON.parse(fileOf(files, 'manifest.json').toString()) as object
  const listed = [...files].filter(([path]) => !path.startsWith('manifest.'))
  const entries = listed.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }))
  files.set('manifest.json', Buffer.from(`${JSON.stringify({ ...manifest, files: entries }, null, 2)}\n`))
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
