/**
 * The Merkle tree of RFC 9162, section 2.1 (the same tree as RFC 6962): what a list of leaves hashes to, which hashes prove that a leaf is in
 * it, and which that one list begins with another. Where hashes come from is the caller's business: proofs are first told as ranges of
 * leaves, so that a tree of millions need not be in memory.
 */

export type Hash = Uint8Array
type HashFunction = (bytes: Uint8Array) => Hash

/** Leaves `start` (from 0) up to, without, `end`; its hash is MTH(D[start:end]). */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The leaves below one node: 2^`level` of them, beginning at `index` · 2^`level`. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

export interface TreeHasher {
  /** SHA-256 of nothing: the root of the empty tree. */
  readonly empty: Hash
  leaf(entry: Uint8Array): Hash
  node(left: Hash, right: Hash): Hash
}

/** Leaves and nodes are hashed with different first bytes, so that none can be passed off as the other. */
export function treeHasher(hash: HashFunction): TreeHasher {
  return {
    empty: hash(new Uint8Array()),
    leaf: entry => hash(joined(0, entry)),
    node: (left, right) => hash(joined(1, left, right)),
  }
}

function joined(first: number, ...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 1))
  bytes[0] = first
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The ranges whose hashes prove that leaf `index` is in the tree of `size` leaves, from the leaf up: PATH(m, D_n). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  return path(index, { start: 0, end: size })
}

function path(index: number, { start, end }: Range): Range[] {
  if (end - start === 1) return []
  const middle = start + split(end - start)
  return index < middle
    ? [...path(index, { start, end: middle }), { start: middle, end }]
    : [...path(index, { start: middle, end }), { start, end: middle }]
}

/** The ranges whose hashes prove that the tree of `second` leaves begins with that of `first`: PROOF(m, D_n). None when `first` is 0. */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!(first >= 0 && first <= second)) throw new RangeError(`a tree of ${second} cannot begin with one of ${first}`)
  return first === 0 ? [] : subproof(first, { start: 0, end: second }, true)
}

function subproof(first: number, range: Range, known: boolean): Range[] {
  const { start, end } = range
  if (first === end) return known ? [] : [range]
  const middle = start + split(end - start)
  return first <= middle
    ? [...subproof(first, { start, end: middle }, known), { start: middle, end }]
    : [...subproof(first, { start: middle, end }, false), { start, end: middle }]
}

/** The largest power of two smaller than n (n > 1). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/**
 * Full subtrees, from left to right, that together are the range. It must begin where a subtree of its size may begin, as the ranges of
 * proofs and of whole trees do.
 */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const found: Subtree[] = []
  for (let at = start; at < end; ) {
    const level = levelBelow(end - at)
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The largest level whose subtree has at most n leaves. Counted, not `Math.log2`, which rounds up just below large powers. */
function levelBelow(n: number): number {
  let level = 0
  while (2 ** (level + 1) <= n) level += 1
  return level
}

/** The hash of a range from those of `subtreesOf` it. */
export function hashOfSubtrees(hasher: TreeHasher, hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1)
  if (!last) return hasher.empty
  return hashes.slice(0, -1).reduceRight((right, left) => hasher.node(left, right), last)
}

/**
 * A tree that grows at its right end. It keeps the hashes of `subtreesOf` the whole only, so that adding a leaf costs two hashes on average;
 * `completed` is called for every subtree that becomes full, single leaves included.
 */
export class GrowingTree {
  readonly #hasher: TreeHasher
  readonly #completed: (subtree: Subtree, hash: Hash) => void
  readonly #peaks: Hash[]
  #size: number

  constructor(
    hasher: TreeHasher,
    {
      size = 0,
      peaks = [],
      completed = () => {},
    }: { size?: number; peaks?: readonly Hash[]; completed?: (subtree: Subtree, hash: Hash) => void } = {},
  ) {
    if (subtreesOf({ start: 0, end: size }).length !== peaks.length)
      throw new RangeError(`${peaks.length} peaks for ${size} leaves`)
    this.#hasher = hasher
    this.#completed = completed
    this.#peaks = [...peaks]
    this.#size = size
  }

  get size(): number {
    return this.#size
  }

  append(leafHash: Hash): void {
    let hash = leafHash
    let index = this.#size
    this.#completed({ level: 0, index }, hash)
    for (let level = 1; index % 2 === 1; level += 1) {
      hash = this.#hasher.node(this.#peaks.pop() as Hash, hash)
      index = (index - 1) / 2
      this.#completed({ level, index }, hash)
    }
    this.#peaks.push(hash)
    this.#size += 1
  }

  root(): Hash {
    return hashOfSubtrees(this.#hasher, this.#peaks)
  }
}
