import { describe, expect, it } from 'vitest'
import { checkHall, layoutFault, refuseFrom } from './check.ts'
import { businessTypes, type WindowType, zoneKinds } from './dictionary.ts'
import { type HallLayout, layoutOn, type Setting, usualRules, type Window } from './layout.ts'
import { serves } from './tickets.ts'

const day = '2025-06-05'
const hall = { name: '登记大厅', address: '利州区', capacity: null, ticketsPerPerson: null }
const window = (type: WindowType, open = true): Window => ({ type, zone: 'handling', scope: 'registration', classes: null, open })
const hallWith = (...windows: Window[]): HallLayout => ({
  ...{ hall, queue: usualRules, devices: [] },
  zones: zoneKinds.map(kind => ({ id: kind, kind, place: '一楼' })),
  windows: windows.map((one, i) => ({ ...one, id: String(i + 1) })),
})
const failing = (layout: HallLayout) =>
  checkHall(layout)
    .findings.filter(({ ok }) => !ok)
    .map(({ id }) => id)

describe('a hall is checked against the standard', () => {
  it.each<[string, number, number, string[]]>([
    ['two of five windows are 40 %, which is enough [S0-49]', 2, 3, []],
    ['two of six are not [S0-49]', 2, 4, ['comprehensive-of-installed', 'comprehensive-of-open']],
    ['none at all is not [S0-49]', 0, 0, ['comprehensive-of-installed', 'comprehensive-of-open']],
  ])('%s', (_, comprehensive, others, failed) => {
    const windows = [
      ...Array.from({ length: comprehensive }, () => window('comprehensive')),
      ...Array.from({ length: others }, () => window('single-business')),
    ]
    expect(failing(hallWith(...windows, window('consultation')))).toEqual(failed)
  })

  it('a window that does not register counts in neither number', () => {
    const beside = (['consultation', 'self-service', 'duty-leader', 'unresolved-matters'] as const).map(type => window(type))
    expect(failing(hallWith(window('comprehensive'), window('single-business'), ...beside))).toEqual([])
  })

  it('of the windows that stand there and of those that are open the share is told apart, with what is missing [S0-49]', () => {
    const layout = hallWith(
      ...[window('comprehensive'), window('comprehensive', false), window('single-business'), window('single-business')],
      window('consultation'),
    )
    expect(failing(layout)).toEqual(['comprehensive-of-open'])
    const told = checkHall(layout).findings.find(({ id }) => id === 'comprehensive-of-open')
    expect(told).toMatchObject({
      found: '开放的登记窗口3个，其中综合窗口1个，占33.3%',
      remedy: expect.stringContaining('至少增加1个'),
    })
  })

  it('without an open consultation desk it fails [S0-42]', () => {
    expect(failing(hallWith(window('comprehensive')))).toEqual(['consultation'])
    expect(failing(hallWith(window('comprehensive'), window('consultation', false)))).toEqual(['consultation'])
  })

  it('each of the six areas is asked for by its name [S0-4, S0-40]', () => {
    for (const missing of zoneKinds) {
      const whole = hallWith(window('comprehensive'), window('consultation'))
      expect(failing({ ...whole, zones: whole.zones.filter(({ kind }) => kind !== missing) }), missing).toEqual(['zones'])
    }
  })
})

describe('a layout that cannot be worked with', () => {
  const rules = (...classes: HallLayout['queue']['classes']) => ({ ...hallWith(), queue: { ...usualRules, classes } })
  const green = { class: 'green-channel', reasons: ['elderly'] } as const
  const ordinary = { class: 'ordinary', reasons: [] } as const

  it.each<[string, HallLayout, string]>([
    ['has no ordinary class', rules(green), '普通类别'],
    ['has no green channel [S0-51]', rules(ordinary), '绿色通道'],
    ['has the green channel after the ordinary [S0-51]', rules(ordinary, green), '排在普通类别之前'],
    ['has a class twice', rules(green, green, ordinary), '只能写一次'],
    ['has a reason of another class', rules({ ...green, reasons: ['appointed'] }, ordinary), 'appointed 不是绿色通道的事由'],
    ['has a priority for no reason [S0-51]', rules({ ...green, reasons: [] }, ordinary), '至少应当有一项事由'],
    ['has a window in no area', { ...hallWith(window('comprehensive')), zones: [] }, '功能区 handling 没有设置'],
    [
      'has a comprehensive window for some business only [S1-49]',
      hallWith({ ...window('comprehensive'), scope: ['mortgage-first'] }),
      '应当受理全部登记业务',
    ],
    [
      'has a comprehensive window for some people only [S1-49]',
      hallWith({ ...window('comprehensive'), classes: ['ordinary'] }),
      '全部人群',
    ],
  ])('%s', (_, layout, words) => {
    expect(layoutFault(layout)?.detail).toContain(words)
  })

  it('is none of those that only fall short of the standard', () => {
    expect(layoutFault(hallWith(window('single-business')))).toBeNull()
  })
})

it('a comprehensive window serves every registration there is [S1-49]', () => {
  const registrations = businessTypes.filter(name => name !== 'consultation' && name !== 'certificate-collection')
  expect(registrations).toHaveLength(32)
  for (const business of registrations) expect(serves(window('comprehensive'), { business, class: 'ordinary' })).toBe(true)
})

describe('a layout of a day', () => {
  const set = (from: string, open: boolean | null): Setting => ({
    ...{ kind: 'window', id: '1', from },
    item: open === null ? null : window('comprehensive', open),
  })
  const settings: Setting[] = [
    { kind: 'hall', id: '', from: '2025-01-01', item: hall },
    set('2025-01-01', true),
    set('2025-07-01', null),
    set('2025-06-01', false),
    set('2025-06-01', true),
  ]
  const openOn = (on: string) => layoutOn(settings, on)?.windows.map(({ open }) => open)

  it('is what was set from the latest day not after it, the last one set, whenever that was [S1-46]', () => {
    expect(layoutOn(settings, '2024-12-31')).toBeNull()
    expect(openOn('2025-05-31')).toEqual([true])
    expect(openOn('2025-06-01')).toEqual([true])
    expect(openOn('2025-06-30')).toEqual([true])
    expect(openOn('2025-07-01')).toEqual([])
    expect(layoutOn(settings.slice(0, 4), '2025-06-30')?.windows).toMatchObject([{ id: '1', open: false }])
  })

  it('has the usual rules until others are set, from their day on [S1-47]', () => {
    const queue = {
      classes: [
        { class: 'green-channel', reasons: ['elderly'] },
        { class: 'ordinary', reasons: [] },
      ],
      callModes: ['silent'],
    } as const
    const changed: Setting[] = [...settings, { kind: 'queue', id: '', from: '2025-06-05', item: queue }]
    expect(layoutOn(changed, '2025-06-04')?.queue).toEqual(usualRules)
    expect(layoutOn(changed, '2025-06-05')?.queue).toEqual(queue)
  })

  it('is not changed for a day that has passed [S1-46]', () => {
    expect(refuseFrom('2025-06-04', day)?.rule).toBe('layout-past')
    expect(refuseFrom(day, day)).toBeNull()
  })
})
