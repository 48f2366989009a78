import { zoneKinds, zoneTitles } from '../domain/hall/dictionary.ts'
import type { Setting } from '../domain/hall/layout.ts'
import { demoOffice } from '../domain/office/profile.ts'
import type { HallPlace } from './halls.ts'

/** The demo office's hall, which passes its own check. Before any day that is played. */
export const demoHall: HallPlace = { world: '', office: demoOffice.office, hall: 'main' }

const from = '1949-10-01'

const windows = [
  ...['1', '2', '3', '4'].map(
    id => ({ id, type: 'comprehensive', zone: 'handling', scope: 'registration', classes: null }) as const,
  ),
  { id: '5', type: 'green-channel', zone: 'handling', scope: 'registration', classes: ['green-channel'] },
  { id: '6', type: 'enterprise', zone: 'enterprise', scope: 'registration', classes: null },
  { id: '7', type: 'certificate', zone: 'handling', scope: ['certificate-collection'], classes: null },
  { id: '8', type: 'consultation', zone: 'publicity', scope: ['consultation'], classes: null },
  { id: '9', type: 'self-service', zone: 'self-service', scope: ['information-query'], classes: null },
] as const

export const demoHallSettings: readonly Setting[] = [
  {
    ...{ kind: 'hall', id: '', from },
    item: { name: '登记大厅', address: '广元市利州区', capacity: null, ticketsPerPerson: null },
  },
  ...zoneKinds.map(
    (kind, i) => ({ kind: 'zone', id: kind, from, item: { kind, place: `${zoneTitles[kind]}（${i + 1}区）` } }) as const,
  ),
  ...windows.map(({ id, ...window }) => ({ kind: 'window', id, from, item: { ...window, open: true } }) as const),
  { kind: 'device', id: 'kiosk-1', from, item: { name: '取号机', place: 'form-filling' } },
]
