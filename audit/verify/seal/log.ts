import type { Transaction } from '../../../db/client.ts'
import { hasher, type Leaf, leafHash, levelsApart, type StoredCheckpoint, type StoredKey } from '../../../db/seal.ts'
import { GrowingTree } from '../../../domain/proof/merkle.ts'
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

export interface LogFindings {
  readonly differences: Difference[]
  /** How many leaves there are. */
  readonly size: number
  /** The first leaves that a signed checkpoint confirms; what comes after a broken place is not. */
  readonly confirmed: number
  /** Leaves that are not what their own hash says, with that hash, by place. */
  readonly altered: ReadonlyMap<number, string>
  /** Places without a leaf. */
  readonly missing: ReadonlySet<number>
}

type StoredLeaf = Leaf & { readonly leafHash: string }

const leavesOfAFetch = 5_000

/**
 * Reads the whole log and compares it with itself: each leaf with its hash, the tree with its stored nodes, each checkpoint with the tree
 * and with its signature, each key with the one that introduced it.
 */
export async function checkLog(
  tx: Transaction,
  { checkpoints, keys, anchors }: { checkpoints: StoredCheckpoint[]; keys: StoredKey[]; anchors: readonly Anchor[] },
  tell: (done: number) => void,
): Promise<LogFindings> {
  const signed = checkedCheckpoints(checkpoints, keys)
  const reading = new Reading([...signed.roots, ...anchorRoots(anchors)])
  await readNodes(tx, reading)
  const query = tx<(StoredLeaf & { index: string; no: string })[]>`
    select index, kind, world, subject, no, hash, leaf_hash as "leafHash" from seal_leaves order by index`
  for await (const rows of query.cursor(leavesOfAFetch)) {
    for (const row of rows) reading.add({ ...row, index: Number(row.index), no: Number(row.no) })
    tell(reading.size)
  }
  const sealed = checkpoints.at(-1)?.size ?? 0
  return reading.findings(sealed, [...checkedKeyRows(keys), ...signed.differences])
}

/** A root that the log must have had at a size, and who says so. */
interface StatedRoot {
  readonly what: string
  readonly size: number
  readonly root: string
}

class Reading {
  readonly #differences: Difference[] = []
  readonly #stated = new Map<number, StatedRoot[]>()
  readonly #nodes = new Map<string, string>()
  readonly #altered = new Map<number, StoredLeaf>()
  readonly #missing = new Set<number>()
  readonly #tree: GrowingTree
  #confirmed = 0
  #broken: (StatedRoot & { readonly from: number }) | null = null

