import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** What the record on quality has lines about. */
export type QualitySubject =
  | 'finding'
  | 'sample'
  | 'rate'
  | 'error'
  | 'evaluation'
  | 'incident'
  | 'intervention'
  | 'reminder'
  | 'leader-visit'
  | 'six-donts'

/**
 * The record on quality and supervision (登记质量、监督台账): findings, samples and their rates, registration errors, evaluations, incidents, interventions, reminders and what
 * became of them. One row a line, never changed; what was wrong is put right by a further line. Append-only by trigger and role, and sealed
 * with the legal record (migration 0015). `id` and `seq` from 1 within a world, office and subject; a reminder's `id` says whom it is for
 * and when, a sample's its period.
 */
export const qualityRecord = pgTable(
  'quality_record',
  {
    world: text().notNull(),
    office: text().notNull(),
    subject: text().$type<QualitySubject>().notNull(),
    id: text().notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    at: text().notNull(),
    actor: text().notNull(),
    data: jsonb().notNull(),
    hash: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.world, table.office, table.subject, table.id, table.seq] }),
    index('quality_record_at').on(table.world, table.office, table.subject, table.at),
  ],
)
