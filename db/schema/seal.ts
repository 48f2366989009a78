import { bigint, bigserial, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/**
 * The seal (封存): an append-only Merkle log over every row of the legal record, with signed checkpoints (ADR 0015). Triggers put each row
 * that is inserted into the record into `seal_pending`, in the same transaction; the gatherer moves it into the log. Hashes are SHA-256 in
 * hex.
 */

/** What a leaf names, and the hash the row had when it was written. `world` is '' where the name is whole without it. */
const named = {
  kind: text().$type<SealedKind>().notNull(),
  world: text().notNull(),
  /** Case number, unit code, certificate number, workflow and run of an archive, place in the record on quality, key of a ruling; '' for looks, checkpoints and keys, whose number says all. */
  subject: text().notNull(),
  /** Sequence, version or id; 0 for a certificate, an archive and a ruling. */
  no: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
}

export type SealedKind =
  | 'case-event'
  | 'register-entry'
  | 'certificate'
  | 'access-trace'
  | 'case-archive'
  | 'quality'
  | 'limit'
  | 'limit-withdrawal'
  | 'calendar-year'
  | 'training'
  | 'case-priority'
  | 'order-jump'
  | 'refused-attempt'
  | 'checkpoint'
  | 'key'

/** Rows of the record that no checkpoint covers yet. */
export const sealPending = pgTable('seal_pending', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  ...named,
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** The leaves in their order. `leaf_hash` covers all of a row, its place included, and is what the tree is made of. */
export const sealLeaves = pgTable(
  'seal_leaves',
  { index: bigint({ mode: 'number' }).primaryKey(), ...named, leafHash: text('leaf_hash').notNull() },
  table => [uniqueIndex('seal_leaves_named').on(table.kind, table.world, table.subject, table.no)],
)

/** Hashes of full subtrees of 256, 65 536 … leaves (levels 8, 16 …), so that a proof reads a few hundred rows of a log of millions. */
export const sealNodes = pgTable(
  'seal_nodes',
  { level: integer().notNull(), index: bigint({ mode: 'number' }).notNull(), hash: text().notNull() },
  table => [primaryKey({ columns: [table.level, table.index] })],
)

/** Signed statements of the log's size and root (C2SP tlog-checkpoint). Each becomes a leaf itself, so none can go missing later. */
export const sealCheckpoints = pgTable('seal_checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  note: text().notNull(),
  at: text().notNull(),
  hash: text().notNull(),
})

/** Public keys in the order of their use; each is introduced by a note that it and the one before have signed. */
export const sealKeys = pgTable('seal_keys', {
  no: integer().primaryKey(),
  verifier: text().notNull(),
  /** Size of the log from which on it signs. */
  sinceSize: bigint('since_size', { mode: 'number' }).notNull(),
  note: text().notNull(),
  at: text().notNull(),
  hash: text().notNull(),
})
