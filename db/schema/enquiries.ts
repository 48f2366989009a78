import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Enquiry } from '../../domain/office/enquiry.ts'

/** 咨询, numbered in each office. Who was asked first never changes (S4-56): a trigger refuses it (migration 0004). */
export const enquiries = pgTable(
  'enquiries',
  {
    world: text().notNull(),
    office: text().notNull(),
    no: integer().notNull(),
    askedAt: text('asked_at').notNull(),
    firstAsked: text('first_asked').notNull(),
    asker: text().notNull(),
    question: text().notNull(),
    routes: jsonb().$type<Enquiry['routes']>().notNull().default([]),
    answer: text(),
    answeredBy: text('answered_by'),
    answeredAt: text('answered_at'),
    /** The first case that came of it. */
    caseNo: text('case_no'),
    result: text(),
    satisfied: boolean(),
    closedAt: text('closed_at'),
  },
  table => [
    primaryKey({ columns: [table.world, table.office, table.no] }),
    index('enquiries_open').on(table.world, table.office).where(sql`closed_at is null`),
  ],
)
