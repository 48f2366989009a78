import { foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Limit, LimitClass, LimitLevel } from '../../domain/limits/limit.ts'
import type { ProcedureId } from '../../domain/procedures/ids.ts'

/**
 * Limits that offices have saved beside the seeded ones (限时办结政策): never changed nor removed, as cases have been accepted by them. A
 * day (`binds_from`) on, a case takes the smallest that applies; `procedures` are null for the whole class.
 */
export const limitPolicies = pgTable(
  'limit_policies',
  {
    world: text().notNull(),
    id: text().notNull(),
    level: text().$type<LimitLevel>().notNull(),
    region: text().notNull(),
    limitClass: text('limit_class').$type<LimitClass | 'all'>().notNull(),
    procedures: text().$type<ProcedureId>().array(),
    amount: integer().notNull(),
    unit: text().$type<Limit['unit']>().notNull(),
    bindsFrom: text('binds_from').notNull(),
    targetOn: text('target_on'),
    document: text().notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.id] })],
)

/** From when on a saved limit binds no longer (废止), and why: one row a limit, append-only; the limit's own row stays as it was saved. */
export const limitWithdrawals = pgTable(
  'limit_withdrawals',
  {
    world: text().notNull(),
    limitId: text('limit_id').notNull(),
    endsFrom: text('ends_from').notNull(),
    level: text().$type<LimitLevel>().notNull(),
    document: text().notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.world, table.limitId] }),
    foreignKey({ columns: [table.world, table.limitId], foreignColumns: [limitPolicies.world, limitPolicies.id] }),
  ],
)
