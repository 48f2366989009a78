import { describe, expect, it } from 'vitest'
import { type HallLayout, usualRules, type Window } from '../layout.ts'
import type { Ticket } from '../tickets.ts'
import type { HallDay } from './facts.ts'
import { hallReports } from './reports.ts'

const window = (id: string, type: Window['type']) =>
  ({ id, type, zone: 'handling', scope: 'registration', classes: null, open: true }) as const
const layout: HallLayout = {
  hall: { name: '登记大厅', address: '利州区', capacity: 2, ticketsPerPerson: 2 },
  queue: usualRules,
  zones: [],
  devices: [],
  windows: [window('1', 'comprehensive'), window('2', 'comprehensive'), window('3', 'green-channel')],
}
const spans = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
] as const

/** A ticket by its times of day: taken, called, ended. */
function ticket(
  day: string,
  no: number,
  [taken, called, ended]: readonly (string | null)[],
  given: Partial<Ticket> = {},
): Ticket {
  const at = (time: string | null | undefined) => (time ? `${day}T${time}:00+08:00` : null)
  return {
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
    ...{ takenAt: at(taken) ?? '', firstAsked: 'intake-1', state: ended ? 'served' : called ? 'called' : 'waiting' },
    ...{ window: called ? '1' : null, calledBy: called ? 'intake-2' : null, calledAt: at(called), lastCalledAt: at(called) },
    ...{ passedOver: 0, endedAt: at(ended), exception: null, closesAt: at('17:30') ?? '', cases: [] },
    ...given,
  }
}

const [monday, tuesday] = ['2025-06-09', '2025-06-10']
const busy: Ticket[] = [
  ticket(monday, 1, ['09:00', '09:10', '09:40'], { cases: ['c-1'] }),
  ticket(monday, 2, ['09:05', '09:40', '10:10'], { cases: ['c-2', 'c-3'] }),
  ticket(monday, 3, ['09:06', '09:06', '09:36'], {
    window: '3',
    class: 'green-channel',
    reason: 'disabled',
    calledBy: 'intake-3',
    passedOver: 1,
  }),
  ticket(monday, 4, ['09:07', '10:10', '10:20'], { business: 'mortgage-first', state: 'no-show' }),
  ticket(monday, 5, ['09:30', null, '10:00'], { business: 'mortgage-first', state: 'left' }),
  ticket(monday, 6, ['17:20', '17:25', '18:05'], { cases: ['c-4'] }),
]
const hallDay = (day: string, tickets: readonly Ticket[], changes: Partial<HallDay> = {}): HallDay => ({
  day,
  layout,
  spans,
  tickets,
  ...changes,
})
const now = `${tuesday}T20:00:00+08:00`
const mondayOnly = { days: [hallDay(monday, busy)], now }
const calm = ticket(tuesday, 1, ['10:00', '10:04', '10:20'])

describe('the daily hall report', () => {
  it('says what was taken, served and given up, and the waits, for the hall, each window and each business [S0-6]', () => {
    const [day] = hallReports.daily(mondayOnly).days
    expect(day).toMatchObject({ taken: 6, served: 4, abandoned: 2, open: 0, waitMinutes: { mean: 23, median: 10, p95: 63 } })
    expect(day?.byWindow).toMatchObject([
      { window: '1', type: 'comprehensive', taken: 4, served: 3 },
      { window: '3', type: 'green-channel', taken: 1, served: 1, waitMinutes: { mean: 0 } },
    ])
    expect(day?.byBusiness).toMatchObject([
      { business: 'transfer-by-sale', taken: 4, served: 4, abandoned: 0 },
      { business: 'mortgage-first', taken: 2, served: 0, abandoned: 2 },
    ])
  })
})

describe('the report of waits', () => {
  it('gives median and 95th percentile by type of window and day, and whether they grow [S3-15]', () => {
    const [comprehensive, green] = hallReports.waits({ days: [hallDay(monday, busy), hallDay(tuesday, [calm])], now }).windowTypes
    expect(comprehensive).toEqual({
      ...{ type: 'comprehensive', title: '综合窗口', trend: 'shorter' },
      periods: [
        { period: monday, calls: 4, medianMinutes: 23, p95Minutes: 63 },
        { period: tuesday, calls: 1, medianMinutes: 4, p95Minutes: 4 },
      ],
    })
    expect(green).toMatchObject({ type: 'green-channel', trend: null })
  })

  it('goes by month over a longer time [S3-15]', () => {
    const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2025, 5, 1 + i)).toISOString().slice(0, 10))
    const report = hallReports.waits({ days: days.map(day => hallDay(day, [ticket(day, 1, ['10:00', '10:05', '10:20'])])), now })
    expect(report.windowTypes[0]).toMatchObject({
      trend: 'level',
      periods: [
        { period: '2025-06', calls: 30 },
        { period: '2025-07', calls: 10 },
      ],
    })
  })
})

