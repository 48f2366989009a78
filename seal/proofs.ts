import type { Sql, Transaction } from '../db/client.ts'
import { findLeaf, leafEntry, leafHash, type Named, readCheckpoint, readRanges, type StoredCheckpoint } from '../db/seal.ts'
import { consistencyRanges, inclusionRanges, type Range } from '../domain/proof/merkle.ts'

/** That a row stood in the record when the checkpoint was signed. Hashes are hex. */
export interface InclusionProof {
  readonly index: number
  /** What was hashed: 0x00 and these bytes (UTF-8). */
  readonly entry: string
  readonly leafHash: string
  readonly proof: string[]
  readonly checkpoint: StoredCheckpoint
}

/** Null while no checkpoint, or not the one asked for, covers the row. */
export async function inclusionProof(sql: Sql, named: Named, size?: number): Promise<InclusionProof | null> {
  const [leaf, checkpoint] = await Promise.all([findLeaf(sql, named), readCheckpoint(sql, size)])
  if (!leaf || !checkpoint || leaf.index >= checkpoint.size) return null
  const hashes = await readRanges(sql, inclusionRanges(leaf.index, checkpoint.size))
  return {
    index: leaf.index,
    entry: leafEntry(leaf),
    leafHash: hexOf(leafHash(leaf)),
    proof: hashes.map(hexOf),
    checkpoint,
  }
}

/** The hashes (hex) that prove each of these leaves in the checkpoint of a size; what several need is read once. */
export async function inclusionPaths(sql: Sql | Transaction, indexes: readonly number[], size: number): Promise<string[][]> {
  const wanted = new Map(indexes.flatMap(index => inclusionRanges(index, size).map(range => [nameOf(range), range] as const)))
  const hashes = await readRanges(sql, [...wanted.values()])
  const found = new Map([...wanted.keys()].map((name, i) => [name, hexOf(hashes[i] as Uint8Array)]))
  return indexes.map(index => inclusionRanges(index, size).map(range => found.get(nameOf(range)) as string))
}

const nameOf = ({ start, end }: Range): string => `${start}-${end}`

/** That the log of the second checkpoint begins with that of the first. */
export interface ConsistencyProof {
  readonly first: StoredCheckpoint
  readonly second: StoredCheckpoint
  readonly proof: string[]
}

/** Null where there is no checkpoint of one of the sizes. */
export async function consistencyProof(sql: Sql, from: number, to: number): Promise<ConsistencyProof | null> {
  const [first, second] = await Promise.all([readCheckpoint(sql, from), readCheckpoint(sql, to)])
  if (!first || !second || first.size > second.size) return null
  const hashes = await readRanges(sql, consistencyRanges(first.size, second.size))
  return { first, second, proof: hashes.map(hexOf) }
}

const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')
