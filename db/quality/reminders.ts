import { officeOf } from '../../domain/office/profile.ts'
import {
  keyPostHolders,
  type Reminder,
  type ReminderData,
  reminderId,
  reminderOf,
  reminderText,
  type SensitiveDay,
  sensitiveDays,
} from '../../domain/supervision/reminders.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import type { Instant, LocalDate } from '../../domain/time/instant.ts'
import type { Sql, Transaction } from '../client.ts'
import { readStaffOn } from '../staffing.ts'
import { appendQuality, lockQuality, type QualityLine, type QualityPlace, readQuality } from './record.ts'

interface Span {
  readonly world: string
  /** Sensitive days after `after`, up to and including `through`. */
  readonly after: LocalDate
  readonly through: LocalDate
}

/**
 * Reminds the holders of key posts of each office of the sensitive days of a span (S0-130), once, whoever does it and however often.
 * `at` tells when the reminder of a day counts as sent. Returns how many are new.
 */
export async function sendReminders(
  sql: Sql,
  { world, after, through }: Span,
  calendar: Calendar,
  at: (day: LocalDate) => Instant,
): Promise<number> {
  const days = sensitiveDays(calendar, after, through)
  if (days.length === 0) return 0
  const offices = await sql<{ office: string }[]>`select distinct office from staff order by office`
  let sent = 0
  for (const { office } of offices) {
    const staff = await readStaffOn(sql, office, { world, on: through })
    const holders = keyPostHolders(staff, officeOf(office)?.supervision.keyPosts ?? [])
    const lines = days.flatMap(day => holders.map(sub => reminder({ world, office }, day, sub, at(day.on))))
    sent += (await sql.begin(tx => sendNew(tx, { world, office }, lines))) as number
  }
  return sent
}

const reminder = (place: QualityPlace, day: SensitiveDay, sub: string, at: Instant): QualityLine => ({
  ...{ ...place, subject: 'reminder', id: reminderId(day, sub), seq: 1 },
  ...{ type: 'Sent', actor: 'system', at, data: { ...day, sub, text: reminderText(day) } },
})

async function sendNew(tx: Transaction, place: QualityPlace, lines: readonly QualityLine[]): Promise<number> {
  await lockQuality(tx, place, 'reminder')
  const known = await tx<{ id: string }[]>`
    select id from quality_record where (world, office, subject, seq) = (${place.world}, ${place.office}, 'reminder', 1)
      and id = any(${lines.map(({ id }) => id)}::text[])`
  const sent = new Set(known.map(({ id }) => id))
  const fresh = lines.filter(({ id }) => !sent.has(id))
  if (fresh.length > 0) await appendQuality(tx, fresh)
  return fresh.length
}

/** What people were reminded of: of one person, from a day on, or all. */
export async function readReminders(
  sql: Sql,
  place: QualityPlace,
  { id, sub, since }: { readonly id?: string; readonly sub?: string | undefined; readonly since?: LocalDate | undefined },
): Promise<Reminder[]> {
  const found = await readQuality<ReminderData>(
    sql,
    place,
    'reminder',
    sql`true ${id === undefined ? sql`` : sql`and first.id = ${id}`} ${sub === undefined ? sql`` : sql`and first.data ->> 'sub' = ${sub}`}
      ${since === undefined ? sql`` : sql`and first.at >= ${since}`}`,
  )
  return found.map(({ id: name, lines }) => reminderOf(name, lines))
}
