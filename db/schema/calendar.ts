import { jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { HolidayDates } from '../../domain/time/holidays.ts'

/**
 * Years whose holidays were published in the running system (放假安排), beside those built in: never changed nor removed, as terms have been
 * counted by them. A year of world '' is everywhere's, unless a drill world has its own. `digest` is of the whole content.
 */
export const calendarYears = pgTable(
  'calendar_years',
  {
    world: text().notNull(),
    year: smallint().notNull(),
    document: text().notNull(),
    title: text().notNull(),
    dates: jsonb().$type<HolidayDates>().notNull(),
    digest: text().notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: text('published_at').notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.year] })],
)
