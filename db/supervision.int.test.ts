import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSeal } from '../audit/verify/seal/seal.ts'
import { builtInCalendar } from '../domain/time/calendar.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import type { Transaction } from './client.ts'
import { sendReminders } from './reminders.ts'
import { addEntry, openFile, readEntries, unknownOf } from './supervision.ts'

// The registers of supervision, as the application writes them, on a database of their own.

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase()
  const people = [
    { sub: 'examiner-1', office: '510802', name: '审核员', posts: ['examiner'] },
    { sub: 'admin-1', office: '510802', name: '管理员', posts: ['admin'] },
    { sub: 'kf-examiner-1', office: '410200', name: '开封审核员', posts: ['examiner'] },
    { sub: 'tax', office: '510802', name: '税务局', posts: ['department:tax'] },
  ]
  await own.sql`insert into staff ${own.sql(people)}`
})
afterAll(() => own?.close())

const at = '2025-06-05T10:00:00+08:00'
const office = '510802'

describe('files', () => {
  it('opened at the same moment have numbers of their own, without a gap; another office counts for itself', async () => {
    const place = { world: randomUUID(), office }
    const open = () => openFile(own.application, place, 'incident', { step: 'opened', by: 'quality-1', at, data: {} })
    const files = await Promise.all(Array.from({ length: 5 }, open))
    expect(files.toSorted()).toEqual([1, 2, 3, 4, 5].map(n => `incident-${n}`))
    const elsewhere = { ...place, office: '410200' }
    expect(await openFile(own.application, elsewhere, 'incident', { step: 'opened', by: 'q', at, data: {} })).toBe('incident-1')
  })

  it('of two steps at the same moment the second sees the first, and may be refused for it', async () => {
    const place = { world: randomUUID(), office }
    const file = await openFile(own.application, place, 'incident', { step: 'opened', by: 'quality-1', at, data: {} })
    const close = () =>
      addEntry(own.application, place, { register: 'incident', file }, entries =>
        entries.some(({ step }) => step === 'closed')
          ? { rule: 'stage', detail: '已经办结', basis: [] }
          : { step: 'closed', by: 'director-1', at, data: { upheld: true } },
      )
    const refusals = await Promise.all([close(), close(), close()])
    expect(refusals.filter(refusal => refusal === null)).toHaveLength(1)
    expect((await readEntries(own.application, place, 'incident')).map(({ n, step }) => [n, step])).toEqual([
      [1, 'opened'],
      [2, 'closed'],
    ])
  })

  it('are found by whom they concern, and by when they were opened', async () => {
    const place = { world: randomUUID(), office }
    const issued = { step: 'issued', by: 'director-1', data: {} }
    await openFile(own.application, place, 'intervention', { ...issued, at, about: 'examiner-1' })
    await openFile(own.application, place, 'intervention', { ...issued, at: '2025-07-01T09:00:00+08:00', about: 'admin-1' })
    const found = async (asked: Parameters<typeof readEntries>[3]) =>
      (await readEntries(own.application, place, 'intervention', asked)).map(({ file }) => file)
    expect(await found({ about: 'examiner-1' })).toEqual(['intervention-1'])
    expect(await found({ since: '2025-07-01' })).toEqual(['intervention-2'])
    expect(await found({})).toEqual(['intervention-1', 'intervention-2'])
  })
})

describe('reminders [S0-130]', () => {
  const span = { after: '2025-09-01', through: '2025-10-09' }
  const send = (world: string, through = span.through) =>
    sendReminders(own.application, { world, ...span, through }, builtInCalendar, day => `${day}T00:00:00+08:00`)

  it('reach the holders of key posts of every office exactly once, however many send them at the same moment', async () => {
    const world = randomUUID()
    const sent = await Promise.all([send(world), send(world), send(world), send(world, '2025-09-30')])
    expect(sent.reduce((sum, count) => sum + count)).toBe(4)
    expect(await send(world)).toBe(0)
    const entries = await readEntries(own.application, { world, office }, 'reminder')
    expect(entries.map(({ about, at: sentAt }) => [about, sentAt])).toEqual([
      ['examiner-1', '2025-09-30T00:00:00+08:00'],
      ['examiner-1', '2025-10-09T00:00:00+08:00'],
    ])
  })
})

it('whoever is not the office’s, and a case of another world, is named', async () => {
  const place = { world: randomUUID(), office }
  const named = { staff: ['examiner-1', 'kf-examiner-1', 'tax', 'nobody'], cases: ['510802-20250605-0000001'] }
  expect(await unknownOf(own.application, place, named)).toEqual(['kf-examiner-1', 'tax', 'nobody', '510802-20250605-0000001'])
})

it('what was written stays, in the register and in line for the seal, and an alteration past the triggers is named [S1-35]', async () => {
  const place = { world: randomUUID(), office }
  await openFile(own.application, place, 'incident', { step: 'opened', by: 'quality-1', at, data: { title: '礼品' } })
  await expect(own.application`delete from supervision_entries`).rejects.toMatchObject({ code: '42501' })
  await expect(own.sql`update supervision_entries set data = '{}'`).rejects.toThrow('append-only')
  const named: string[] = []
  const undone = new Error('undone')
  await own.sql
    .begin(async (tx: Transaction) => {
      expect((await checkSeal(tx, { anchors: [], verifier: null })).differences).toEqual([])
      await tx`set local session_replication_role = replica`
      await tx`update supervision_entries set by = 'examiner-1' where world = ${place.world}`
      named.push(...(await checkSeal(tx, { anchors: [], verifier: null })).differences.map(({ what }) => what))
      throw undone
    })
    .catch(error => {
      if (error !== undone) throw error
    })
  expect(named).toContain(`监督台账 510802/incident-1 第 1 条（演练 ${place.world}）`)
})
