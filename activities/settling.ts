import type { Transaction } from '../db/client.ts'
import { type EntryToWrite, type LockedUnit, writeEntry } from '../db/register.ts'
import { endTerm, nextTermEnd, type TermEnd } from '../domain/register/terms.ts'
import type { Unit } from '../domain/register/types.ts'
import { compareInstants, type Instant, laterOf } from '../domain/time/instant.ts'

/** In which world and at what time; the rest as in `EntryToWrite`. */
interface SettlingFrame extends Pick<EntryToWrite, 'world' | 'at' | 'unaware' | 'byTerms'> {}

export interface Settled {
  readonly unit: LockedUnit
  /** Whether the outbox has rows of it. */
  readonly told: boolean
}

/**
 * Ends the unit's terms that are over at an instant, in order of time, each dated its legal end; the caller holds the unit's lock. So
 * nothing is ever decided on a right that has ended, however late its timer fires.
 */
export async function settleUnit(
  tx: Transaction,
  { world, at, unaware = [], byTerms = false }: SettlingFrame,
  unit: LockedUnit,
): Promise<Settled> {
  let settled: Settled = { unit, told: false }
  for (let due = dueTerm(settled.unit.unit, at); due; due = dueTerm(settled.unit.unit, at)) {
    const entry = endTerm(due.unit, due.end)
    // A loaded unit may be younger than the term on it: entries of a unit never go back in time.
    const dated = laterOf(due.end.endsAt, due.unit.lastAt)
    const { after, told } = await writeEntry(tx, {
      world,
      before: settled.unit,
      entry,
      at: dated,
      caseNo: null,
      unaware,
      byTerms,
    })
    settled = { unit: after, told: settled.told || told }
  }
  return settled
}

function dueTerm(unit: Unit | null, at: Instant): { readonly unit: Unit; readonly end: TermEnd } | null {
  const end = unit && nextTermEnd(unit)
  return end && compareInstants(end.endsAt, at) <= 0 ? { unit, end } : null
}
