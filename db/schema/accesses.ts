import { bigserial, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Every look at a case or the register: who, why, what, when (S0-119). */
export const accessTraces = pgTable(
  'access_traces',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    sub: text().notNull(),
    posts: text().array().notNull(),
    object: text().notNull(),
    objectId: text('object_id').notNull(),
    purpose: text().notNull(),
    scope: text().notNull(),
    /** Of the row without its id; looks are not chained, readers would wait for each other. */
    hash: text().notNull(),
  },
  table => [index('access_traces_object').on(table.object, table.objectId), index('access_traces_sub').on(table.sub, table.at)],
)
