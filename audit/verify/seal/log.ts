import type { Transaction } from '../../../db/client.ts'
import { hasher, type Leaf, leafHash, levelsApart, type StoredCheckpoint, type StoredKey } from '../../../db/seal.ts'
import { GrowingTree } from '../../../domain/proof/merkle.ts'
import type { Difference } from '../../differences.ts'
import { rowName } from './rows.ts'
import { type Anchor, checkedAnchors, checkedCheckpoints, keyDifferences, type StatedRoot } from './signed.ts'

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
  const kept = checkedAnchors(anchors)
  const sealed = checkpoints.at(-1)?.size ?? 0
  const reading = new Reading(sealed, [...signed.roots, ...kept.roots])
  await readNodes(tx, reading)
  const query = tx<(StoredLeaf & { index: string; no: string })[]>`
    select index, kind, world, subject, no, hash, leaf_hash as "leafHash" from seal_leaves order by index`
  for await (const rows of query.cursor(leavesOfAFetch)) {
    for (const row of rows) reading.add({ ...row, index: Number(row.index), no: Number(row.no) })
    tell(reading.size)
  }
  return reading.findings([...keyDifferences(keys), ...signed.differences, ...kept.differences])
}

class Reading {
  /** How many leaves the last checkpoint covers. */
  readonly #sealed: number
  readonly #beyond: StoredLeaf[] = []
  readonly #differences: Difference[] = []
  readonly #stated = new Map<number, StatedRoot[]>()
  readonly #nodes = new Map<string, string>()
  readonly #altered = new Map<number, StoredLeaf>()
  readonly #missing = new Set<number>()
  readonly #tree: GrowingTree
  #confirmed = 0
  #broken: (StatedRoot & { readonly from: number }) | null = null

  constructor(sealed: number, stated: readonly StatedRoot[]) {
    this.#sealed = sealed
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
    if (leaf.index >= this.#sealed) return void this.#beyond.push(leaf)
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

  findings(differences: readonly Difference[]): LogFindings {
    for (let index = this.size; index < this.#sealed; index += 1) this.#missing.add(index)
    return {
      differences: [
        ...differences,
        ...this.#differences,
        ...this.#leafDifferences(),
        ...this.#rootDifferences(),
        ...this.#cutOff(),
      ],
      size: this.size,
      confirmed: this.#confirmed,
      altered: new Map([...this.#altered].map(([index, leaf]) => [index, leaf.leafHash])),
      missing: this.#missing,
    }
  }

  #leafDifferences(): Difference[] {
    const altered = [...this.#altered.values()].map(leaf => ({
      what: `封存叶 ${leaf.index}`,
      path: '内容',
      expected: `散列为 ${leaf.leafHash}`,
      found: `已被改动（现记${rowName(leaf)}）`,
    }))
    const missing = stretches([...this.#missing]).map(what => ({
      what,
      path: '(row)',
      expected: `前 ${this.#sealed} 叶都在`,
      found: '已被删除',
    }))
    const beyond = stretches(this.#beyond.map(({ index }) => index)).map(what => ({
      what,
      path: '(row)',
      expected: '有检查点覆盖',
      found: '最后的检查点已被删除，或者是插入的',
    }))
    const nodes = [...this.#nodes.keys()].map(place => ({
      what: `封存结点 ${place}`,
      path: '(row)',
      expected: '没有这个结点',
      found: '是插入的，或者其下的叶已被删除',
    }))
    return [...altered, ...missing, ...beyond, ...nodes]
  }

  /** What was signed once, and is longer than the log now is. */
  #cutOff(): Difference[] {
    return [...this.#stated.values()]
      .flat()
      .filter(({ size }) => size > this.#sealed)
      .map(({ what, size }) => ({
        what,
        path: '(size)',
        expected: `封存日志至少有 ${size} 叶`,
        found: `检查点只到 ${this.#sealed} 叶：已被截断，或者整个数据库退回到了从前`,
      }))
  }

  #rootDifferences(): Difference[] {
    if (!this.#broken) return []
    const { what, size, root, from } = this.#broken
    const expected = `加上第 ${from} 至 ${size - 1} 叶，根为 ${root}`
    return [{ what, path: 'root', expected, found: '封存叶算出的根不同：其中有叶被改动、增删或者调换，或者检查点不是真的' }]
  }
}

/** Places in order, told as stretches: a log that was emptied is one line, not a million. */
function stretches(places: readonly number[]): string[] {
  const told: [number, number][] = []
  for (const place of places) {
    const last = told.at(-1)
    if (last && last[1] === place - 1) last[1] = place
    else told.push([place, place])
  }
  return told.map(([from, to]) => (from === to ? `封存叶 ${from}` : `封存叶 ${from} 至 ${to}`))
}

async function readNodes(tx: Transaction, reading: Reading): Promise<void> {
  const nodes = tx<{ level: number; index: string; hash: string }[]>`select level, index, hash from seal_nodes`
  for await (const rows of nodes.cursor(leavesOfAFetch))
    for (const { level, index, hash } of rows) reading.addNode(`${level}/${index}`, hash)
}

const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')
