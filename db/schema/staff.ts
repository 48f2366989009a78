import { sql } from 'drizzle-orm'
import { bigserial, boolean, check, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { AbsenceKind, Employment, Handover } from '../../domain/office/staff.ts'

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
