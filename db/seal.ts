import { createHash } from 'node:crypto'
import {
  GrowingTree,
  type Hash,
  hashOfSubtrees,
  type Range,
  type Subtree,
  subtreesOf,
  treeHasher,
} from '../domain/proof/merkle.ts'
import { json, type Sql, type Transaction } from './client.ts'
import { canonicalText, hashOf } from './hashChain.ts'
import type { SealedKind } from './schema/seal.ts'

/** Which row of the record, and the hash it was written with. */
export interface Named {
  readonly kind: SealedKind
  readonly world: string
  readonly subject: string
  readonly no: number
}

export interface Sealed extends Named {
  readonly hash: string
}

export interface Leaf extends Sealed {
  /** Its place in the log, from 0. */
  readonly index: number
}

export interface StoredCheckpoint {
  readonly size: number
  /** The signed note (C2SP tlog-checkpoint). */
  readonly note: string
  readonly at: string
}

export interface StoredKey {
  readonly no: number
  readonly verifier: string
  readonly sinceSize: number
  readonly note: string
  readonly at: string
}

/** The tree of the seal: SHA-256. */
export const hasher = treeHasher(bytes => createHash('sha256').update(bytes).digest())

/** What is hashed for a leaf: all of it, its place too, as canonical JSON. */
export function leafEntry({ index, kind, world, subject, no, hash }: Leaf): string {
  return canonicalText({ index, kind, world, subject, no, hash })
}

export const leafHash = (leaf: Leaf): Hash => hasher.leaf(Buffer.from(leafEntry(leaf)))

export const checkpointHash = ({ size, note, at }: StoredCheckpoint): string => hashOf({ size, note, at })

export const keyHash = ({ no, verifier, sinceSize, note, at }: StoredKey): string => hashOf({ no, verifier, sinceSize, note, at })

/** Any constant would do: it is the lock of all who write the seal. */
const sealLock = 0x5ea1

/** One gatherer at a time, until the end of the transaction. False when another is at work. */
export async function tryLockSeal(tx: Transaction): Promise<boolean> {
  const [row] = await tx<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(${sealLock}) as locked`
  return row?.locked ?? false
}

export const lockSeal = (tx: Transaction) => tx`select pg_advisory_xact_lock(${sealLock})`

/** Does anything wait but the last checkpoint, which waits for company? Else each would call for the next. */
export async function anythingPending(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select 1 from seal_pending where kind <> 'checkpoint') as any`
  return row?.any ?? false
}

/** How many rows wait for a checkpoint, and since when the first of them. */
export async function pendingState(sql: Sql): Promise<{ count: number; oldestSeconds: number }> {
  const [row] = await sql<{ count: number; oldestSeconds: number }[]>`
    select count(*)::int as count, coalesce(extract(epoch from now() - min(at)), 0)::float as "oldestSeconds"
    from seal_pending where kind <> 'checkpoint'`
  return row ?? { count: 0, oldestSeconds: 0 }
}

/** Takes the first rows that wait, in the order of their writing. */
export async function takePending(tx: Transaction, limit: number): Promise<Sealed[]> {
  const rows = await tx<(Sealed & { id: string })[]>`
    delete from seal_pending where id in (select id from seal_pending order by id limit ${limit})
    returning id, kind, world, subject, no, hash`
  return rows
    .map(({ id, kind, world, subject, no, hash }) => ({ id: Number(id), kind, world, subject, no: Number(no), hash }))
    .sort((a, b) => a.id - b.id)
    .map(({ id: _, ...sealed }) => sealed)
}

export function insertLeaves(tx: Transaction, leaves: readonly (Leaf & { readonly leafHash: string })[]) {
  return tx`
    insert into seal_leaves (index, kind, world, subject, no, hash, leaf_hash)
    select * from json_to_recordset(${json(leaves)}::text::json)
      as rows (index bigint, kind text, world text, subject text, no bigint, hash text, "leafHash" text)`
}

export function insertNodes(tx: Transaction, nodes: readonly (Subtree & { readonly hash: string })[]) {
  return tx`
    insert into seal_nodes (level, index, hash)
    select * from json_to_recordset(${json(nodes)}::text::json) as rows (level int, index bigint, hash text)`
}

export function insertCheckpoint(tx: Transaction, checkpoint: StoredCheckpoint) {
  const { size, note, at } = checkpoint
  return tx`insert into seal_checkpoints (size, note, at, hash) values (${size}, ${note}, ${at}, ${checkpointHash(checkpoint)})`
}

