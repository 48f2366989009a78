import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { RegisterName } from '../../domain/supervision/entries.ts'

/**
 * The registers of supervision (监督台账): incidents, interventions, reminders, the list of the six don'ts. Append-only and sealed: what is
 * known of a file is the fold of its entries (domain/supervision).
 */
export const supervisionEntries = pgTable(
  'supervision_entries',
  {
    world: text().notNull(),
    office: text().notNull(),
    file: text().notNull(),
    n: integer().notNull(),
    register: text().$type<RegisterName>().notNull(),
    step: text().notNull(),
    by: text().notNull(),
    /** The member of staff whom the file concerns. */
    about: text(),
    at: text().notNull(),
    data: jsonb().notNull(),
    /** Of the row without it. */
    hash: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.world, table.office, table.file, table.n] }),
    index('supervision_entries_at').on(table.world, table.office, table.register, table.at),
    index('supervision_entries_about').on(table.world, table.office, table.about),
  ],
)
