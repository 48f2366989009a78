import { bigserial, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { ActionName } from '../../domain/case/commands.ts'
import type { RuleId } from '../../domain/rules/ids.ts'

/** Every look at a case, the register or a list: who, for whom, from where, why, what, when (S0-115, S0-119). */
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
    // The rest is null in looks from before these columns were.
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
    index('access_traces_day').on(table.world, table.office, table.at),
  ],
)

/** Attempts that a rule guarding impartiality refused (`isKept`): append-only, as nothing else of a refusal is (S0-120). */
export const refusedAttempts = pgTable(
  'refused_attempts',
  {
    world: text().notNull(),
    caseNo: text('case_no').notNull(),
    commandId: text('command_id').notNull(),
    sub: text().notNull(),
    action: text().$type<ActionName>().notNull(),
    rule: text().$type<RuleId>().notNull(),
    detail: text().notNull(),
    at: text().notNull(),
  },
  table => [primaryKey({ columns: [table.caseNo, table.commandId] }), index('refused_attempts_at').on(table.world, table.at)],
)
