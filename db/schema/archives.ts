import { customType, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Where a workflow's result says that a case ended. */
export interface ArchivedEnd {
  readonly caseNo: string
  readonly seq: number
  readonly head: string
}

/**
 * The histories of closed workflows, one row a run (S0-115, S0-116): append-only by trigger, and sealed. After this Temporal's retention may
 * delete them.
 *
 * `history` is the history as canonical JSON, gzipped (`audit/archive/pack.ts`); payloads stay as sealed as they were. `history_digest`:
 * SHA-256 (hex) of that JSON; `packed_digest`: of the gzipped bytes, so that not one of them can change, null in rows from before it was kept;
 * `hash`: of the whole row with the digests in place of the history (`archiveHash`). Times are RFC 3339 text, so that they are hashed as they
 * stand.
 */
export const caseArchives = pgTable(
  'case_archives',
  {
    workflowId: text('workflow_id').notNull(),
    runId: text('run_id').notNull(),
    workflowType: text('workflow_type').notNull(),
    world: text().notNull(),
    /** How the run ended: `completed`, `continued-as-new`, `failed`, `terminated`, `timed-out`, `canceled`. */
    status: text().notNull(),
    /** Of a case alone or of each part of an application; empty for the terms of a unit. */
    ends: jsonb().$type<readonly ArchivedEnd[]>().notNull(),
    /** Build ids of the workers that ran it, first to last. */
    builds: text().array().notNull(),
    /** Procedure editions of its cases, and the calendar editions by which their clocks were counted. */
    editions: text().array().notNull(),
    calendars: text().array().notNull(),
    events: integer().notNull(),
    /** By Temporal's clock, which in a drill is ahead of real time. */
    closedAt: text('closed_at').notNull(),
    archivedAt: text('archived_at').notNull(),
    history: bytea().notNull(),
    historyDigest: text('history_digest').notNull(),
    packedDigest: text('packed_digest'),
    hash: text().notNull().unique(),
  },
  table => [primaryKey({ columns: [table.workflowId, table.runId] }), index('case_archives_latest').on(table.archivedAt)],
)
