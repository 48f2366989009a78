import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

// What one case or term has to tell others.

/**
 * What a transaction has to tell others, committed with it (transactional outbox) and delivered at least once: to the workflow of the
 * unit's terms (`terms`), to an open case on the unit (`register-changed`), or to a case with a term in a year whose holidays were
 * published (`calendar-published`; these rows stay as the list of whom it concerned). Taking a row puts off its next attempt, so that two
 * processes never deliver the same at once; a row that cannot be delivered stays.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    kind: text().$type<'terms' | 'register-changed' | 'calendar-published'>().notNull(),
    /** Null for `calendar-published`. */
    unitCode: text('unit_code'),
    /** The case that is told; null for `terms`. */
    caseNo: text('case_no'),
    payload: jsonb().notNull(),
    /** The case whose act it was; null for the end of a term and for a loaded unit. */
    byCase: text('by_case'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    deliveredAt: timestamp('delivered_at', { withTimezone: true }),
    attempts: integer().notNull().default(0),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [
    index('outbox_undelivered').on(table.nextAttemptAt).where(sql`delivered_at is null`),
    index('outbox_undelivered_of_case').on(table.caseNo, table.id).where(sql`delivered_at is null`),
    index('outbox_by_case').on(table.byCase),
    index('outbox_of_year').on(sql`((payload ->> 'year')::int)`, table.caseNo).where(sql`kind = 'calendar-published'`),
  ],
)

/** Acts that reach a term after its case is closed: kept so that the same command is carried out once. */
export const termCommands = pgTable(
  'term_commands',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    commandId: text('command_id').notNull(),
    digest: text().notNull(),
    /** Of the entry it wrote. */
    version: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode, table.commandId] })],
)
