import { afterAll, beforeAll, expect, it } from 'vitest'
import { readReminders } from '../db/quality/reminders.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { remindAt } from './reminding.ts'

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
  await own.sql`insert into staff ${own.sql([{ sub: 'examiner-1', office: '510802', name: '审核员', posts: ['examiner'] }])}`
})
afterAll(() => own?.close())

it('the worker reminds on the day, catches up after a few days of outage, and leaves alone what is long past [S0-130]', async () => {
  const at = (day: string) => remindAt(own.application, `${day}T08:00:00+08:00`)
  // 2025-09-30 is the last working day before the holiday, 2025-10-09 the first after it.
  expect([await at('2025-09-29'), await at('2025-09-30'), await at('2025-09-30'), await at('2025-10-01')]).toEqual([0, 1, 0, 0])
  expect([await at('2025-10-12'), await at('2025-10-13')]).toEqual([1, 0])
  const reminders = await readReminders(own.application, { world: '', office: '510802' }, {})
  expect(reminders.map(({ on, sentAt }) => [on, sentAt])).toEqual([
    ['2025-09-30', '2025-09-30T08:00:00+08:00'],
    ['2025-10-09', '2025-10-12T08:00:00+08:00'],
  ])
  // The 31st of December 2025 is the day before New Year's Day; nobody was there until the fifth of January.
  expect(await at('2026-01-05')).toBe(1)
  expect(
    (await readReminders(own.application, { world: '', office: '510802' }, { since: '2026-01-01' })).map(({ on, moment }) => [
      on,
      moment,
    ]),
  ).toEqual([['2026-01-04', 'after']])
})
