import { readEarlier, readTwin } from '../db/cases.ts'
import { allocateNumbers } from '../db/certificates.ts'
import type { Transaction } from '../db/client.ts'
import { type LockedUnit, lockUnits, readUnits } from '../db/register.ts'
import type { Command } from '../domain/case/commands.ts'
import type { Facts } from '../domain/case/facts.ts'
import type { CaseState } from '../domain/case/types.ts'
import { officeOf } from '../domain/office/profile.ts'
import type { ProcedureId } from '../domain/procedures/ids.ts'
import { procedureTitles } from '../domain/procedures/ids.ts'
import { editionOf } from '../domain/procedures/registry.ts'
import { publishedCalendar } from '../domain/time/calendar.ts'
import { type Instant, laterOf } from '../domain/time/instant.ts'

/** Acts whose rules look at the units; all others need no lock but the case's own. */
const unitActs: ReadonlySet<string> = new Set(['accept', 'leave', 'record'])

export const touchesUnits = (command: Command): boolean =>
  command.kind === 'alarm' ? command.alarm.kind === 'deemed-acceptance' : unitActs.has(command.action)

export interface GatheredFacts {
  readonly facts: Facts
  readonly locked: readonly LockedUnit[]
}

/** Gathers, under locks, what `decide` may look at. The case's row is locked already. */
export async function gatherFacts(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  now: Instant,
): Promise<GatheredFacts> {
  const edition = editionOf(state.application.edition)
  const office = officeOf(state.application.office)
  if (!office) throw new Error(`没有登记机构 ${state.application.office} 的设置`)
  const common = { edition, office, calendar: publishedCalendar }
  if (!touchesUnits(command)) {
    return { locked: [], facts: { ...common, at: laterOf(now, state.lastAt), units: [], twin: null, certificateNumbers: [] } }
  }
  const codes = state.application.units
  await lockUnits(tx, world, codes)
  const [locked, earlier, twin] = await Promise.all([
    readUnits(tx, world, codes),
    readEarlier(tx, world, state.caseNo),
    readTwin(tx, state),
  ])
  const at = locked.reduce((latest, { unit }) => (unit ? laterOf(latest, unit.lastAt) : latest), laterOf(now, state.lastAt))
  const units = locked.map(({ unitCode, unit }) => ({
    unitCode,
    unit,
    earlier: earlier
      .filter(other => other.unitCode === unitCode)
      .map(other => ({ caseNo: other.caseNo, title: procedureTitles[other.procedure as ProcedureId] })),
  }))
  const certificateNumbers = await numbersFor(tx, world, state, command, { at, office, edition })
  return { locked, facts: { ...common, at, units, twin, certificateNumbers } }
}

async function numbersFor(
  tx: Transaction,
  world: string,
  state: CaseState,
  command: Command,
  { at, office, edition }: Pick<Facts, 'at' | 'office' | 'edition'>,
): Promise<string[][]> {
  const kind = edition.issues
  if (!kind || command.kind !== 'act' || command.action !== 'record' || state.stage !== 'recording') return []
  const perUnit = edition.writes.documents(state.application)
  const count = perUnit * state.application.units.length
  const numbers = await allocateNumbers(tx, { world, office, kind, at, count })
  return state.application.units.map((_, i) => numbers.slice(i * perUnit, (i + 1) * perUnit))
}