describe('the planning report', () => {
  const { business, windowTypes } = hallReports.planning(mondayOnly)

  it('says by hour how many came for what, how long they waited and were served [S0-47]', () => {
    expect(business.find(row => row.hour === 9 && row.business === 'transfer-by-sale')).toMatchObject({
      ...{ arrivals: 3, waitMinutes: { mean: 15 }, serviceMinutes: { mean: 30, p95: 30 } },
    })
    expect(business.find(row => row.hour === 9 && row.business === 'mortgage-first')).toMatchObject({
      ...{ arrivals: 2, serviceMinutes: { mean: null } },
    })
    expect(business.map(({ arrivals }) => arrivals).reduce((a, b) => a + b)).toBe(busy.length)
  })

  it('says by hour how much of the open time of each type of window was used; beyond closing there is work and no share [S0-47]', () => {
    const use = (hour: number, type: string) => windowTypes.find(row => row.hour === hour && row.type === type)
    expect(use(9, 'comprehensive')).toMatchObject({ openMinutes: 120, busyMinutes: 50, utilisation: 0.42 })
    expect(use(9, 'green-channel')).toMatchObject({ openMinutes: 60, busyMinutes: 30, utilisation: 0.5 })
    expect(use(13, 'comprehensive')).toMatchObject({ openMinutes: 60, busyMinutes: 0, utilisation: 0 })
    expect(use(18, 'comprehensive')).toMatchObject({ openMinutes: 0, busyMinutes: 5, utilisation: null })
    expect(use(12, 'comprehensive')).toBeUndefined()
  })
})

describe('the capacity report', () => {
  it('compares the most who waited at once with what the hall is set up for, and says so when that is not configured [S0-39]', () => {
    expect(hallReports.capacity(mondayOnly).days).toMatchObject([{ visitors: 6, peakWaiting: 3, capacity: 2, verdict: 'over' }])
    const roomy = { ...layout, hall: { ...layout.hall, capacity: 3 } }
    expect(hallReports.capacity({ days: [hallDay(monday, busy, { layout: roomy })], now }).days).toMatchObject([
      { verdict: 'within' },
    ])
    const unknown = { ...layout, hall: { ...layout.hall, capacity: null } }
    expect(hallReports.capacity({ days: [hallDay(monday, busy, { layout: unknown })], now }).days).toMatchObject([
      { verdict: 'not-configured', say: expect.stringContaining('未配置') },
    ])
  })
})

describe('the report of load spread', () => {
  it('counts the tickets of each comprehensive window, those that had none too [S1-49]', () => {
    expect(hallReports.spread(mondayOnly)).toEqual({
      ...{ most: 4, least: 0, mostToMean: 2 },
      windows: [
        { window: '1', tickets: 4, share: 1 },
        { window: '2', tickets: 0, share: 0 },
      ],
    })
    expect(hallReports.spread({ days: [], now })).toMatchObject({ windows: [], most: null, mostToMean: null })
  })
})

describe('the staffing report', () => {
  it('counts tickets and cases of each person by window, and warns beyond the configured level [S3-28]', () => {
    const [day] = hallReports.staffing(mondayOnly).days
    expect(day).toMatchObject({ level: 2, say: null, alerts: [expect.stringContaining('intake-2 当日办理 4 个号')] })
    expect(day?.staff).toEqual([
      { sub: 'intake-2', tickets: 4, cases: 4, overloaded: true, byWindow: [{ window: '1', tickets: 4, cases: 4 }] },
      { sub: 'intake-3', tickets: 1, cases: 0, overloaded: false, byWindow: [{ window: '3', tickets: 1, cases: 0 }] },
    ])
  })

  it('calls nobody overloaded while no level is configured, and says that [S3-28]', () => {
    const unset = { ...layout, hall: { ...layout.hall, ticketsPerPerson: null } }
    const [day] = hallReports.staffing({ days: [hallDay(monday, busy, { layout: unset })], now }).days
    expect(day).toMatchObject({ level: null, say: expect.stringContaining('未配置'), alerts: [] })
    expect(day?.staff.map(({ overloaded }) => overloaded)).toEqual([null, null])
  })
})

describe('the report of extended service', () => {
  it('lists tickets that went beyond closing time with their minutes and cases [S0-85, S1-60]', () => {
    expect(hallReports.extended(mondayOnly)).toMatchObject({
      ...{ tickets: 1, cases: 1, minutes: 35, unsettled: [] },
      items: [{ no: 6, endedAt: `${monday}T18:05:00+08:00`, extendedMinutes: 35, cases: ['c-4'] }],
    })
  })

  it('names what was neither finished nor excepted; its minutes end with the day [S1-60]', () => {
    const left = ticket(monday, 7, ['17:20', '17:25', null])
    const excepted = {
      ...left,
      no: 8,
      id: 'x',
      state: 'excepted' as const,
      exception: '停电',
      endedAt: `${tuesday}T09:00:00+08:00`,
    }
    const report = hallReports.extended({ days: [hallDay(monday, [left, excepted])], now })
    expect(report).toMatchObject({ tickets: 2, unsettled: [left.id], minutes: 2 * 390 })
  })
})

describe('the report of priority', () => {
  it('lists each who went before others, for what reason, by whom it was given, and how many were passed over [S0-51]', () => {
    expect(hallReports.priority(mondayOnly)).toMatchObject({
      items: [
        { no: 3, class: 'green-channel', reasonTitle: '残疾人', firstAsked: 'intake-1', calledBy: 'intake-3', passedOver: 1 },
      ],
      byReason: [{ class: 'green-channel', reason: 'disabled', tickets: 1, passedOver: 1 }],
    })
  })
})
