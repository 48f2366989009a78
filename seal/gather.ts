import type { Sql, Transaction } from '../db/client.ts'
import {
  anythingPending,
  hasher,
  insertCheckpoint,
  insertLeaves,
  insertNodes,
  leafHash,
  levelsApart,
  readCheckpoint,
  readRoot,
  readSubtrees,
  type Sealed,
  type StoredCheckpoint,
  takePending,
  tryLockSeal,
} from '../db/seal.ts'
import { GrowingTree, type Subtree, subtreesOf } from '../domain/proof/merkle.ts'
import type { KeyFolder } from './keyFolder.ts'
import { signerOf } from './keys.ts'
import { checkpointText, parseCheckpoint, signedNote } from './note.ts'

/** Enough to be quick about a backlog, few enough for a statement to end in time. */
const leavesOfABatch = 5_000

/** Where a gathering is; tests end the process there. */
export type GatherStep = 'began' | 'locked' | 'taken' | 'leaves-written' | 'signed' | 'written' | 'committed' | 'kept'

interface GatherOptions {
  readonly at?: () => string
  readonly reached?: (step: GatherStep) => void | Promise<void>
}

/**
 * Seals what waits: moves the rows from `seal_pending` into the log and signs its new head, leaves and checkpoint in one transaction, batch
 * by batch. Killed at any step it has done all of a batch or nothing; two at once are no harm, one of them does nothing. Returns the last
 * checkpoint made, null when nothing waited. @throws when the log is behind what was signed before, or the key is another's.
 */
export async function gather(sql: Sql, folder: KeyFolder, options: GatherOptions = {}): Promise<StoredCheckpoint | null> {
  let made: StoredCheckpoint | null = null
  while (await anythingPending(sql)) {
    await options.reached?.('began')
    const checkpoint = (await sql.begin(tx => sealBatch(tx, folder, options))) as StoredCheckpoint | null
    if (!checkpoint) break
    made = checkpoint
    await options.reached?.('committed')
    await folder.keepLastSigned(checkpoint.note)
    await options.reached?.('kept')
  }
  return made
}

async function sealBatch(tx: Transaction, folder: KeyFolder, { at, reached }: GatherOptions): Promise<StoredCheckpoint | null> {
  if (!(await tryLockSeal(tx))) return null
  await reached?.('locked')
  const now = at?.() ?? new Date().toISOString()
  const before = await readCheckpoint(tx)
  await checkStillThere(tx, folder, before)
  const signer = await signerOf(tx, folder, now)
  const taken = await takePending(tx, leavesOfABatch)
  if (taken.length === 0) return null
  await reached?.('taken')
  const tree = await growTree(tx, before?.size ?? 0, taken)
  await reached?.('leaves-written')
  const text = checkpointText({ origin: signer.verifier.name, size: tree.size, root: tree.root() })
  const checkpoint = { size: tree.size, note: signedNote(text, [signer]), at: now }
  await reached?.('signed')
  await insertCheckpoint(tx, checkpoint)
  await reached?.('written')
  return checkpoint
}

/** Adds leaves at the right end of the stored tree. */
async function growTree(tx: Transaction, size: number, taken: readonly Sealed[]): Promise<GrowingTree> {
  const nodes: (Subtree & { hash: string })[] = []
  const tree = new GrowingTree(hasher, {
    size,
    peaks: await readSubtrees(tx, subtreesOf({ start: 0, end: size })),
    completed: (subtree, hash) => {
      if (isStored(subtree)) nodes.push({ ...subtree, hash: hexOf(hash) })
    },
  })
  const leaves = taken.map((sealed, i) => {
    const leaf = { ...sealed, index: size + i }
    const hash = leafHash(leaf)
    tree.append(hash)
    return { ...leaf, leafHash: hexOf(hash) }
  })
  await Promise.all([insertLeaves(tx, leaves), insertNodes(tx, nodes)])
  return tree
}

const isStored = ({ level }: Subtree): boolean => level > 0 && level % levelsApart === 0
const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

/**
 * A log must not sign what contradicts its own word. The last word stands outside the database, so that one put back to an earlier day does
 * not go on as if nothing had been.
 */
async function checkStillThere(tx: Transaction, folder: KeyFolder, before: StoredCheckpoint | null): Promise<void> {
  const note = await folder.lastSigned()
  if (note === null || note === before?.note) return
  const signed = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  if (!signed) throw new Error(`${folder.path}/checkpoint is no checkpoint. Restore it, or move it away if its loss is known.`)
  if (before && signed.size <= before.size && Buffer.from(signed.root).equals(await readRoot(tx, signed.size))) return
  throw new Error(
    `the database is not the one that was sealed: ${folder.path}/checkpoint speaks of ${signed.size} leaves, the log has ${before?.size ?? 0}. ` +
      'Restore the newest backup. If the loss is known and accepted, keep that file elsewhere as its proof and start anew.',
  )
}
