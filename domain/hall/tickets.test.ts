import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { builtInCalendar } from '../time/calendar.ts'
import { hoursNow } from './hours.ts'
import { type HallLayout, usualRules, type Window } from './layout.ts'
import {
  isExtended,
  nextCall,
  refuseCall,
  refuseStep,
  refuseTicket,
  serves,
  stepped,
  type Ticket,
  type Wanted,
} from './tickets.ts'

const day = '2025-06-05'
const at = (time: string) => `${day}T${time}:00+08:00`
const any: Window = { type: 'comprehensive', zone: 'handling', scope: 'registration', classes: null, open: true }
const green: Window = { ...any, type: 'green-channel', classes: ['green-channel'] }
const mortgages: Window = { ...any, type: 'single-business', scope: ['mortgage-first'] }
const layout: HallLayout = {
  hall: { name: '登记大厅', address: '利州区', capacity: null, ticketsPerPerson: null },
  queue: usualRules,
  zones: [],
  devices: [],
  windows: [
    { ...any, id: '1' },
    { ...green, id: '2' },
    { ...mortgages, id: '3' },
  ],
}

const waitingTicket = (no: number, given: Partial<Ticket> = {}): Ticket => ({
  ...{
    id: `main-${day}-${no}`,
    hall: 'main',
    day,
    no,
    business: 'transfer-by-sale',
    class: 'ordinary',
    reason: null,
    callMode: 'both',
  },
  ...{ takenAt: at('09:00'), firstAsked: 'intake-1', state: 'waiting', window: null, calledBy: null, calledAt: null },
  ...{ lastCalledAt: null, passedOver: 0, endedAt: null, exception: null, closesAt: at('17:30'), cases: [] },
  ...given,
})

const waitings = fc
  .array(
    fc.record({
      class: fc.constantFrom('ordinary', 'green-channel', 'appointment', 'urgent'),
      business: fc.constantFrom('transfer-by-sale', 'mortgage-first', 'consultation'),
    }),
    { maxLength: 30 },
  )
  .map(kinds => kinds.map((kind, i) => waitingTicket(i + 1, kind as Partial<Ticket>)))
  .chain(tickets => fc.shuffledSubarray(tickets))

describe('whom a window calls next', () => {
  it('is somebody it serves, before whom nobody of the same class came, and no higher class waits [S0-48, S0-51]', () => {
    const ranks = usualRules.classes.map(({ class: name }) => name)
    fc.assert(
      fc.property(waitings, fc.constantFrom(any, green, mortgages), (waiting, window) => {
        const call = nextCall(layout, window, waiting)
        const served = waiting.filter(ticket => serves(window, ticket))
        if (!call) return served.length === 0
        const { ticket, passedOver } = call
        const sameClass = served.filter(({ class: name }) => name === ticket.class)
        const best = Math.min(...served.map(({ class: name }) => ranks.indexOf(name)))
        return (
          served.includes(ticket) &&
          sameClass.every(({ no }) => no >= ticket.no) &&
          ranks.indexOf(ticket.class) === best &&
          passedOver === served.filter(({ no }) => no < ticket.no).length
        )
      }),
    )
  })

  it('is of the green channel before the ordinary, and how many were passed over is known [S0-51]', () => {
    const waiting = [waitingTicket(1), waitingTicket(2), waitingTicket(3, { class: 'green-channel', reason: 'pregnant' })]
    expect(nextCall(layout, any, waiting)).toMatchObject({ ticket: { no: 3 }, passedOver: 2 })
  })

  it('may be of a class that the rules have dropped since: it goes just before the ordinary', () => {
    const dropped = {
      ...layout,
      queue: { ...usualRules, classes: usualRules.classes.filter(({ class: name }) => name !== 'urgent') },
    }
    const waiting = [waitingTicket(1), waitingTicket(2, { class: 'urgent' })]
    expect(nextCall(dropped, any, waiting)?.ticket.no).toBe(2)
    expect(nextCall(dropped, any, [...waiting, waitingTicket(3, { class: 'green-channel' })])?.ticket.no).toBe(3)
  })

  it('is nobody while the window is closed or has somebody in hand [S0-48]', () => {
    expect(refuseCall({ ...any, id: '1', open: false }, null)?.rule).toBe('window-closed')
    expect(refuseCall({ ...any, id: '1' }, waitingTicket(7, { state: 'called' }))?.detail).toContain('7 号')
  })
})

