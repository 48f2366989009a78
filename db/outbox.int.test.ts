import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aSeizure, asLoaded, house, registered } from '../domain/case/testing/register.ts'
import type { Entry, Unit } from '../domain/register/types.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { recordedCase } from '../tests/support/recordedCase.ts'
import { countStuck, countUndelivered, markDelivered, newsOf, stuckNews, takeNews } from './outbox.ts'
import { lockUnits, readUnits, writeEntry } from './register.ts'

// Whom an entry is told, and how the telling is handed out: on a database of its own, where no worker delivers anything.

let own: OwnDatabase
let world: string
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(async () => {
  world = randomUUID()
  await own.sql`delete from outbox`
})

const cancelled: Entry = { kind: 'right-cancelled', ground: 'extinct', seizures: [] }

/** An entry as a case writes it, with its steps in its ledger; a unit that is loaded comes from none. */
async function write(entry: Entry, by: string | null, more: { unaware?: string[]; byTerms?: boolean } = {}): Promise<boolean> {
  const { told } = (await own.sql.begin(async tx => {
    await lockUnits(tx, world, [house])
    const [before] = await readUnits(tx, world, [house])
    if (!before) throw new Error('nothing read')
    const caseNo = entry.kind === 'unit-loaded' ? null : (by ?? randomUUID())
    const version = (before.unit?.version ?? 0) + 1
    if (caseNo) await recordedCase(tx, world, caseNo, { entries: [{ unitCode: house, version, kind: entry.kind }] })
    return writeEntry(tx, { world, before, entry, at: '2025-06-03T10:00:00+08:00', caseNo, ...more })
  })) as { told: boolean }
  return told
}

const load = (change: Partial<Unit> = {}) => write({ kind: 'unit-loaded', unit: asLoaded(registered(change)) }, null)

/** A case that stands on the unit; `pending`: accepted and not recorded. */
async function standing(caseNo: string, pending: boolean, applicationNo: string | null = null): Promise<void> {
  await own.sql`
    insert into cases (case_no, world, office, procedure, stage, filed_at, party_names, fingerprint, application_no, seq, head, state)
    values (${`${world}-${caseNo}`}, ${world}, '510802', 'mortgage-first', 'examination', '', '{}', '', ${applicationNo}, 1, '', '{}')`
  await own.sql`
    insert into case_units (case_no, world, unit_code, order_no, pending) values (${`${world}-${caseNo}`}, ${world}, ${house}, 1, ${pending})`
}

describe('an entry is told', () => {
  it('to nobody where nobody waits and nothing has a term', async () => {
    expect(await load()).toBe(false)
    expect(await write(cancelled, null)).toBe(false)
    expect(await countUndelivered(own.sql)).toBe(0)
  })

  it('to the open cases on the unit, neither to the one that wrote it nor to those that are recorded or not accepted', async () => {
    await load()
    await standing('mine', true)
    await standing('waiting', true)
    await standing('recorded', false)
    expect(await write(cancelled, `${world}-mine`)).toBe(true)
    const payload = { unitCode: house, version: 2, what: 'right-cancelled' }
    expect(await takeNews(own.sql)).toMatchObject([{ kind: 'register-changed', caseNo: `${world}-waiting`, world, payload }])
    expect(await newsOf(own.sql, [`${world}-mine`])).toMatchObject([{ caseNo: `${world}-waiting`, delivered: false }])
  })

  it('to no part of the application that wrote it', async () => {
    await load()
    await standing('part-1', true, 'combined')
    await standing('part-2', true, 'combined')
    expect(await write(cancelled, `${world}-part-1`)).toBe(false)
  })

  it('to the unit’s terms while it has any, and once more when the last is gone; not when they wrote it themselves', async () => {
    await load({ seizures: [aSeizure()] })
    expect(await takeNews(own.sql)).toMatchObject([{ kind: 'terms', unitCode: house, caseNo: null, hasTerm: true }])
    const ended: Entry = { kind: 'seizure-ended', seizureIndex: 0, how: 'lifted', promoted: null }
    expect(await write(ended, null)).toBe(true)
    expect(await takeNews(own.sql)).toMatchObject([{ kind: 'terms', hasTerm: false }])
    world = randomUUID()
    await load({ seizures: [aSeizure()] })
    expect(await write(ended, null, { byTerms: true })).toBe(false)
  })

  it('to nobody when the transaction is rolled back', async () => {
    const failed = own.sql.begin(async tx => {
      const [before] = await readUnits(tx, world, [house])
      if (!before) throw new Error('nothing read')
      const unit = asLoaded(registered({ seizures: [aSeizure()] }))
      await writeEntry(tx, { world, before, entry: { kind: 'unit-loaded', unit }, at: '2025-06-03T10:00:00+08:00', caseNo: null })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await countUndelivered(own.sql)).toBe(0)
  })
})

describe('news', () => {
  it('is given to one taker, and again to the next when the first has not delivered it in time', async () => {
    await load({ seizures: [aSeizure()] })
    const [first, second] = await Promise.all([takeNews(own.sql), takeNews(own.sql)])
    expect([...first, ...second]).toHaveLength(1)
    expect(await takeNews(own.sql)).toEqual([])
    await own.sql`update outbox set next_attempt_at = now()`
    const again = await takeNews(own.sql)
    expect(again).toHaveLength(1)
    await markDelivered(
      own.sql,
      again.map(({ id }) => id),
    )
    await own.sql`update outbox set next_attempt_at = now()`
    expect(await takeNews(own.sql)).toEqual([])
  })

  it('of one case is given out one after another, oldest first', async () => {
    await load()
    await standing('waiting', true)
    await write({ kind: 'certificate-reissued', voided: [], certificates: ['甲'], how: 'reissued' }, null)
    await write(cancelled, null)
    const [first, ...others] = await takeNews(own.sql)
    expect(others).toEqual([])
    expect(first).toMatchObject({ payload: { version: 2 } })
    await markDelivered(own.sql, [first?.id ?? 0])
    expect(await takeNews(own.sql)).toMatchObject([{ payload: { version: 3 } }])
  })

  it('that nobody could deliver for a minute is counted and named', async () => {
    await load({ seizures: [aSeizure()] })
    expect(await countStuck(own.sql)).toBe(0)
    await own.sql`update outbox set created_at = now() - interval '61 seconds', attempts = 7`
    expect(await countStuck(own.sql)).toBe(1)
    expect(await stuckNews(own.sql)).toMatchObject([{ kind: 'terms', unitCode: house, attempts: 7 }])
  })
})
