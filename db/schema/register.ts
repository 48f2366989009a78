import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Unit } from '../../domain/register/types.ts'

// The register: entries, units, order of acceptance on each, certificates.

/** One row a unit code, registered or not: its lock serialises acceptance and recording on the unit; it counts the order of acceptance. */
export const unitOrder = pgTable(
  'unit_order',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    lastOrder: integer('last_order').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode] })],
)

/** The register's entries (登记簿): append-only, versions per unit, each hash covers the one before. */
export const registerEntries = pgTable(
  'register_entries',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    version: integer().notNull(),
    at: text().notNull(),
    caseNo: text('case_no'),
    entry: jsonb().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode, table.version] })],
)

export const registerUnits = pgTable(
  'register_units',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    version: integer().notNull(),
    head: text().notNull(),
    state: jsonb().$type<Unit>().notNull(),
    /** When the next right with a term ends on the unit, if nothing happens before (`nextTermEnd` of the state). */
    termEndsAt: text('term_ends_at'),
  },
  table => [
    primaryKey({ columns: [table.world, table.unitCode] }),
    index('register_units_of_parcel').on(table.world, sql`left(unit_code, 19)`),
    index('register_units_with_term').on(table.world, table.termEndsAt).where(sql`term_ends_at is not null`),
  ],
)

export const certificateCounters = pgTable(
  'certificate_counters',
  {
    world: text().notNull(),
    office: text().notNull(),
    kind: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull().default(0),
  },
  table => [primaryKey({ columns: [table.world, table.office, table.kind, table.year] })],
)

/** Every number ever given out: the database itself refuses a second use. */
export const certificates = pgTable(
  'certificates',
  {
    world: text().notNull(),
    number: text().notNull(),
    kind: text().notNull(),
    unitCode: text('unit_code').notNull(),
    caseNo: text('case_no').notNull(),
    at: text().notNull(),
    hash: text().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.number] })],
)
