import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Zippable, zipSync } from 'fflate'
import { type Signer, signedNote } from '../../seal/note.ts'
import type { Evidence } from './collect.ts'
import { type Document, type File, filesOf, indented, textFile } from './files.ts'
import { readmeOf } from './readme.ts'

/** The program that checks a bundle: one file for plain `node`, which shares no code with this system. */
export const verifierSource = readFileSync(fileURLToPath(new URL('./verify.mjs', import.meta.url)))

/**
 * The bundle of a case as a zip: its evidence, the program that checks it, a manifest of all with the signature of the seal's key. The same
 * evidence and key give the same bytes.
 */
export function packEvidence(evidence: Evidence, signer: Signer): Uint8Array {
  const { files, documents } = filesOf(evidence)
  const all = [textFile('README.txt', readmeOf(evidence)), { path: 'verify.mjs', bytes: verifierSource }, ...files]
  const manifest = textFile('manifest.json', indented(manifestOf(evidence, all, documents)))
  const note = signedNote(manifestText(evidence, manifest.bytes, signer), [signer])
  return zipOf([...all, manifest, textFile('manifest.note', note)])
}

function manifestOf(
  { caseNo, applicationNo, world, checkpoint }: Evidence,
  files: readonly File[],
  documents: readonly Document[],
) {
  return {
    format: 'dengbu-evidence/1',
    ...{ caseNo, applicationNo, world, checkpoint: checkpoint.size },
    documents: documents.map(({ path, seq, title, no }) => ({ path, seq, title, no })),
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  }
}

/** What the seal's key signs of a bundle; by its second line no checkpoint and no introduction of a key. */
function manifestText({ caseNo, checkpoint }: Evidence, manifest: Uint8Array, { verifier }: Signer): string {
  return `${verifier.name}\nevidence ${caseNo}\n${checkpoint.size}\n${sha256(manifest)}\n`
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The first day that a zip can name, by the clock on the wall, which is what it holds. */
const noTime = new Date(1980, 0, 1)

/**
 * Stored, not compressed, without times: every byte of the container follows from the files in it, so that the verifier can refuse a zip in
 * which anything at all was altered.
 */
export function zipOf(files: readonly File[]): Uint8Array {
  const entries: Zippable = {}
  for (const { path, bytes } of files) entries[path] = [bytes, { level: 0, mtime: noTime }]
  return zipSync(entries)
}
