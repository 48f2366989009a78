import { foldUnit } from '../../register/applyEntry.ts'
import type { Entry, RegisterEntry, Unit } from '../../register/types.ts'
import { asLoaded, house, registered } from './register.ts'

/** Entries of a unit's register, one a day from 2025-06-01 on. */

export const day = (version: number): string => `2025-06-${String(version).padStart(2, '0')}T10:00:00+08:00`

/** The entry with that number, by `case-<number>`. */
export const row = (version: number, entry: Entry, caseNo: string | null = `case-${version}`): RegisterEntry => ({
  unitCode: house,
  version,
  at: day(version),
  caseNo,
  entry,
  prevHash: '',
  hash: '',
})

/** The unit as it was before Dengbu. */
export const loaded = (unit: Unit = registered()): RegisterEntry => row(1, { kind: 'unit-loaded', unit: asLoaded(unit) }, null)

export function unitAfter(...rows: RegisterEntry[]): Unit {
  const unit = foldUnit(rows)
  if (!unit) throw new Error('没有记载')
  return unit
}

/** The unit after these entries, numbered on from the first. */
export const unitWith = (unit: Unit, ...entries: Entry[]): Unit =>
  unitAfter(loaded(unit), ...entries.map((entry, i) => row(i + 2, entry)))

/** A unit of which these are the first entries. */
export const begunWith = (...entries: Entry[]): Unit => unitAfter(...entries.map((entry, i) => row(i + 1, entry)))
