import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { CaseState } from '../domain/case/types.ts'
import type { Limit, LimitClass, LimitLevel } from '../domain/limits/limit.ts'
import type { Enquiry } from '../domain/office/enquiry.ts'
import type { AbsenceKind, Employment, Handover } from '../domain/office/staff.ts'
import type { Lane } from '../domain/procedures/edition.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import type { Unit } from '../domain/register/types.ts'

/**
 * Three kinds of tables: the legal record (`case_events`, `register_entries`, `certificates`, `access_traces`: append-only, kept by
 * triggers), projections (`cases`, `case_units`, `register_units`: rebuilt from the record), and working state (the rest).
 * `world` is '' for the office's own business and a drill world's id in training (ADR 0008). Legal instants are text, as in the ledger.
 */

export const caseNumbers = pgSequence('case_numbers')

/** Idempotency-Key → case number, stored before the workflow starts, so that no filing is lost or doubled. */
export const filings = pgTable(
  'filings',
  {
    sub: text().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    digest: text().notNull(),
    caseNo: text('case_no').notNull().unique(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.sub, table.idempotencyKey] })],
)

/** The case ledger (账本). One row an event; never changed. */
export const caseEvents = pgTable(
  'case_events',
  {
    caseNo: text('case_no').notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    at: text().notNull(),
    receivedAt: text('received_at').notNull(),
    dueAt: text('due_at'),
    actor: text().notNull(),
    /** The absent person for whom the actor acted (代行职责); null for an act of one's own. */
    onBehalfOf: text('on_behalf_of'),
    commandId: text('command_id').notNull(),
    commandDigest: text('command_digest').notNull(),
    data: jsonb().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  table => [primaryKey({ columns: [table.caseNo, table.seq] })],
)

/** The case as it now is: a projection, and the row whose lock orders the commands of a case. */
export const cases = pgTable(
  'cases',
  {
    caseNo: text('case_no').primaryKey(),
    world: text().notNull(),
    office: text().notNull(),
    procedure: text().notNull(),
    stage: text().notNull(),
    outcome: text(),
    light: text(),
    filedAt: text('filed_at').notNull(),
    acceptedAt: text('accepted_at'),
    dueAt: text('due_at'),
    partyNames: text('party_names').array().notNull(),
    /** Equal for two applications of the same procedure, units and parties. */
    fingerprint: text().notNull(),
    /** Of the combined application (一并申请) that the case is a part of. */
    applicationNo: text('application_no'),
    seq: integer().notNull(),
    head: text().notNull(),
    /** The clock's offset the workflow started with; 0 outside drills. */
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }).notNull().default(0),
    state: jsonb().$type<CaseState>().notNull(),
    movedAt: timestamp('moved_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [
    index('cases_by_stage').on(table.world, table.stage, table.filedAt),
    index('cases_fingerprint').on(table.fingerprint),
    index('cases_parties').using('gin', table.partyNames),
    index('cases_of_application').on(table.applicationNo).where(sql`application_no is not null`),
  ],
)

/** How far the workflow is known to have followed the ledger: the sweep wakes open cases that are behind (spike A2). */
export const caseAcks = pgTable('case_acks', { caseNo: text('case_no').primaryKey(), seq: integer().notNull() })

/**
 * Which units a case is about, and its place in the order of acceptance on each. `pending`: accepted and not yet recorded or closed; an organ's order from its filing on.
 * `lane`: how it stands to others there (`laneOf`); orders of organs go by `servedAt`, an instant in Beijing's offset, null for others.
 */
export const caseUnits = pgTable(
  'case_units',
  {
    caseNo: text('case_no').notNull(),
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    orderNo: integer('order_no'),
    pending: boolean().notNull().default(false),
    lane: text().$type<Lane>().notNull().default('application'),
    servedAt: text('served_at'),
  },
  table => [
    primaryKey({ columns: [table.caseNo, table.unitCode] }),
    index('case_units_pending').on(table.world, table.unitCode, table.orderNo).where(sql`pending`),
  ],
)

/** One row a unit code, registered or not: its lock serialises acceptance and recording on the unit; it counts the order of acceptance. */
export const unitOrder = pgTable(
  'unit_order',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    lastOrder: integer('last_order').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode] })],
)

/** The register's entries (登记簿): append-only, versions per unit, each hash covers the one before. */
export const registerEntries = pgTable(
  'register_entries',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    version: integer().notNull(),
    at: text().notNull(),
    caseNo: text('case_no'),
    entry: jsonb().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode, table.version] })],
)

export const registerUnits = pgTable(
  'register_units',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    version: integer().notNull(),
    head: text().notNull(),
    state: jsonb().$type<Unit>().notNull(),
    /** When the next right with a term ends on the unit, if nothing happens before (`nextTermEnd` of the state). */
    termEndsAt: text('term_ends_at'),
  },
  table => [
    primaryKey({ columns: [table.world, table.unitCode] }),
    index('register_units_of_parcel').on(table.world, sql`left(unit_code, 19)`),
    index('register_units_with_term').on(table.world, table.termEndsAt).where(sql`term_ends_at is not null`),
  ],
)

