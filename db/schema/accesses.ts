import { bigserial, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Every look at a case, the register or a list: who, for whom, from where, why, what, when (S0-115, S0-119). */
export const accessTraces = pgTable(
  'access_traces',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    sub: text().notNull(),
    posts: text().array().notNull(),
    object: text().notNull(),
    objectId: text('object_id').notNull(),
    purpose: text().notNull(),
    scope: text().notNull(),
    // The rest is null in looks from before these columns were.
    /** By the clock of the world that was looked at; days are counted by it. */
    seenAt: text('seen_at'),
    /** Of whoever looked. */
    office: text(),
    channel: text(),
    /** The absent colleague in whose stead it was, or the applicant whom an answered query is for. */
    onBehalfOf: text('on_behalf_of'),
    /** The network address that the request came from; null for a look that came with an act. */
    address: text(),
    /** How many records the answer showed. */
    shown: integer(),
  },
  table => [
    index('access_traces_object').on(table.object, table.objectId),
    index('access_traces_sub').on(table.sub, table.at),
    index('access_traces_day').on(table.world, table.office, table.seenAt),
  ],
)
