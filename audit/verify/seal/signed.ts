import type { StoredCheckpoint, StoredKey } from '../../../db/seal.ts'
import { checkedKeys } from '../../../seal/keys.ts'
import { openedNote, parseCheckpoint, type Verifier } from '../../../seal/note.ts'
import type { Difference } from '../../differences.ts'
import { rowName } from './rows.ts'

/** What was signed and kept outside the database: it must be the log's beginning. */
export interface Anchor {
  /** Where it was kept. */
  readonly from: string
  readonly note: string
}

/** A root that the log must have had at a size, and who says so. */
export interface StatedRoot {
  readonly what: string
  readonly size: number
  readonly root: string
}

/** Keys that are not introduced as they must be. */
export function keyDifferences(keys: readonly StoredKey[]): Difference[] {
  return checkedKeys(keys).flatMap((key, i) =>
    key
      ? []
      : [{ what: keyName(keys[i]?.no ?? i + 1), path: 'note', expected: '由前一公钥和自己签名引入', found: '签名或者内容不符' }],
  )
}

const keyName = (no: number): string => rowName({ kind: 'key', world: '', subject: '', no })
const checkpointName = (size: number): string => rowName({ kind: 'checkpoint', world: '', subject: '', no: size })

/** The roots of all checkpoints that are signed by the key of their time; the others, named. */
export function checkedCheckpoints(checkpoints: readonly StoredCheckpoint[], keys: readonly StoredKey[]) {
  const verifiers = checkedKeys(keys)
  const roots: StatedRoot[] = []
  const differences: Difference[] = []
  for (const { size, note } of checkpoints) {
    const what = checkpointName(size)
    const stated = signedCheckpoint(note, verifiers[keys.findLastIndex(key => key.sinceSize < size)] ?? null)
    if (stated?.size === size) roots.push({ what, size, root: hexOf(stated.root) })
    else differences.push({ what, path: 'note', expected: '由当时的封存公钥签名，且大小相符', found: '签名或者内容不符' })
  }
  return { roots, differences }
}

function signedCheckpoint(note: string, verifier: Verifier | null) {
  const text = verifier && openedNote(note, [verifier])
  const checkpoint = text ? parseCheckpoint(text) : null
  return checkpoint?.origin === verifier?.name ? checkpoint : null
}

/** What was kept elsewhere needs no signature to be compared; what cannot be read is told, or the check would be empty. */
export function checkedAnchors(anchors: readonly Anchor[]) {
  const roots: StatedRoot[] = []
  const differences: Difference[] = []
  for (const { from, note } of anchors) {
    const stated = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
    if (stated) roots.push({ what: from, size: stated.size, root: hexOf(stated.root) })
    else differences.push({ what: from, path: 'note', expected: '检查点', found: '不是检查点，无从比对' })
  }
  return { roots, differences }
}

const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')
