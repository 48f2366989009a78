import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { layoutOn } from '../domain/hall/layout.ts'
import { nextCall, refuseCall, stepped, type Ticket } from '../domain/hall/tickets.ts'
import type { PriorityClass } from '../domain/office/priority.ts'
import { type OwnDatabase, ownDatabase } from '../tests/support/ownDatabase.ts'
import { type HallPlace, hallOfWindow, readSettings, saveSettings } from './halls.ts'
import { demoHall, demoHallSettings } from './seedHall.ts'
import { callNext, callsAfter, changeTicket, readTicket, takeTicket, ticketKey, ticketsBetween } from './tickets.ts'

// Taking and calling at the same moment, on a database of its own.

let own: OwnDatabase
let place: HallPlace
beforeAll(async () => {
  own = await ownDatabase()
})
afterAll(() => own?.close())
beforeEach(() => {
  place = { ...demoHall, world: randomUUID() }
})

const day = '2025-06-05'
const hours = { opensAt: `${day}T09:00:00+08:00`, closesAt: `${day}T17:30:00+08:00` }
const layout = layoutOn(demoHallSettings, day)
if (!layout) throw new Error('the demo hall stands on every day')

const take = (name: PriorityClass = 'ordinary') =>
  takeTicket(
    own.sql,
    place,
    {
      ...{ business: 'transfer-by-sale', class: name, reason: name === 'ordinary' ? null : 'elderly', callMode: 'both' },
      ...{ takenAt: `${day}T09:00:00+08:00`, firstAsked: 'intake-1' },
    },
    hours,
  )

const windowOf = (id: string) => {
  const window = layout.windows.find(one => one.id === id)
  if (!window) throw new Error(`no window ${id}`)
  return window
}

/** A window calls as the API lets it: not with somebody in hand. */
const call = (id: string, at = `${day}T09:30:00+08:00`) =>
  callNext(own.sql, place, { window: id, by: `clerk-${id}`, at }, ({ waiting, inHand }) =>
    refuseCall(windowOf(id), inHand) ? null : nextCall(layout, windowOf(id), waiting),
  )

const keyOf = ({ no }: Pick<Ticket, 'no'>) => ({ ...place, day, no })
const finish = (ticket: Ticket, at = `${day}T10:00:00+08:00`) =>
  changeTicket(own.sql, keyOf(ticket), found => stepped(found, 'served', at), 'clerk')

describe('windows that call at once', () => {
  it('serve nobody twice, leave nobody out and call each class in order of taking, also while tickets are taken [S0-48, S1-49]', async () => {
    const classes = Array.from({ length: 40 }, (_, i): PriorityClass => (i % 4 === 3 ? 'green-channel' : 'ordinary'))
    await Promise.all(classes.slice(0, 20).map(take))
    const called: Ticket[] = []
    const work = async (id: string) => {
      for (;;) {
        const ticket = await call(id)
        if (!ticket) return
        called.push(ticket)
        await finish(ticket)
      }
    }
    await Promise.all([...['1', '2', '3', '4'].map(work), ...classes.slice(20).map(take)])
    await Promise.all(['1', '2', '3', '4'].map(work))

    expect(called.map(({ no }) => no).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    const calls = await callsAfter(own.sql, { ...place, day, after: 0 })
    const inOrder = calls.filter(({ mode }) => mode === 'voice').map(({ no }) => no)
    const tickets = await ticketsBetween(own.sql, place, day, day)
    for (const name of ['ordinary', 'green-channel']) {
      const own = inOrder.filter(no => tickets.find(ticket => ticket.no === no)?.class === name)
      expect(own, name).toEqual([...own].sort((a, b) => a - b))
    }
    expect(tickets.every(({ state }) => state === 'served')).toBe(true)
  })

  it('one window that calls many times at once gets one person', async () => {
    for (let i = 0; i < 5; i++) await take()
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('1')))
    expect(answers.filter(ticket => ticket !== null)).toHaveLength(1)
    expect((await ticketsBetween(own.sql, place, day, day)).filter(({ state }) => state === 'called')).toHaveLength(1)
  })

  it('cannot have two people before them even past the program', async () => {
    for (let i = 0; i < 2; i++) await take()
    await call('1')
    const second = own.sql`update tickets set state = 'called', at_window = '1' where world = ${place.world} and no = 2`
    await expect(second).rejects.toMatchObject({ code: '23505' })
  })
})

describe('a ticket', () => {
  it('keeps its class, its reason, who gave it out, and who called it, even past the program [S0-51]', async () => {
    const ticket = await take('green-channel')
    const change = (column: string, value: string) =>
      own.sql`update tickets set ${own.sql(column)} = ${value} where world = ${place.world}`
    for (const column of ['class', 'reason', 'first_asked', 'taken_at'])
      await expect(change(column, 'x'), column).rejects.toThrow('as it was given out')
    await call('5')
    await expect(change('called_by', 'x')).rejects.toThrow('as it was given out')
    await finish(ticket)
    await expect(change('ended_at', hours.closesAt)).rejects.toThrow('as it was given out')
    await expect(own.sql`delete from tickets where world = ${place.world}`).rejects.toThrow()
    expect(await readTicket(own.sql, keyOf(ticket))).toMatchObject({
      class: 'green-channel',
      firstAsked: 'intake-1',
      state: 'served',
    })
  })

  it('is numbered from 1 each day and found under its id', async () => {
    const first = await take()
    expect(first).toMatchObject({ no: 1, id: 'main-2025-06-05-1', state: 'waiting', cases: [] })
    const key = ticketKey(place, first.id)
    expect(key && (await readTicket(own.sql, key))).toEqual(first)
    expect(ticketKey(place, 'main-2025-06-05')).toBeNull()
  })

  it('called again tells loudspeaker and screen again [S0-54]', async () => {
    const ticket = await take()
    await call('1')
    await changeTicket(own.sql, keyOf(ticket), found => stepped(found, 'recall', `${day}T09:35:00+08:00`), 'clerk-1')
    const calls = await callsAfter(own.sql, { ...place, day, after: 0 })
    expect(calls.map(({ mode, at }) => `${mode} ${at.slice(11, 16)}`)).toEqual([
      'voice 09:30',
      'silent 09:30',
      'voice 09:35',
      'silent 09:35',
    ])
    expect(await callsAfter(own.sql, { ...place, day, after: calls[2]?.seq ?? 0 })).toHaveLength(1)
  })
})

describe('a hall', () => {
  it('keeps what was set, so that a past day can be read, even past the program [S1-46]', async () => {
    await saveSettings(own.sql, place, demoHallSettings, { by: 'admin-1', at: hours.opensAt }, async () => null)
    const closing = {
      ...demoHallSettings.find(({ kind, id }) => kind === 'window' && id === '4'),
      from: '2025-07-01',
      item: null,
    }
    await saveSettings(
      own.sql,
      place,
      [closing as (typeof demoHallSettings)[number]],
      { by: 'admin-1', at: hours.opensAt },
      async () => null,
    )
    const settings = await readSettings(own.sql, place)
    expect(layoutOn(settings, '2025-06-30')?.windows).toHaveLength(9)
    expect(layoutOn(settings, '2025-07-01')?.windows).toHaveLength(8)
    expect(await hallOfWindow(own.sql, place, '4')).toBe('main')
    await expect(own.sql`update hall_settings set item = null`).rejects.toThrow()
  })
})
