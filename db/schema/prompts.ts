import { sql } from 'drizzle-orm'
import { bigserial, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import type { PromptKind } from '../../domain/case/prompts.ts'

/** 提示: what one person is told about a case, written with the event that it tells of (S0-118). Read once, never changed otherwise. */
export const prompts = pgTable(
  'prompts',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    caseNo: text('case_no').notNull(),
    /** The event of the case's ledger that it tells of. */
    seq: integer().notNull(),
    sub: text().notNull(),
    /** The absent person for whom this one is told. */
    inSteadOf: text('in_stead_of'),
    kind: text().$type<PromptKind>().notNull(),
    clock: text(),
    text: text().notNull(),
    at: text().notNull(),
    readAt: text('read_at'),
    readBy: text('read_by'),
  },
  table => [
    index('prompts_unread').on(table.world, table.sub, table.id).where(sql`read_at is null`),
    index('prompts_of').on(table.world, table.sub, table.id),
    index('prompts_case').on(table.caseNo, table.seq),
  ],
)
