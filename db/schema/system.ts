import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

// What runs, and whose clock it goes by.

/** Workers that say they are alive. */
export const workers = pgTable('workers', {
  id: text().primaryKey(),
  buildId: text('build_id').notNull(),
  beatAt: timestamp('beat_at', { withTimezone: true }).notNull().defaultNow(),
})

/** Drill worlds: virtual now = `virtualMs` + (real now − `realMs`). */
export const worlds = pgTable('worlds', {
  id: text().primaryKey(),
  virtualMs: bigint('virtual_ms', { mode: 'number' }).notNull(),
  realMs: bigint('real_ms', { mode: 'number' }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})
