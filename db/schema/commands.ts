import { sql } from 'drizzle-orm'
import { index, integer, json, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

// What was asked, until it has an outcome.

/** Idempotency-Key → case number, stored before the workflow starts, so that no filing is lost or doubled. */
export const filings = pgTable(
  'filings',
  {
    sub: text().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    digest: text().notNull(),
    caseNo: text('case_no').notNull().unique(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.sub, table.idempotencyKey] })],
)

/** Commands answered with 202: kept until they have an outcome, resent until then. */
export const pendingCommands = pgTable(
  'pending_commands',
  {
    id: text().primaryKey(),
    sub: text().notNull(),
    world: text().notNull(),
    caseNo: text('case_no').notNull(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    status: text().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    outcomeStatus: integer('outcome_status'),
    outcome: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [index('pending_commands_next').on(table.nextAttemptAt).where(sql`status = 'pending'`)],
)

/** Changes outside the cases that were done under an Idempotency-Key, with what was answered, as it was sent; for a month. */
export const answeredRequests = pgTable(
  'answered_requests',
  {
    world: text().notNull(),
    sub: text().notNull(),
    key: text().notNull(),
    digest: text().notNull(),
    answer: json(),
    /** What the answer showed, for its trace. */
    look: json(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.world, table.sub, table.key] })],
)
