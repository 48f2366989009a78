import { officeOf } from '../domain/office/profile.ts'
import { keyPostHolders, reminderFile, reminderText, type SensitiveDay, sensitiveDays } from '../domain/supervision/reminders.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import type { Instant, LocalDate } from '../domain/time/instant.ts'
import type { Sql } from './client.ts'
import { readStaffOn } from './staffing.ts'
import { insertEntries, type OfficePlace, type SupervisionRow } from './supervision.ts'

interface Span {
  readonly world: string
  /** Sensitive days after `after`, up to and including `through`. */
  readonly after: LocalDate
  readonly through: LocalDate
}

/**
 * Reminds the holders of key posts of each office of the sensitive days of a span (S0-130), once, whoever does it and however often.
 * `at` tells when a reminder of a day counts as sent. Returns how many are new.
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
  const rows: SupervisionRow[] = []
  for (const { office } of offices) {
    const staff = await readStaffOn(sql, office, { world, on: through })
    const holders = keyPostHolders(staff, officeOf(office)?.supervision.keyPosts ?? [])
    rows.push(...days.flatMap(day => holders.map(sub => reminder({ world, office }, day, sub, at(day.on)))))
  }
  return insertEntries(sql, rows)
}

const reminder = (place: OfficePlace, day: SensitiveDay, sub: string, at: Instant): SupervisionRow => ({
  ...{ ...place, file: reminderFile(day, sub), n: 1, register: 'reminder' },
  ...{ step: 'sent', by: 'system', about: sub, at, data: { ...day, text: reminderText(day) } },
})
