import { bigserial, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { PriorityClass } from '../../domain/office/priority.ts'

// Who does what next, and who was passed over.

export const taskClaims = pgTable('task_claims', {
  taskId: text('task_id').primaryKey(),
  caseNo: text('case_no').notNull(),
  sub: text().notNull(),
  /** Why it was taken before an earlier one of its queue; null when it was not. */
  reason: text(),
  /** By the clock of the case's world. */
  claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull().defaultNow(),
})

/** Which queue a case stands in, and why: append-only, the last row of a case counts (S0-51, S0-117). */
export const casePriorities = pgTable(
  'case_priorities',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    office: text().notNull(),
    caseNo: text('case_no').notNull(),
    class: text().$type<PriorityClass>().notNull(),
    reason: text().notNull(),
    basis: text().notNull(),
    sub: text().notNull(),
    at: text().notNull(),
  },
  table => [
    index('case_priorities_case').on(table.caseNo, table.id),
    index('case_priorities_at').on(table.world, table.office, table.at),
  ],
)

/** Every task taken while an earlier one was free, with its reason: append-only (S0-117). */
export const orderJumps = pgTable(
  'order_jumps',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    office: text().notNull(),
    taskId: text('task_id').notNull(),
    caseNo: text('case_no').notNull(),
    /** The first free case that stood before it. */
    earlierCaseNo: text('earlier_case_no').notNull(),
    sub: text().notNull(),
    reason: text().notNull(),
    note: text(),
    at: text().notNull(),
  },
  table => [index('order_jumps_at').on(table.world, table.office, table.at)],
)

/** A reassignment of all of somebody's tasks: what it set out to move, kept so that it can be taken up again under its key. */
export const taskMoves = pgTable(
  'task_moves',
  {
    world: text().notNull(),
    sub: text().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    digest: text().notNull(),
    taskId: text('task_id').notNull(),
    caseNo: text('case_no').notNull(),
    /** Null while it is not done: `moved`, or the rule that refused it. */
    outcome: text(),
    detail: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.world, table.sub, table.idempotencyKey, table.taskId] })],
)
