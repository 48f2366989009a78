import type { PriorityClass } from '../office/priority.ts'
import { priorityReasons } from '../office/priority.ts'
import type { LocalDate } from '../time/instant.ts'
import { type Business, type CallMode, callModes, type WindowType, windowKinds, type ZoneKind } from './dictionary.ts'

/** A hall itself. No document states the two levels: null is "not configured", and reports say so. */
export interface HallFacts {
  readonly name: string
  readonly address: string
  /** How many people may be in it at once. */
  readonly capacity: number | null
  /** Tickets a day that one person is meant to serve at most. */
  readonly ticketsPerPerson: number | null
}

export interface Zone {
  readonly kind: ZoneKind
  readonly place: string
}

export interface Window {
  readonly type: WindowType
  readonly zone: string
  /** `registration` is every procedure. A comprehensive window has no other scope (无差别受理, S1-49). */
  readonly scope: 'registration' | readonly Business[]
  /** Whom it serves; null: everybody. */
  readonly classes: readonly PriorityClass[] | null
  /** False while it stands there and nobody sits at it for a time. */
  readonly open: boolean
}

/** 受理设备 of a hall: what stands where since when. Buying it is not our business (S1-46). */
export interface Device {
  readonly name: string
  readonly place: string
}

/** Whose turn is first, what counts as a reason for it, and how people may be called. */
export interface QueueRules {
  /** In order of precedence; a class that is not here is not served as such. */
  readonly classes: readonly { readonly class: PriorityClass; readonly reasons: readonly string[] }[]
  readonly callModes: readonly CallMode[]
}

/** What can be set about a hall, by kind. */
export interface HallItems {
  readonly hall: HallFacts
  readonly queue: QueueRules
  readonly zone: Zone
  readonly window: Window
  readonly device: Device
}
export type HallItemKind = keyof HallItems

/** One thing set from a day on; null takes it away. `id` is '' for what there is one of. */
export type Setting = {
  readonly [K in HallItemKind]: {
    readonly kind: K
    readonly id: string
    readonly from: LocalDate
    readonly item: HallItems[K] | null
  }
}[HallItemKind]

type Placed<T> = T & { readonly id: string }

/** A hall as it is on one day. */
export interface HallLayout {
  readonly hall: HallFacts
  readonly queue: QueueRules
  readonly zones: readonly Placed<Zone>[]
  readonly windows: readonly Placed<Window>[]
  readonly devices: readonly Placed<Device>[]
}

/** Where a hall has set nothing: every class with all its reasons, and every way of calling. */
export const usualRules: QueueRules = {
  classes: (['green-channel', 'urgent', 'appointment', 'ordinary'] as const).map(name => ({
    class: name,
    reasons: name === 'ordinary' ? [] : Object.keys(priorityReasons[name]),
  })),
  callModes,
}

/**
 * The hall as it was or will be on a day: of each thing, what was set from the latest day not after it, the last one set. Null before
 * there is a hall. `settings` come in the order in which they were set.
 */
export function layoutOn(settings: readonly Setting[], day: LocalDate): HallLayout | null {
  const standing = new Map<string, Setting>()
  for (const setting of settings) {
    const key = `${setting.kind}:${setting.id}`
    const before = standing.get(key)
    if (setting.from <= day && (before === undefined || before.from <= setting.from)) standing.set(key, setting)
  }
  const all = [...standing.values()]
  const [hall] = placed(all, 'hall')
  if (!hall) return null
  const { id: _, ...facts } = hall
  const [queue = usualRules] = placed(all, 'queue')
  return {
    hall: facts,
    queue: { classes: queue.classes, callModes: queue.callModes },
    zones: placed(all, 'zone'),
    windows: placed(all, 'window'),
    devices: placed(all, 'device'),
  }
}

function placed<K extends HallItemKind>(settings: readonly Setting[], kind: K): Placed<HallItems[K]>[] {
  return settings
    .filter(setting => setting.kind === kind && setting.item !== null)
    .map(({ id, item }) => ({ ...(item as HallItems[K]), id }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What people are told a window is called. */
export const windowTitle = ({ id, type }: Pick<Placed<Window>, 'id' | 'type'>): string => `${id}号${windowKinds[type].title}`
