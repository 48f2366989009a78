import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtInCalendar } from '../../domain/time/calendar.ts'
import { type OwnDatabase, ownDatabase } from '../../tests/support/ownDatabase.ts'
import { addLine, openFile, unknownOf } from './files.ts'
import { readReminders, sendReminders } from './reminders.ts'
import { readInterventions } from './supervision.ts'

// Supervision on the record, as the application writes it, on a database of its own.

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

const opening = { type: 'Opened', actor: 'quality-1', at, data: {} }

describe('files', () => {
  it('opened at the same moment have numbers of their own, without a gap; another office counts for itself', async () => {
    const place = { world: randomUUID(), office }
    const open = () => openFile(own.application, place, 'incident', opening)
    expect((await Promise.all(Array.from({ length: 5 }, open))).toSorted()).toEqual([1, 2, 3, 4, 5])
    expect(await openFile(own.application, { ...place, office: '410200' }, 'incident', opening)).toBe(1)
  })

  it('of steps at the same moment the later ones see the first, and may be refused for it', async () => {
    const place = { world: randomUUID(), office }
    const id = String(await openFile(own.application, place, 'incident', opening))
    const seen: number[] = []
    const close = () =>
      addLine<{ Opened: object; Closed: object }>(own.application, place, { subject: 'incident', id }, lines => {
        seen.push(lines.length)
        const isClosed = lines.some(({ type }) => type === 'Closed')
        return isClosed ? { rule: 'stage', detail: '已经办结', basis: ['SUP-2'] } : { ...opening, type: 'Closed' }
      })
    const refusals = await Promise.all([close(), close(), close()])
    expect(refusals.filter(refusal => refusal === null)).toHaveLength(1)
    expect(seen).toEqual([1, 2, 2])
  })

  it('against a person are found by the person', async () => {
    const place = { world: randomUUID(), office }
    for (const sub of ['examiner-1', 'admin-1'])
      await openFile(own.application, place, 'intervention', { ...opening, type: 'Issued', data: { sub } })
    expect((await readInterventions(own.application, place, 'admin-1')).map(({ no, sub }) => [no, sub])).toEqual([[2, 'admin-1']])
    expect(await readInterventions(own.application, place)).toHaveLength(2)
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
    const reminders = await readReminders(own.application, { world, office }, {})
    expect(reminders.map(({ id, sub, sentAt }) => [id, sub, sentAt])).toEqual([
      ['2025-09-30-before-examiner-1', 'examiner-1', '2025-09-30T00:00:00+08:00'],
      ['2025-10-09-after-examiner-1', 'examiner-1', '2025-10-09T00:00:00+08:00'],
    ])
    expect(await readReminders(own.application, { world, office }, { since: '2025-10-01' })).toHaveLength(1)
    expect(await readReminders(own.application, { world, office }, { sub: 'admin-1' })).toEqual([])
  })
})

it('whoever is not the office’s, and a case of another world, is named', async () => {
  const place = { world: randomUUID(), office }
  const named = { staff: ['examiner-1', 'kf-examiner-1', 'tax', 'nobody'], cases: ['510802-20250605-0000001'] }
  expect(await unknownOf(own.application, place, named)).toEqual(['kf-examiner-1', 'tax', 'nobody', '510802-20250605-0000001'])
})