export function insertKey(tx: Transaction, key: StoredKey) {
  const { no, verifier, sinceSize, note, at } = key
  return tx`
    insert into seal_keys (no, verifier, since_size, note, at, hash)
    values (${no}, ${verifier}, ${sinceSize}, ${note}, ${at}, ${keyHash(key)})`
}

/** The newest checkpoint, or that of a size. */
export async function readCheckpoint(sql: Sql | Transaction, size?: number): Promise<StoredCheckpoint | null> {
  const [row] = await sql<(Omit<StoredCheckpoint, 'size'> & { size: string })[]>`
    select size, note, at from seal_checkpoints ${size === undefined ? sql`` : sql`where size = ${size}`} order by size desc limit 1`
  return row ? { ...row, size: Number(row.size) } : null
}

export async function readKeys(sql: Sql | Transaction): Promise<StoredKey[]> {
  const rows = await sql<(Omit<StoredKey, 'sinceSize'> & { sinceSize: string })[]>`
    select no, verifier, since_size as "sinceSize", note, at from seal_keys order by no`
  return rows.map(row => ({ ...row, sinceSize: Number(row.sinceSize) }))
}

/** The leaf of a row of the record; null while no checkpoint covers it. */
export async function findLeaf(sql: Sql | Transaction, { kind, world, subject, no }: Named): Promise<Leaf | null> {
  const [row] = await sql<(Omit<Leaf, 'index' | 'no'> & { index: string; no: string })[]>`
    select index, kind, world, subject, no, hash from seal_leaves
    where kind = ${kind} and world = ${world} and subject = ${subject} and no = ${no}`
  return row ? { ...row, index: Number(row.index), no: Number(row.no) } : null
}

/** The leaves of rows of one kind that were sealed in the first `size`; of these numbers, or of all that the subject has. */
export async function findLeaves(
  sql: Sql | Transaction,
  { kind, world, subject, nos }: Omit<Named, 'no'> & { readonly nos?: readonly number[] },
  size: number,
): Promise<Leaf[]> {
  const rows = await sql<(Omit<Leaf, 'index' | 'no'> & { index: string; no: string })[]>`
    select index, kind, world, subject, no, hash from seal_leaves
    where kind = ${kind} and world = ${world} and subject = ${subject} and index < ${size}
      and ${nos ? sql`no = any(${[...nos]}::bigint[])` : sql`true`} order by no`
  return rows.map(row => ({ ...row, index: Number(row.index), no: Number(row.no) }))
}

/** Levels whose full subtrees are stored: 0 (the leaves), 8, 16 … */
export const levelsApart = 8

/** The hashes of full subtrees, in the order asked for; each from at most 255 stored ones below it. */
export async function readSubtrees(sql: Sql | Transaction, subtrees: readonly Subtree[]): Promise<Hash[]> {
  if (subtrees.length === 0) return []
  const stored = subtrees.map(({ level, index }) => {
    const base = level - (level % levelsApart)
    const width = 2 ** (level - base)
    return { base, start: index * width, end: (index + 1) * width }
  })
  const rows = await sql<{ asked: string; hash: string }[]>`
    select asked, found.hash
    from unnest(${stored.map(one => one.base)}::int[], ${stored.map(one => one.start)}::bigint[], ${stored.map(one => one.end)}::bigint[])
      with ordinality as wanted (base, first, beyond, asked)
    cross join lateral (
      select index, leaf_hash as hash from seal_leaves where base = 0 and index >= first and index < beyond
      union all
      select index, hash from seal_nodes where level = base and index >= first and index < beyond) as found
    order by asked, found.index`
  const found = subtrees.map(() => new GrowingTree(hasher))
  for (const { asked, hash } of rows) found[Number(asked) - 1]?.append(Buffer.from(hash, 'hex'))
  return found.map((tree, i) => {
    const { base, start, end } = stored[i] as (typeof stored)[number]
    if (tree.size !== end - start) throw new Error(`the seal lacks hashes of level ${base} from ${start} to ${end}`)
    return tree.root()
  })
}

/** The hashes of ranges of leaves, for proofs. */
export async function readRanges(sql: Sql | Transaction, ranges: readonly Range[]): Promise<Hash[]> {
  const parts = ranges.map(subtreesOf)
  const hashes = await readSubtrees(sql, parts.flat())
  let at = 0
  return parts.map(({ length }) => {
    at += length
    return hashOfSubtrees(hasher, hashes.slice(at - length, at))
  })
}

/** The root of the first `size` leaves. */
export async function readRoot(sql: Sql | Transaction, size: number): Promise<Hash> {
  return hashOfSubtrees(hasher, await readSubtrees(sql, subtreesOf({ start: 0, end: size })))
}
