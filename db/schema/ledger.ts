import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgSequence, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { CaseState } from '../../domain/case/types.ts'
import type { Lane } from '../../domain/procedures/edition.ts'

/**
 * The case: its ledger, and what is folded from it.
 *
 * Of all of db/schema/: four kinds of tables. The legal record (`case_events`, `register_entries`, `certificates`, `access_traces`,
 * `case_archives`: append-only, kept by triggers), the seal over it (seal.ts), projections (`cases`, `case_units`, `register_units`:
 * rebuilt from the record), and working state (the rest). `world` is '' for the office's own business and a drill world's id in training
 * (ADR 0008). Legal instants are text, as in the
 * ledger. What the database must refuse by itself, triggers and checks, is in db/migrations/.
 */

export const caseNumbers = pgSequence('case_numbers')

/** The case ledger (账本). One row an event; never changed. */
export const caseEvents = pgTable(
  'case_events',
  {
    caseNo: text('case_no').notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    at: text().notNull(),
    receivedAt: text('received_at').notNull(),
    dueAt: text('due_at'),
    actor: text().notNull(),
    /** The absent person for whom the actor acted (代行职责); null for an act of one's own. */
    onBehalfOf: text('on_behalf_of'),
    commandId: text('command_id').notNull(),
    commandDigest: text('command_digest').notNull(),
    data: jsonb().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  // Rows come in the order of time, so that a range index finds a period's among all, and costs an insert next to nothing.
  table => [primaryKey({ columns: [table.caseNo, table.seq] }), index('case_events_at').using('brin', table.at)],
)

/** The case as it now is: a projection, and the row whose lock orders the commands of a case. */
export const cases = pgTable(
  'cases',
  {
    caseNo: text('case_no').primaryKey(),
    world: text().notNull(),
    office: text().notNull(),
    procedure: text().notNull(),
    stage: text().notNull(),
    outcome: text(),
    light: text(),
    filedAt: text('filed_at').notNull(),
    acceptedAt: text('accepted_at'),
    dueAt: text('due_at'),
    /** 首问责任人. */
    firstAsked: text('first_asked'),
    partyNames: text('party_names').array().notNull(),
    /** Equal for two applications of the same procedure, units and parties. */
    fingerprint: text().notNull(),
    /** Of the combined application (一并申请) that the case is a part of. */
    applicationNo: text('application_no'),
    seq: integer().notNull(),
    head: text().notNull(),
    /** The clock's offset the workflow started with; 0 outside drills. */
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }).notNull().default(0),
    state: jsonb().$type<CaseState>().notNull(),
    movedAt: timestamp('moved_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [
    index('cases_by_stage').on(table.world, table.stage, table.filedAt),
    index('cases_first_asked').on(table.world, table.office, table.firstAsked, table.filedAt),
    index('cases_fingerprint').on(table.fingerprint),
    index('cases_parties').using('gin', table.partyNames),
    index('cases_of_application').on(table.applicationNo).where(sql`application_no is not null`),
    index('cases_closed').on(table.movedAt).where(sql`stage = 'closed'`),
  ],
)

/** How far the workflow is known to have followed the ledger: the sweep wakes open cases that are behind (spike A2). */
export const caseAcks = pgTable('case_acks', { caseNo: text('case_no').primaryKey(), seq: integer().notNull() })

/**
 * Which units a case is about, and its place in the order of acceptance on each. `pending`: accepted and not yet recorded or closed; an organ's order from its filing on.
 * `lane`: how it stands to others there (`laneOf`); orders of organs go by `servedAt`, an instant in Beijing's offset, null for others.
 */
export const caseUnits = pgTable(
  'case_units',
  {
    caseNo: text('case_no').notNull(),
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    orderNo: integer('order_no'),
    pending: boolean().notNull().default(false),
    lane: text().$type<Lane>().notNull().default('application'),
    servedAt: text('served_at'),
  },
  table => [
    primaryKey({ columns: [table.caseNo, table.unitCode] }),
    index('case_units_pending').on(table.world, table.unitCode, table.orderNo).where(sql`pending`),
  ],
)
