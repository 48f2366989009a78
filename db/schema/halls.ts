import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Business, CallMode } from '../../domain/hall/dictionary.ts'
import type { HallItemKind, Setting } from '../../domain/hall/layout.ts'
import type { TicketState } from '../../domain/hall/tickets.ts'
import type { PriorityClass } from '../../domain/office/priority.ts'

// The reception hall (登记大厅): how it is set up, and who waits in it. `world` is '' for what holds everywhere; what a drill world sets
// up holds in that world alone.

/**
 * Zones, windows, devices and rules of a hall as dated rows: append-only, so that the layout of any past day can be read. What was set
 * from the latest day not after it counts, the last row of it; a null item takes the thing away.
 */
export const hallSettings = pgTable(
  'hall_settings',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull().default(''),
    office: text().notNull(),
    hall: text().notNull(),
    kind: text().$type<HallItemKind>().notNull(),
    id: text().notNull(),
    from: text('effective_from').notNull(),
    item: jsonb().$type<Setting['item']>(),
    setBy: text('set_by').notNull(),
    setAt: text('set_at').notNull(),
  },
  table => [index('hall_settings_of').on(table.office, table.hall, table.world)],
)

/** A day of a hall: its lock is what taking and calling wait for, its counter the last ticket. Closing time as on that day. */
export const hallDays = pgTable(
  'hall_days',
  {
    world: text().notNull(),
    office: text().notNull(),
    hall: text().notNull(),
    day: text().notNull(),
    closesAt: text('closes_at').notNull(),
    lastNo: integer('last_no').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.world, table.office, table.hall, table.day] })],
)

/** 号票. Who the person is does not stand here. What was given out (all but the state and what follows) never changes, by trigger. */
export const tickets = pgTable(
  'tickets',
  {
    world: text().notNull(),
    office: text().notNull(),
    hall: text().notNull(),
    day: text().notNull(),
    no: integer().notNull(),
    business: text().$type<Business>().notNull(),
    class: text().$type<PriorityClass>().notNull(),
    reason: text(),
    callMode: text('call_mode').$type<CallMode>().notNull(),
    takenAt: text('taken_at').notNull(),
    firstAsked: text('first_asked').notNull(),
    state: text().$type<TicketState>().notNull().default('waiting'),
    window: text('at_window'),
    calledBy: text('called_by'),
    calledAt: text('called_at'),
    lastCalledAt: text('last_called_at'),
    passedOver: integer('passed_over').notNull().default(0),
    endedAt: text('ended_at'),
    exception: text(),
  },
  table => [
    primaryKey({ columns: [table.world, table.office, table.hall, table.day, table.no] }),
    index('tickets_waiting').on(table.world, table.office, table.hall, table.day).where(sql`state = 'waiting'`),
    // A window has one person before it: the second guard beside the lock of the day.
    uniqueIndex('tickets_in_hand').on(table.world, table.office, table.day, table.window).where(sql`state = 'called'`),
  ],
)

/** Every call of a number, as screens and loudspeakers read them: append-only, in order of `seq` (S0-54). */
export const ticketCalls = pgTable(
  'ticket_calls',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    world: text().notNull(),
    office: text().notNull(),
    hall: text().notNull(),
    day: text().notNull(),
    no: integer().notNull(),
    window: text('at_window').notNull(),
    mode: text().$type<Exclude<CallMode, 'both'>>().notNull(),
    calledBy: text('called_by').notNull(),
    at: text().notNull(),
  },
  table => [index('ticket_calls_of').on(table.world, table.office, table.hall, table.seq)],
)

/** Which cases a visit opened. */
export const ticketCases = pgTable(
  'ticket_cases',
  {
    world: text().notNull(),
    office: text().notNull(),
    hall: text().notNull(),
    day: text().notNull(),
    no: integer().notNull(),
    caseNo: text('case_no').notNull(),
    linkedBy: text('linked_by').notNull(),
    linkedAt: text('linked_at').notNull(),
  },
  table => [primaryKey({ columns: [table.world, table.office, table.hall, table.day, table.no, table.caseNo] })],
)
