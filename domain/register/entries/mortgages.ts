import { compareInstants, type Instant } from '../../time/instant.ts'
import type { Mortgage, RegisterEntry, Unit } from '../types.ts'
import { type Change, type EntryOf, isActive, replaced, standing } from './base.ts'
import { withProof, withVoid } from './certificates.ts'
import { withNoticesConverted } from './notices.ts'

/** 抵押权首次登记: ranked by recording unless agreed otherwise (民法典 414), or by the notice it fulfils (担保解释 52). */
export const mortgageCreated: Change<'mortgage-created'> = (unit, entry, row) => {
  const recordedAt = recordedAtOf(unit, entry, row)
  const rank = rankOf(unit, entry, recordedAt)
  const mortgage: Mortgage = { ...entry.mortgage, rank, status: 'active', recordedAt, caseNo: row.caseNo }
  const before = withNoticesConverted(unit, entry.convertedNotice === undefined ? [] : [entry.convertedNotice])
  return {
    ...before,
    mortgages: [...withRoomAt(unit.mortgages, rank), mortgage],
    certificates: withProof(before, entry.mortgage.proofNo, row),
  }
}

export const mortgageChanged: Change<'mortgage-changed'> = (unit, entry, row) => {
  const index = entry.mortgageIndex
  const before = mortgageAt(unit, index)
  const { rank = before.rank, ...change } = entry.change
  const mortgages = replaced(withRankMoved(unit.mortgages, before.rank, rank), index, { ...before, ...change, rank })
  return proofRenewed({ ...unit, mortgages }, { index, proofNo: entry.proofNo }, row)
}

/** 抵押权转移登记: rank and day of recording go with it (民法典 407). */
export const mortgageTransferred: Change<'mortgage-transferred'> = (unit, entry, row) => {
  const index = entry.mortgageIndex
  const { mortgageeIdNo: _, ...before } = mortgageAt(unit, index)
  const idNo = entry.mortgageeIdNo ? { mortgageeIdNo: entry.mortgageeIdNo } : {}
  const mortgages = replaced(unit.mortgages, index, { ...before, mortgagee: entry.mortgagee, ...idNo })
  return proofRenewed({ ...unit, mortgages }, { index, proofNo: entry.proofNo }, row)
}

export const mortgageCancelled: Change<'mortgage-cancelled'> = (unit, entry) => {
  const target = mortgageAt(unit, entry.mortgageIndex)
  return {
    ...unit,
    mortgages: replaced(unit.mortgages, entry.mortgageIndex, { ...target, status: 'cancelled' }),
    certificates: withVoid(unit.certificates, [target.proofNo]),
  }
}

const mortgageAt = (unit: Unit, index: number): Mortgage =>
  standing(unit, { list: unit.mortgages, index, what: '抵押权' }, isActive)

function recordedAtOf(unit: Unit, entry: EntryOf<'mortgage-created'>, row: RegisterEntry): Instant | null {
  const notice = entry.convertedNotice === undefined ? undefined : unit.notices[entry.convertedNotice]
  return notice ? notice.recordedAt : row.at
}

/** The rank agreed; before the first recorded later than the fulfilled notice; else the last. */
function rankOf(unit: Unit, entry: EntryOf<'mortgage-created'>, recordedAt: Instant | null): number {
  if (entry.rank !== undefined) return entry.rank
  const active = unit.mortgages.filter(isActive)
  const later = active.filter(one => entry.convertedNotice !== undefined && isLater(one.recordedAt, recordedAt))
  return later.length > 0 ? Math.min(...later.map(one => one.rank)) : Math.max(0, ...active.map(one => one.rank)) + 1
}

/** A time not known lies before Dengbu's. */
const isLater = (a: Instant | null, b: Instant | null): boolean => a !== null && (b === null || compareInstants(a, b) > 0)

const withRoomAt = (mortgages: readonly Mortgage[], rank: number): Mortgage[] =>
  mortgages.map(one => (isActive(one) && one.rank >= rank ? { ...one, rank: one.rank + 1 } : one))

/** The others close the gap and make room. */
function withRankMoved(mortgages: readonly Mortgage[], from: number, to: number): Mortgage[] {
  const moved = ({ rank }: Mortgage): number =>
    rank >= to && rank < from ? rank + 1 : rank > from && rank <= to ? rank - 1 : rank
  return mortgages.map(one => (isActive(one) ? { ...one, rank: moved(one) } : one))
}

/** A new 登记证明 takes the place of the former; without one the former stays good. */
function proofRenewed(unit: Unit, { index, proofNo }: { index: number; proofNo: string | null }, row: RegisterEntry): Unit {
  const mortgage = unit.mortgages[index]
  if (proofNo === null || !mortgage) return unit
  const certificates = withVoid(unit.certificates, [mortgage.proofNo])
  return {
    ...unit,
    mortgages: replaced(unit.mortgages, index, { ...mortgage, proofNo }),
    certificates: withProof({ ...unit, certificates }, proofNo, row),
  }
}
