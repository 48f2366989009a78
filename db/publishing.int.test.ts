import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { builtInCalendar } from '../domain/time/calendar.ts'
import { invented2027 } from '../domain/time/testing/years.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { holdCalendar, readCalendar } from './calendar.ts'
import { publishYear } from './publishing.ts'

// Whom the publication of a year concerns, and that nobody who counts meanwhile is missed: on a database of its own.

let own: OwnDatabase
let world: string
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(() => {
  world = randomUUID()
})

const notice = { year: 2027, document: '演练〔2026〕1号', title: '演练', dates: invented2027 }
const publisher = { by: 'admin-1', at: '2026-11-20T09:00:00+08:00' }
const publish = (where = world, year: typeof notice = notice) => publishYear(own.sql, where, year, publisher)

/** A case whose running terms reach these years; its number. */
async function running(years: [from: number, through: number] | null, where = world, sql = own.sql): Promise<string> {
  const caseNo = `${where}-${randomUUID()}`
  await sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, dated_from, dated_through, party_names, fingerprint, seq, head, state)
    values (${caseNo}, ${where}, '510802', 'transfer-by-sale', 'examination', '', ${years?.[0] ?? null}, ${years?.[1] ?? null}, '{}', '', 1, '', '{}')`
  return caseNo
}

const told = async (year = 2027) =>
  (
    await own.sql<{ caseNo: string }[]>`
      select case_no as "caseNo" from outbox where world like ${`${world}%`} and kind = 'calendar-published'
        and payload = ${JSON.stringify({ year })}::text::jsonb order by case_no`
  ).map(({ caseNo }) => caseNo)

describe('the publication of a year', () => {
  it('tells the cases whose terms reach it, and no others', async () => {
    const into = await running([2026, 2027])
    const through = await running([2026, 2028])
    await running([2026, 2026])
    await running([2028, 2028])
    await running(null)
    await running([2026, 2027], `${world}-elsewhere`)
    expect(await publish()).toMatchObject({ outcome: 'published', concerned: 2 })
    expect(await told()).toEqual([into, through].sort())
  })

  it('is done once: the same again is known, another content is told from it', async () => {
    await running([2026, 2027])
    await publish()
    expect(await publish()).toMatchObject({ outcome: 'present', year: { document: '演练〔2026〕1号' } })
    expect(await publish(world, { ...notice, title: '别的' })).toMatchObject({ outcome: 'different', year: { title: '演练' } })
    expect(await told()).toHaveLength(1)
  })

  it('changes the calendar of its world alone, and the database keeps it as it is', async () => {
    await publish()
    expect(await readCalendar(own.sql, world)).toMatchObject({
      edition: 'cn-2024..2027',
      years: { 2027: { source: '《演练》（演练〔2026〕1号）', off: { '2027-02-08': '春节放假' } } },
    })
    expect(await readCalendar(own.sql, `${world}-elsewhere`)).toBe(builtInCalendar)
    await expect(own.sql`update calendar_years set title = 'x' where world = ${world}`).rejects.toThrow('append-only')
  })

  it('waits for those who count without it, and concerns what they have counted', async () => {
    let publishing: ReturnType<typeof publish> | undefined
    let published = false
    const late = await own.sql.begin(async tx => {
      await holdCalendar(tx)
      publishing = publish().finally(() => {
        published = true
      })
      await sleep(300)
      expect(published).toBe(false)
      return running([2026, 2027], world, tx as unknown as typeof own.sql)
    })
    expect(await publishing).toMatchObject({ concerned: 1 })
    expect(await told()).toEqual([late])
  })

  it('for everywhere concerns every world but one with a year of its own, whose year stays the one that counts there', async () => {
    const year = { ...notice, year: 2031, dates: { off: [{ holiday: '元旦', from: '01-01', to: '01-02' }], worked: [] } }
    const theirOwn = `${world}-own`
    const own2031 = { ...year, title: '另行演练' }
    await running([2030, 2031], theirOwn)
    await publish(theirOwn, own2031)
    const here = await running([2030, 2031])
    await running([2030, 2031], theirOwn)
    await publish('', year)
    expect((await told(2031)).filter(caseNo => caseNo === here)).toEqual([here])
    expect(await told(2031)).toHaveLength(2)
    expect((await readCalendar(own.sql, theirOwn)).years[2031]?.source).toContain('另行演练')
    expect((await readCalendar(own.sql, world)).years[2031]?.source).toContain('《演练》')
    expect(await publish(world, year)).toMatchObject({ outcome: 'present' })
  })
})
