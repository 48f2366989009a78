import type { Logger } from 'pino'
import { readCalendar } from '../db/calendar.ts'
import type { Sql } from '../db/client.ts'
import { sendReminders } from '../db/quality/reminders.ts'
import { instantAt, ownBusiness } from '../db/worlds.ts'
import { addDays, dateOf, type Instant } from '../domain/time/instant.ts'

const everyMs = 10 * 60_000
/** After an outage a reminder may come this many days late; an older one is no use to anybody. */
const lateDays = 3

/** Sends the reminders before and after holidays of the office's own business; a drill's come with its clock (`api/drill/advance.ts`). */
export function startReminding(sql: Sql, log: Logger): { stop(): void } {
  const now = () => instantAt(0)
  const remind = async () => {
    try {
      const sent = await remindAt(sql, now())
      if (sent > 0) log.info({ sent }, 'holders of key posts are reminded of the holiday')
    } catch (error) {
      log.warn({ err: error }, 'reminders could not be sent; they are tried again')
    }
  }
  void remind()
  const timer = setInterval(remind, everyMs)
  return { stop: () => clearInterval(timer) }
}

/** Sends what is due at an instant and was not sent yet, dated with it. Returns how many. */
export async function remindAt(sql: Sql, now: Instant): Promise<number> {
  const today = dateOf(now)
  const span = { world: ownBusiness, after: addDays(today, -lateDays - 1), through: today }
  return sendReminders(sql, span, await readCalendar(sql, ownBusiness), () => now)
}