  constructor(stated: readonly StatedRoot[]) {
    for (const one of stated) this.#stated.set(one.size, [...(this.#stated.get(one.size) ?? []), one])
    this.#tree = new GrowingTree(hasher, {
      completed: ({ level, index }, hash) => {
        if (level > 0 && level % levelsApart === 0) this.#checkNode(`${level}/${index}`, hexOf(hash))
      },
    })
  }

  get size(): number {
    return this.#tree.size
  }

  addNode(place: string, hash: string): void {
    this.#nodes.set(place, hash)
  }

  add(leaf: StoredLeaf): void {
    while (this.#tree.size < leaf.index) {
      this.#missing.add(this.#tree.size)
      this.#append(hasher.empty) // stands for what is not there; no root can be right after it
    }
    if (hexOf(leafHash(leaf)) !== leaf.leafHash) this.#altered.set(leaf.index, leaf)
    this.#append(Buffer.from(leaf.leafHash, 'hex'))
  }

  #append(hash: Uint8Array): void {
    this.#tree.append(hash)
    for (const stated of this.#stated.get(this.#tree.size) ?? []) this.#checkRoot(stated)
  }

  #checkRoot(stated: StatedRoot): void {
    if (hexOf(this.#tree.root()) === stated.root) this.#confirmed = this.#tree.size
    else this.#broken ??= { ...stated, from: this.#confirmed }
  }

  #checkNode(place: string, hash: string): void {
    const stored = this.#nodes.get(place)
    this.#nodes.delete(place)
    // What a broken place does to the nodes above it is told once, with the checkpoint.
    if (stored === hash || this.#broken || this.#missing.size > 0) return
    const found = stored === undefined ? '已被删除' : stored
    this.#differences.push({ what: `封存结点 ${place}`, path: 'hash', expected: `其下各叶的散列：${hash}`, found })
  }

  findings(sealed: number, differences: readonly Difference[]): LogFindings {
    for (let index = this.size; index < sealed; index += 1) this.#missing.add(index)
    for (const { what, size } of [...this.#stated.values()].flat())
      if (size > this.size && size > sealed)
        this.#differences.push({
          what,
          path: '(size)',
          expected: `封存日志至少有 ${size} 叶`,
          found: `只有 ${this.size} 叶，已被截断`,
        })
    return {
      differences: [...differences, ...this.#differences, ...this.#leafDifferences(sealed), ...this.#rootDifferences()],
      size: this.size,
      confirmed: this.#confirmed,
      altered: new Map([...this.#altered].map(([index, leaf]) => [index, leaf.leafHash])),
      missing: this.#missing,
    }
  }

  #leafDifferences(sealed: number): Difference[] {
    const altered = [...this.#altered.values()].map(leaf => ({
      what: `封存叶 ${leaf.index}`,
      path: '内容',
      expected: `散列为 ${leaf.leafHash}`,
      found: `已被改动（现记${rowName(leaf)}）`,
    }))
    const missing = [...this.#missing].map(index => ({
      what: `封存叶 ${index}`,
      path: '(row)',
      expected: `前 ${sealed} 叶都在`,
      found: '已被删除',
    }))
    const beyond =
      this.size > sealed
        ? [
            {
              what: `封存叶 ${sealed}`,
              path: '(row)',
              expected: '有检查点覆盖',
              found: '最后的检查点已被删除，或者这一叶是插入的',
            },
          ]
        : []
    const nodes = [...this.#nodes.keys()].map(place => ({
      what: `封存结点 ${place}`,
      path: '(row)',
      expected: '没有这个结点',
      found: '是插入的，或者其下的叶已被删除',
    }))
    return [...altered, ...missing, ...beyond, ...nodes]
  }

  #rootDifferences(): Difference[] {
    if (!this.#broken) return []
    const { what, size, root, from } = this.#broken
    const expected = `加上第 ${from} 至 ${size - 1} 叶，根为 ${root}`
    return [{ what, path: 'root', expected, found: '封存叶算出的根不同：其中有叶被改动、增删或者调换，或者检查点不是真的' }]
  }
}

async function readNodes(tx: Transaction, reading: Reading): Promise<void> {
  const nodes = tx<{ level: number; index: string; hash: string }[]>`select level, index, hash from seal_nodes`
  for await (const rows of nodes.cursor(leavesOfAFetch))
    for (const { level, index, hash } of rows) reading.addNode(`${level}/${index}`, hash)
}

function checkedKeyRows(keys: readonly StoredKey[]): Difference[] {
  return checkedKeys(keys).flatMap((key, i) =>
    key
      ? []
      : [{ what: keyName(keys[i]?.no ?? i + 1), path: 'note', expected: '由前一公钥和自己签名引入', found: '签名或者内容不符' }],
  )
}

const keyName = (no: number): string => rowName({ kind: 'key', world: '', subject: '', no })
const checkpointName = (size: number): string => rowName({ kind: 'checkpoint', world: '', subject: '', no: size })

/** The roots of all checkpoints that are signed by the key of their time; the others, named. */
function checkedCheckpoints(checkpoints: readonly StoredCheckpoint[], keys: readonly StoredKey[]) {
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

/** What was kept elsewhere needs no signature to be compared. */
function anchorRoots(anchors: readonly Anchor[]): StatedRoot[] {
  return anchors.flatMap(({ from, note }) => {
    const checkpoint = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
    return checkpoint ? [{ what: from, size: checkpoint.size, root: hexOf(checkpoint.root) }] : []
  })
}

const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')