describe('a ticket is given out', () => {
  const wanted = (given: Partial<Wanted> = {}): Wanted => ({
    ...{ business: 'transfer-by-sale', class: 'ordinary', reason: null, callMode: 'both' },
    ...given,
  })
  it.each<[string, Partial<Wanted>, string | undefined]>([
    ['to anybody', {}, undefined],
    ['to the elderly before others [S0-51]', { class: 'green-channel', reason: 'elderly' }, undefined],
    ['with priority for no reason: not [S0-51]', { class: 'green-channel' }, 'priority-reason'],
    ['with the reason of another class: not [S0-51]', { class: 'green-channel', reason: 'appointed' }, 'priority-reason'],
    ['without priority, with a reason: not', { reason: 'elderly' }, 'priority-reason'],
    ['for what no open window does: not', { business: 'consultation' }, 'no-window'],
  ])('%s', (_, given, rule) => {
    expect(refuseTicket(layout, wanted(given))?.rule).toBe(rule)
  })

  it('only in the ways of calling that the hall has [S0-54]', () => {
    const silent = { ...layout, queue: { ...usualRules, callModes: ['silent'] as const } }
    expect(refuseTicket(silent, wanted({ callMode: 'voice' }))?.rule).toBe('call-mode')
    expect(refuseTicket(silent, wanted({ callMode: 'silent' }))).toBeNull()
  })

  it('not for a window that is closed', () => {
    const closed = { ...layout, windows: layout.windows.map(window => ({ ...window, open: false })) }
    expect(refuseTicket(closed, wanted())?.rule).toBe('no-window')
  })

  it.each<[string, string, boolean]>([
    ['not before opening', `${day}T08:59:59+08:00`, false],
    ['from opening on', at('09:00'), true],
    ['during the break at noon', at('12:30'), true],
    ['up to closing time', `${day}T17:29:59+08:00`, true],
    ['not at closing time [S1-60]', at('17:30'), false],
    ['on duty Saturdays in the morning', '2025-06-07T11:00:00+08:00', true],
    ['not on duty Saturdays in the afternoon', '2025-06-07T13:00:00+08:00', false],
    ['not on holidays', '2025-10-01T10:00:00+08:00', false],
  ])('%s', (_, now, given) => {
    expect('opensAt' in hoursNow(builtInCalendar, demoOffice, now)).toBe(given)
  })
})

describe('extended service', () => {
  it('is given to whoever waits or is served at closing time, and to nobody who was done before [S0-85, S1-60]', () => {
    expect(isExtended(waitingTicket(1), at('17:30'))).toBe(false)
    expect(isExtended(waitingTicket(1), `${day}T17:30:01+08:00`)).toBe(true)
    expect(isExtended(waitingTicket(1, { state: 'served', endedAt: at('18:10') }), at('20:00'))).toBe(true)
    expect(isExtended(waitingTicket(1, { state: 'served', endedAt: at('17:20') }), at('20:00'))).toBe(false)
  })

  it('lasts to the end of the day; then only a recorded exception settles a ticket, and before closing none does [S1-60]', () => {
    const called = waitingTicket(1, { state: 'called' })
    expect(refuseStep(called, 'served', at('21:00'))).toBeNull()
    expect(refuseStep(called, 'served', '2025-06-06T09:00:00+08:00')).toMatchObject({ rule: 'ticket-day', basis: ['untilDone'] })
    expect(refuseStep(called, 'exception', '2025-06-06T09:00:00+08:00')).toBeNull()
    expect(refuseStep(called, 'exception', at('16:00'))?.rule).toBe('ticket-day')
  })
})

describe('the steps of a ticket', () => {
  it.each([
    ['nobody is served before he is called', 'waiting', 'served'],
    ['nobody who waits is late', 'waiting', 'no-show'],
    ['nobody is called again before he is called', 'waiting', 'recall'],
    ['who was served stays served', 'served', 'no-show'],
    ['who was late takes another number', 'no-show', 'recall'],
    ['a case is opened at a window, not before', 'waiting', 'link'],
  ] as const)('%s', (_, state, step) => {
    expect(refuseStep(waitingTicket(1, { state }), step, at('10:00'))?.rule).toBe('ticket-state')
  })

  it('a recall begins the service anew, an end is written down', () => {
    const called = waitingTicket(1, { state: 'called', calledAt: at('09:10'), lastCalledAt: at('09:10') })
    expect(stepped(called, 'recall', at('09:12'))).toMatchObject({
      state: 'called',
      calledAt: at('09:10'),
      lastCalledAt: at('09:12'),
    })
    expect(stepped(called, 'leave', at('09:12'))).toMatchObject({ state: 'left', endedAt: at('09:12') })
  })
})