/**
 * What a transaction has to tell others, committed with it (transactional outbox) and delivered at least once: to the workflow of the
 * unit's terms (`terms`), or to an open case on the unit (`register-changed`). Taking a row puts off its next attempt, so that two
 * processes never deliver the same at once; a row that cannot be delivered stays.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    kind: text().$type<'terms' | 'register-changed'>().notNull(),
    unitCode: text('unit_code').notNull(),
    /** The case that is told; null for `terms`. */
    caseNo: text('case_no'),
    payload: jsonb().notNull(),
    /** The case whose act it was; null for the end of a term and for a loaded unit. */
    byCase: text('by_case'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    deliveredAt: timestamp('delivered_at', { withTimezone: true }),
    attempts: integer().notNull().default(0),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [
    index('outbox_undelivered').on(table.nextAttemptAt).where(sql`delivered_at is null`),
    index('outbox_by_case').on(table.byCase),
  ],
)

/** Acts that reach a term after its case is closed: kept so that the same command is carried out once. */
export const termCommands = pgTable(
  'term_commands',
  {
    world: text().notNull(),
    unitCode: text('unit_code').notNull(),
    commandId: text('command_id').notNull(),
    digest: text().notNull(),
    /** Of the entry it wrote. */
    version: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.unitCode, table.commandId] })],
)

export const certificateCounters = pgTable(
  'certificate_counters',
  {
    world: text().notNull(),
    office: text().notNull(),
    kind: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull().default(0),
  },
  table => [primaryKey({ columns: [table.world, table.office, table.kind, table.year] })],
)

/** Every number ever given out: the database itself refuses a second use. */
export const certificates = pgTable(
  'certificates',
  {
    world: text().notNull(),
    number: text().notNull(),
    kind: text().notNull(),
    unitCode: text('unit_code').notNull(),
    caseNo: text('case_no').notNull(),
    at: text().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.number] })],
)

/** Every look at a case or the register: who, why, what, when (S0-119). */
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
  },
  table => [index('access_traces_object').on(table.object, table.objectId), index('access_traces_sub').on(table.sub, table.at)],
)

/** Commands answered with 202: kept until they have an outcome, resent until then. */
export const pendingCommands = pgTable(
  'pending_commands',
  {
    id: text().primaryKey(),
    sub: text().notNull(),
    world: text().notNull(),
    caseNo: text('case_no').notNull(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    status: text().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    outcomeStatus: integer('outcome_status'),
    outcome: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [index('pending_commands_next').on(table.nextAttemptAt).where(sql`status = 'pending'`)],
)

export const taskClaims = pgTable('task_claims', {
  taskId: text('task_id').primaryKey(),
  caseNo: text('case_no').notNull(),
  sub: text().notNull(),
  claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull().defaultNow(),
})

export const staff = pgTable('staff', {
  sub: text().primaryKey(),
  office: text().notNull(),
  name: text().notNull(),
  posts: text().array().notNull(),
  /** 编制内、聘用、劳务派遣: shown, and looked at by no rule (S0-112). Null for a partner. */
  employment: text().$type<Employment>(),
  /** 工号 (S0-129). */
  badge: text(),
  /** For avoidance (回避): tells a person from one of the same name. */
  idNo: text('id_no'),
})

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

// Posts, training and absences. `world` is '' for what holds everywhere; what a drill world writes holds in that world alone. Days are
// local dates as text.

/** 培训记录: the last of a person for a post decides, passed or failed (先培训再上岗). */
export const trainingRecords = pgTable(
  'training_records',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull().default(''),
    sub: text().notNull(),
    post: text().notNull(),
    heldOn: text('held_on').notNull(),
    passed: boolean().notNull(),
    /** The last day on which a pass counts; null: for good. */
    validUntil: text('valid_until'),
    content: text().notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  table => [index('training_records_of').on(table.sub, table.post)],
)

/** 互为备岗: two people who stand in for each other at a post and are never away at the same time. One row a pair, smaller id first. */
export const backups = pgTable(
  'backups',
  {
    sub: text().notNull(),
    backupSub: text('backup_sub').notNull(),
    post: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.sub, table.backupSub, table.post] }),
    index('backups_of').on(table.backupSub),
    check('backups_in_order', sql`sub < backup_sub`),
  ],
)

/**
 * 请假、离岗: asked for, handed over, approved with somebody who acts (代行职责), ended by the return or with its last day. Back-ups that
 * overlap are refused by a trigger (migration 0004), also when they are approved at the same moment.
 */
export const absences = pgTable(
  'absences',
  {
    world: text().notNull(),
    /** `<sub>@<first day>`: a person cannot go away twice on a day. */
    id: text().notNull(),
    sub: text().notNull(),
    from: text('first_day').notNull(),
    until: text('last_day').notNull(),
    kind: text().$type<AbsenceKind>().notNull(),
    handover: jsonb().$type<Handover>(),
    actingSub: text('acting_sub'),
    approvedBy: text('approved_by'),
    approvedAt: text('approved_at'),
    returnedAt: text('returned_at'),
  },
  table => [
    primaryKey({ columns: [table.world, table.id] }),
    index('absences_of').on(table.world, table.sub),
    index('absences_acting').on(table.world, table.actingSub),
    check('absences_in_order', sql`first_day <= last_day`),
  ],
)

/** 回避: the relatives a person has declared. */
export const relatives = pgTable(
  'relatives',
  {
    world: text().notNull().default(''),
    sub: text().notNull(),
    name: text().notNull(),
    idNo: text('id_no').notNull().default(''),
    relation: text().notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.sub, table.name, table.idNo] })],
)

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
    result: text(),
    satisfied: boolean(),
    closedAt: text('closed_at'),
  },
  table => [
    primaryKey({ columns: [table.world, table.office, table.no] }),
    index('enquiries_open').on(table.world, table.office).where(sql`closed_at is null`),
  ],
)
